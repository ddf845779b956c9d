"""The other end of a line as Asterisk's chan_websocket is, without Asterisk: for tests of lines and of calls.

`Exchange` connects to a real voice server. `Playout` is what happens inside: a queue of 1000 frames, one played every
20 ms, XOFF at 900 and XON under 800, marks in order, FLUSH that drops everything; what does not fit is thrown away
without a word. It knows no clock, so a test can play at any speed.
"""

from __future__ import annotations

import asyncio
import base64
import json
import ssl
import time
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from voice.call.line import FRAME_BYTES, FRAME_MS

QUEUE_FRAMES = 1_000
XOFF_AT = 900
XON_UNDER = 800
LONGEST_TEXT = 128
SILENCE = bytes(FRAME_BYTES)


@dataclass
class Playout:
    """What a caller hears, frame by frame. `told` gets the events for the voice process."""

    told: Callable[[dict[str, str]], None]
    never_confirms_marks: bool = False
    heard: list[bytes | None] = field(default_factory=list)
    """One for each 20 ms: a frame, or None when nothing was there to send."""
    dropped: int = 0
    ignored: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    cut_tails: int = 0
    hung_up: bool = False
    _queue: deque[bytes | str] = field(default_factory=deque)
    _frames: int = 0
    _full: bool = False
    _buffering: bool = False
    _rest: bytes = b""

    @property
    def waiting(self) -> int:
        """Frames that have not been played."""
        return self._frames

    @property
    def speech(self) -> bytes:
        """Everything heard that is not silence."""
        return b"".join(frame for frame in self.heard if frame is not None and frame != SILENCE)

    def take(self, message: str | bytes) -> None:
        """A message from the voice process."""
        if isinstance(message, bytes):
            self._sound(message)
            return
        if len(message.encode()) > LONGEST_TEXT:
            self.ignored.append(message)
            return
        said = json.loads(message)
        self.commands.append(said["command"])
        match said["command"]:
            case "START_MEDIA_BUFFERING":
                self._buffering = True
            case "STOP_MEDIA_BUFFERING":
                self._buffering = False
                if self._rest:
                    self._put(self._rest.ljust(FRAME_BYTES, b"\0"))
                self._rest = b""
            case "MARK_MEDIA":
                self._queue.append(said["correlation_id"])
            case "FLUSH_MEDIA":
                self._queue.clear()
                self._frames = 0
                self._buffering, self._rest = False, b""
            case "HANGUP":
                self.hung_up = True

    def tick(self) -> None:
        """20 ms pass."""
        while self._queue and isinstance(self._queue[0], str):
            mark = str(self._queue.popleft())
            if not self.never_confirms_marks:
                self.told({"event": "MEDIA_MARK_PROCESSED", "correlation_id": mark})
        frame = self._queue.popleft() if self._queue else None
        assert not isinstance(frame, str)
        self._frames -= frame is not None
        self.heard.append(frame)
        if self._full and self._frames < XON_UNDER:
            self._full = False
            self.told({"event": "MEDIA_XON"})

    def _sound(self, sound: bytes) -> None:
        sound = self._rest + sound
        whole = len(sound) - len(sound) % FRAME_BYTES
        for at in range(0, whole, FRAME_BYTES):
            self._put(sound[at : at + FRAME_BYTES])
        self._rest = sound[whole:] if self._buffering else b""
        self.cut_tails += bool(sound[whole:]) and not self._buffering

    def _put(self, frame: bytes) -> None:
        if self._frames >= QUEUE_FRAMES:
            self.dropped += 1
            return
        self._queue.append(frame)
        self._frames += 1
        if not self._full and self._frames >= XOFF_AT:
            self._full = True
            self.told({"event": "MEDIA_XOFF"})


