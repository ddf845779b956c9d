"""The socket under a line: whole messages in, whole messages out, and no error when the other end has gone."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Protocol

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

NORMAL = 1000
NOT_UNDERSTOOD = 1003
TOO_MUCH = 1008
BROKEN = 1011
TRY_LATER = 1013

_TAKES_NOTHING = 5.0
"""Seconds after which an end that takes no more bytes is given up."""


class Socket(Protocol):
    async def receive(self) -> str | bytes | None:
        """The next message; None when the socket is closed, and ever after."""
        ...

    async def send(self, message: str | bytes) -> bool:
        """Sends it. False when the socket is closed or the other end takes nothing any more."""
        ...

    async def close(self, code: int = NORMAL) -> None:
        """Closes it. May be called again."""
        ...


class ServerSocket:
    """A WebSocket that uvicorn has accepted."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._open = True

    async def receive(self) -> str | bytes | None:
        if not self._open:
            return None
        try:
            message = await self._websocket.receive()
        except (WebSocketDisconnect, RuntimeError):  # RuntimeError: received after the end
            self._open = False
            return None
        if message["type"] != "websocket.receive":
            self._open = False
            return None
        sound = message.get("bytes")
        return sound if sound is not None else message.get("text") or ""

    async def send(self, message: str | bytes) -> bool:
        if not self._open:
            return False
        try:
            async with asyncio.timeout(_TAKES_NOTHING):
                if isinstance(message, str):
                    await self._websocket.send_text(message)
                else:
                    await self._websocket.send_bytes(message)
        except (WebSocketDisconnect, RuntimeError, TimeoutError):
            self._open = False
            return False
        return True

    async def close(self, code: int = NORMAL) -> None:
        self._open = False
        if self._websocket.application_state is WebSocketState.CONNECTED:
            with suppress(WebSocketDisconnect, RuntimeError, TimeoutError):
                async with asyncio.timeout(_TAKES_NOTHING):
                    await self._websocket.close(code)
