"""Forms are taken from our own pages only (against cross-site request forgery)."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request
from starlette.exceptions import HTTPException

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_PORTS = {"http": 80, "https": 443}


async def same_origin(request: Request) -> None:
    """A dependency of routes that change something. Raises 403 for a request that another site's page made.

    A browser on https says itself where the request came from (`Sec-Fetch-Site`); on plain http it names the `Origin`.
    What sends neither is no browser that carries a client's cookie. GET and HEAD always pass, so that a whole router
    can depend on this.
    """
    if request.method not in _SAFE and not came_from_own_page(
        site=request.headers.get("sec-fetch-site"),
        origin=request.headers.get("origin"),
        host=request.headers.get("host", ""),
    ):
        raise HTTPException(403)


def came_from_own_page(*, site: str | None, origin: str | None, host: str) -> bool:
    """Whether headers with these values can be of a request that a page of `host` made."""
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or _same_host(origin, host)


def _same_host(origin: str, host: str) -> bool:
    try:
        theirs = urlsplit(origin)
        ours = urlsplit(f"//{host}")
        default = _PORTS.get(theirs.scheme)
        return bool(theirs.hostname) and (theirs.hostname, theirs.port or default) == (
            ours.hostname,
            ours.port or default,
        )
    except ValueError:
        return False