class Exchange:
    """One call to a real voice server, as Asterisk makes it. Make it with `calling`."""

    def __init__(self, connection: ClientConnection, *, never_confirms_marks: bool = False) -> None:
        self._connection = connection
        self._out: asyncio.Queue[dict[str, str]] = asyncio.Queue()
        self.playout = Playout(self._out.put_nowait, never_confirms_marks)
        self.arrived: list[tuple[float, str | bytes]] = []
        """Each message, with the time of its arrival (`time.monotonic`)."""
        self.closed = asyncio.Event()
        self._come = asyncio.Event()

    async def start(self, form: str = "slin16") -> None:
        """MEDIA_START, as the first message of a call."""
        channel = "WebSocket/voicebot/0x1"
        await self.tell(
            {
                "event": "MEDIA_START", "connection_id": "voicebot", "channel": channel, "channel_id": "1.1",
                "format": form, "optimal_frame_size": FRAME_BYTES, "ptime": FRAME_MS, "channel_variables": {},
            }
        )  # fmt: skip

    async def tell(self, event: dict[str, object] | dict[str, str]) -> None:
        await self.send(json.dumps(event))

    async def send(self, message: str | bytes) -> None:
        """Any message. Nothing happens when the line has gone."""
        with suppress(ConnectionClosed):
            await self._connection.send(message)

    async def send_in_pieces(self, pieces: AsyncIterable[bytes]) -> None:
        """One message in so many pieces."""
        with suppress(ConnectionClosed):
            await self._connection.send(pieces)

    async def press(self, keys: str) -> None:
        for key in keys:
            await self.tell({"event": "DTMF_END", "digit": key, "duration_ms": "100"})

    async def speak(self, sound: bytes) -> None:
        """Sends sound at the pace of a telephone."""
        began = time.monotonic()
        for number, at in enumerate(range(0, len(sound), FRAME_BYTES), 1):
            await self.send(sound[at : at + FRAME_BYTES])
            await asyncio.sleep(max(0.0, began + number * FRAME_MS / 1000 - time.monotonic()))

    async def hang_up(self) -> None:
        await self._connection.close()

    def vanish(self) -> None:
        """The connection is gone, without a goodbye."""
        self._connection.transport.abort()

    @property
    def subprotocol(self) -> str | None:
        return self._connection.subprotocol

    @property
    def extensions(self) -> str:
        """What the server has agreed to beside the protocol; empty without compression."""
        response = self._connection.response
        return response.headers.get("Sec-WebSocket-Extensions", "") if response else ""

    @property
    def close_code(self) -> int | None:
        return self._connection.close_code

    async def until(self, true: Callable[[], bool], seconds: float = 10.0) -> None:
        """Waits until it is true, looking after each message and each 20 ms. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not true():
                self._come.clear()
                await self._come.wait()

    async def _listen(self) -> None:
        with suppress(ConnectionClosed):
            async for message in self._connection:
                self.arrived.append((time.monotonic(), message))
                self.playout.take(message)
                self._come.set()
        self.closed.set()
        self._come.set()

    async def _play(self) -> None:
        began = time.monotonic()
        for number in range(1, 1_000_000):
            await asyncio.sleep(max(0.0, began + number * FRAME_MS / 1000 - time.monotonic()))
            self.playout.tick()
            self._come.set()

    async def _confirm(self) -> None:
        while True:
            await self.tell(await self._out.get())


def basic(user: str, password: str) -> dict[str, str]:
    """The header of HTTP basic auth."""
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


@asynccontextmanager
async def calling(
    address: str,
    *,
    headers: dict[str, str] | None = None,
    never_confirms_marks: bool = False,
    subprotocol: str = "media",
    start: bool = True,
    reads: bool = True,
    tls: ssl.SSLContext | None = None,
) -> AsyncGenerator[Exchange]:
    """A call to `ws://.../media?...`. It hangs up at the end. Raises InvalidStatus when it is refused.

    `start=False`: without MEDIA_START. `reads=False`: takes nothing of what is sent, so that the network fills up.
    """
    async with connect(
        address,
        additional_headers=headers,
        subprotocols=[Subprotocol(subprotocol)],
        compression=None,
        max_size=65_536,
        close_timeout=1,
        ssl=tls,
        proxy=None,
    ) as connection:
        exchange = Exchange(connection, never_confirms_marks=never_confirms_marks)
        jobs = [asyncio.create_task(job()) for job in (exchange._play, exchange._confirm)]
        if reads:
            jobs.append(asyncio.create_task(exchange._listen()))
        try:
            if start:
                await exchange.start()
            yield exchange
        finally:
            for job in jobs:
                job.cancel()
            await asyncio.gather(*jobs, return_exceptions=True)
