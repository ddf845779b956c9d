"""A limit on request bodies that holds however the body is sent: declared, chunked, or longer than declared."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_DRAIN_FACTOR = 8
_DRAIN_SECONDS = 2.0


class BodyLimit:
    """Reads at most `max_bytes` of a body into memory; a larger one gets `refused(request)` and never reaches a route.

    A moderately large rest is read and thrown away first, so that the client gets to see the answer instead of a broken
    connection; after that the reading stops.
    """

    def __init__(self, app: ASGIApp, max_bytes: int, refused: Callable[[Request], Response]) -> None:
        self._app = app
        self._max = max_bytes
        self._refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        body = bytearray()
        too_much = declared.isdigit() and int(declared) > self._max
        more = True
        while more and not too_much:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            too_much = len(body) > self._max
        if too_much:
            body.clear()
            await self._drain(receive)
            await self._refused(Request(scope))(scope, receive, send)
            return
        await self._app(scope, _replay(bytes(body), receive), send)

    async def _drain(self, receive: Receive) -> None:
        left = self._max * _DRAIN_FACTOR
        try:
            async with asyncio.timeout(_DRAIN_SECONDS):
                while left > 0:
                    message = await receive()
                    left -= len(message.get("body", b""))
                    if message["type"] == "http.disconnect" or not message.get("more_body", False):
                        return
        except TimeoutError:
            return


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
