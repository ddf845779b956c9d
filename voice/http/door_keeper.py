"""Who may ask the voice process for anything: only those who show the exchange's user and password."""

from __future__ import annotations

from collections.abc import Collection

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from voice.http.credentials import Credentials
from voice.http.strangers import Strangers


class DoorKeeper:
    """Answers 401 to every HTTP request without the credentials, but for the `open_to_all` paths.

    Nothing that a stranger sends is read: the open paths get no body, so that none of it waits in memory. Nor are they
    answered as often as somebody likes.

    Sockets pass: they are let in by a ticket, too, so `/media` keeps its own door.
    """

    def __init__(
        self, app: ASGIApp, credentials: Credentials, strangers: Strangers, open_to_all: Collection[str]
    ) -> None:
        self._app = app
        self._credentials = credentials
        self._strangers = strangers
        self._open_to_all = frozenset(open_to_all)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            connection = HTTPConnection(scope)
            if scope["path"] in self._open_to_all:
                if refusal := self._strangers.asks_too_often(connection):
                    await refusal(scope, receive, send)
                    return
                receive = _no_body
            elif not self._credentials.match(connection.headers.get("authorization")):
                await self._strangers.answer(connection)(scope, receive, send)
                return
        await self._app(scope, receive, send)


async def _no_body() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}
