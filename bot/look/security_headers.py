"""The headers that keep a page to itself: what it may load, where it may send, who may frame it.

A route that needs more sets the header itself, made by `content_security_policy` or `permissions_policy`; a header that
is there is never changed.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PAGE = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_CLOSED = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
_USES = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb", "browsing-topics")
_HSTS = "max-age=31536000"
"""A year, for this host only: what else the municipality's domain serves is not ours to decide."""


def content_security_policy(**more: str) -> str:
    """The policy of a page, with directives added or replaced: `content_security_policy(media_src="'self' blob:")`."""
    directives = _PAGE | {name.replace("_", "-"): value for name, value in more.items()}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def permissions_policy(**allowed: str) -> str:
    """Which of the device's powers a page may ask for: none, or as given: `permissions_policy(microphone="self")`."""
    given = {name.replace("_", "-"): value for name, value in allowed.items()}
    return ", ".join(f"{name}=({given.get(name, '')})" for name in dict.fromkeys((*_USES, *given)))


PAGE_POLICY = content_security_policy()
NO_PERMISSIONS = permissions_policy()


class SecurityHeaders:
    """Puts the headers on every answer of what it wraps. `https` says whether the client's way here is encrypted."""

    def __init__(self, app: ASGIApp, https: Callable[[Request], bool]) -> None:
        self._app = app
        self._https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        https = self._https(Request(scope))

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _wanted(headers, https).items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, guarded)


def _wanted(headers: Headers, https: bool) -> dict[str, str]:
    kind = headers.get("content-type", "").split(";")[0].strip()
    page = kind == "text/html"
    wanted = {
        # A service worker fetches under the policy that its own script was sent with.
        "Content-Security-Policy": PAGE_POLICY if page or kind == "text/javascript" else _CLOSED,
        # Without a referrer a browser names no origin when a form is sent, and `same_origin` would refuse it.
        "Referrer-Policy": "same-origin" if page else "no-referrer",
        "Permissions-Policy": NO_PERMISSIONS,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cache-Control": "no-store",
    }
    return wanted | ({"Strict-Transport-Security": _HSTS} if https else {})
