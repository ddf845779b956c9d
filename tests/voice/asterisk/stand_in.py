"""A voice process that does as it is told, so that the dialplan can be proven without ears and dialogue."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol


@dataclass
class Visit:
    """One call that came: what the exchange told of it, and all keys that were pressed."""

    socket: ServerConnection
    query: dict[str, str]
    start: dict[str, Any]
    keys: list[str] = field(default_factory=list)
    frames: int = 0
    key_came: asyncio.Event = field(default_factory=asyncio.Event)
    closed: asyncio.Event = field(default_factory=asyncio.Event)

    async def order(self, command: str) -> None:
        with suppress(ConnectionClosed):
            await self.socket.send(json.dumps({"command": command}))

    async def let_go(self) -> None:
        """Ends the call as the voice process does."""
        await self.order("HANGUP")
        await asyncio.wait_for(self.closed.wait(), 5)


@dataclass
class StandIn:
    """`next` is what it answers when the exchange asks what comes after a call; None: that it knows of no such call.
    `echo`: it sends back what it hears."""

    password: str
    next: str | None = "end"
    echo: bool = True
    visits: asyncio.Queue[Visit] = field(default_factory=asyncio.Queue)
    asked: list[str] = field(default_factory=list)
    server: Server | None = None

    async def visit(self) -> Visit:
        """The next call that comes."""
        return await asyncio.wait_for(self.visits.get(), 5)

    def die(self) -> None:
        """As a killed process does: every connection is gone at once, without a word, and nobody listens."""
        assert self.server
        self.server.close(close_connections=False)
        for connection in self.server.connections:
            connection.transport.abort()

    def _not_a_call(self, connection: ServerConnection, request: Request) -> Response | None:
        del connection
        expected = "Basic " + base64.b64encode(f"asterisk:{self.password}".encode()).decode()
        if request.headers.get("Authorization") != expected:
            return Response(HTTPStatus.UNAUTHORIZED, "Unauthorized", Headers(), b"")
        path = urlsplit(request.path).path
        if path == "/media":
            return None
        self.asked.append(path)
        if self.next is None:
            return Response(HTTPStatus.NOT_FOUND, "Not Found", Headers({"Content-Length": "4"}), b"what")
        body = self.next.encode()
        return Response(HTTPStatus.OK, "OK", Headers({"Content-Length": str(len(body))}), body)

    async def _take(self, socket: ServerConnection) -> None:
        assert socket.request
        query = {name: values[0] for name, values in parse_qs(urlsplit(socket.request.path).query).items()}
        visit = Visit(socket, query, json.loads(await socket.recv()))
        await self.visits.put(visit)
        with suppress(ConnectionClosed):
            async for message in socket:
                if isinstance(message, bytes):
                    visit.frames += 1
                    if self.echo:
                        await socket.send(message)
                elif (told := json.loads(message)).get("event") == "DTMF_END":
                    visit.keys.append(told["digit"])
                    visit.key_came.set()
        visit.closed.set()


@asynccontextmanager
async def stand_in(port: int, password: str, *, next: str | None = "end") -> AsyncGenerator[StandIn]:
    """Listens where the exchange looks for the voice process."""
    voice = StandIn(password, next)
    voice.server = await serve(
        voice._take, "127.0.0.1", port, subprotocols=[Subprotocol("media")], compression=None,
        process_request=voice._not_a_call, ping_interval=None,
    )  # fmt: skip
    try:
        yield voice
    finally:
        voice.server.close()
        await voice.server.wait_closed()
