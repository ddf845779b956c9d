"""The one cookie of the client's pages: which conversation this browser may open, until the browser is closed."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.address import came_by_https

NAME = "samtal"
_VALUE = re.compile(r"(?P<id>[A-Za-z0-9_-]{8,64})\.(?P<token>[A-Za-z0-9_-]{8,200})")


@dataclass(frozen=True)
class Session:
    """The conversation and the token that opens it."""

    id: str
    token: str

    @property
    def mark(self) -> str:
        """What a page may say of it: always the same for the conversation, and opens nothing."""
        return hashlib.sha256(self.id.encode()).hexdigest()[:12]


def session_of(request: Request) -> Session | None:
    """The session that the browser names; None when it names none, or nothing that could be one."""
    found = _VALUE.fullmatch(request.cookies.get(NAME, ""))
    return Session(found["id"], found["token"]) if found else None


def keep(request: Request, response: Response, session: Session) -> None:
    """Gives the browser the session. Scripts cannot read it; other sites cannot send it with a form."""
    response.set_cookie(
        NAME, f"{session.id}.{session.token}", path="/", httponly=True, samesite="lax", secure=came_by_https(request)
    )


def forget(request: Request, response: Response) -> None:
    """Takes the session from the browser."""
    response.delete_cookie(NAME, path="/", httponly=True, samesite="lax", secure=came_by_https(request))
