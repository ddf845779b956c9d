"""uvicorn's WebSocket, but no connection can take the process away from the others.

A mad client sends thousands of tiny messages in one packet; read as they come, they stop every call for a second.
Here a connection is read a little at a time, and rests when that was dear.
"""

from __future__ import annotations

import asyncio
import time
from asyncio.transports import BaseTransport
from typing import Any

from uvicorn._types import ASGIReceiveEvent, ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

from voice.media.socket import TOO_MUCH

_READ_BYTES = 4_096
"""At a time: six frames of sound, or 7 ms of the smallest messages."""
_DEAR = 0.001
"""Seconds of processor for one reading; sound takes a tenth."""
_REST_FACTOR = 8
_LONGEST_REST = 0.05
_MOST_UNREAD_BYTES = 2_000_000
"""Answers (to pings, too) that the other end does not fetch."""
_MOST_PIECES = 256
"""Of one message. Empty ones count to no size, so a message of them alone would grow in memory and never end."""
_LAST_WORDS = 0.2
"""Seconds for a closing message on its way to a client that has gone mad."""
_GONE_AFTER = 12.0
"""Seconds after a call until its connection is cut. A client that fetches nothing would keep it for ever."""


class GentleSocket(WebSocketsSansIOProtocol):
    """Give it to uvicorn as `ws`."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._resting = False

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        vars(transport)["max_size"] = _READ_BYTES  # of asyncio's own transports: how much they read at a time

    def data_received(self, data: bytes) -> None:
        began = time.thread_time()
        super().data_received(data)
        dear = time.thread_time() - began
        if not self.handshake_initiated:  # the whole request is here, and is none: uvicorn would wait for ever
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()
        elif self.transport.get_write_buffer_size() > _MOST_UNREAD_BYTES:
            self.transport.abort()
        elif dear > _DEAR and not self._resting and not self.transport.is_closing():
            self._resting = True
            self.transport.pause_reading()
            self.loop.call_later(min(_LONGEST_REST, dear * _REST_FACTOR), self._rested)

    def handle_cont(self, event: Frame) -> None:
        if len(self.frames) >= _MOST_PIECES:
            self.transport.abort()
        else:
            super().handle_cont(event)

    async def receive(self) -> ASGIReceiveEvent:
        message = await super().receive()  # which resumes the reading
        if self._resting and not self.transport.is_closing():
            self.transport.pause_reading()
        return message

    async def send(self, message: ASGISendEvent) -> None:
        await super().send(message)
        if message["type"] == "websocket.close" and message.get("code") == TOO_MUCH:
            asyncio.get_running_loop().call_later(_LAST_WORDS, self.transport.abort)

    async def run_asgi(self) -> None:
        await super().run_asgi()
        self.loop.call_later(_GONE_AFTER, self.transport.abort)

    def _rested(self) -> None:
        self._resting = False
        if not self.read_paused and not self.transport.is_closing():
            self.transport.resume_reading()
