"""Pages are sent squeezed: a cheap phone on a slow network gets them in a third of the bytes."""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

_LEAST_BYTES = 800
_LEVEL = 6


class PageCompression:
    """Squeezes answers, but never those below the paths in `never`.

    The desk's pages are among those: they hold a secret token beside text that a stranger wrote, and how well a page
    squeezes would tell about the token (the BREACH attack).
    """

    def __init__(self, app: ASGIApp, never: tuple[str, ...]) -> None:
        self._plain = app
        self._squeezing = GZipMiddleware(app, minimum_size=_LEAST_BYTES, compresslevel=_LEVEL)
        self._never = never

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        plain = scope["type"] != "http" or any(is_below(scope["path"], path) for path in self._never)
        await (self._plain if plain else self._squeezing)(scope, receive, send)


def is_below(path: str, top: str) -> bool:
    """Whether `path` is `/desk` or something under it, when `top` is `/desk`."""
    return path == top or path.startswith(f"{top}/")
