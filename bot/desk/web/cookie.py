"""The desk's cookie: it carries the login and nothing else, and only to `/desk`."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from bot.channels.web.address import came_by_https

NAME = "desk"
_PATH = "/desk"


def token_of(request: Request) -> str | None:
    """The token of the login, or None."""
    return request.cookies.get(NAME) or None


def remember(request: Request, response: Response, token: str) -> None:
    """Log this browser in. It forgets when it is closed."""
    response.set_cookie(
        NAME, token, path=_PATH, httponly=True, samesite="strict", secure=came_by_https(request), max_age=None
    )


def forget(response: Response) -> None:
    """Log this browser out."""
    response.delete_cookie(NAME, path=_PATH, httponly=True, samesite="strict")
