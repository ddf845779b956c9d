"""A line whose other end is an exchange in the same process, on a clock that the test moves."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal

from tests.voice.media.exchange import Playout
from voice.call.line import FRAME_MS, CallInfo, HungUp, LineEvent
from voice.media.browser_line import BrowserLine
from voice.media.line import WebSocketLine

_TICK = FRAME_MS / 1000
_SETTLED = 12
"""Turns of the event loop after which everything that could happen at once has happened."""


class HandClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self._now = 1_000.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def now(self) -> float:
        return self._now

    async def sleep(self, seconds: float) -> None:
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self._now + seconds, waiting))
        await waiting

    def move(self, seconds: float) -> None:
        self._now += seconds
        due = [s for s in self._sleepers if s[0] <= self._now + 1e-9]
        self._sleepers = [s for s in self._sleepers if s not in due]
        for _, waiting in due:
            if not waiting.done():
                waiting.set_result(None)


class Wire:
    """The socket between a line and a `Playout`."""

    def __init__(self, *, never_confirms_marks: bool = False) -> None:
        self._in: asyncio.Queue[str | bytes | None] = asyncio.Queue()
        self.playout = Playout(lambda event: self._in.put_nowait(json.dumps(event)), never_confirms_marks)
        self.sent: list[str | bytes] = []
        self.code: int | None = None
        self.gone = False

    async def receive(self) -> str | bytes | None:
        message = None if self.gone else await self._in.get()
        self.gone = self.gone or message is None
        return message

    async def send(self, message: str | bytes) -> bool:
        if self.gone:
            return False
        self.sent.append(message)
        self.playout.take(message)
        return True

    async def close(self, code: int = 1000) -> None:
        if self.code is None:
            self.code = code
        self.hang_up()

    def say(self, message: str | bytes) -> None:
        self._in.put_nowait(message)

    @property
    def arriving(self) -> bool:
        """Whether the line has still something to take in."""
        return not self.gone and not self._in.empty()

    def hang_up(self) -> None:
        self._in.put_nowait(None)


@dataclass
class Wired:
    line: WebSocketLine
    wire: Wire
    clock: HandClock
    events: list[LineEvent] = field(default_factory=list)

    @property
    def playout(self) -> Playout:
        return self.wire.playout

    @property
    def hung_up(self) -> bool:
        return HungUp() in self.events

    async def settle(self) -> None:
        for _ in range(_SETTLED):
            await asyncio.sleep(0)

    async def pass_time(self, seconds: float) -> None:
        """The exchange plays a frame each 20 ms meanwhile."""
        await self.settle()
        for _ in range(round(seconds / _TICK)):
            self.clock.move(_TICK)
            self.playout.tick()
            await self.settle()

    async def fetch(self) -> None:
        async for event in self.line.events():
            self.events.append(event)


@asynccontextmanager
async def wired(
    *,
    kind: Literal["telephone", "browser"] = "telephone",
    never_confirms_marks: bool = False,
    fetched: bool = True,
) -> AsyncGenerator[Wired]:
    """A line in a call. `fetched`: its events are collected as they come."""
    wire, clock = Wire(never_confirms_marks=never_confirms_marks), HandClock()
    make = BrowserLine if kind == "browser" else WebSocketLine
    call = Wired(make(wire, CallInfo("a1", kind=kind), clock=clock), wire, clock)
    jobs = [asyncio.create_task(call.line.run())]
    if fetched:
        jobs.append(asyncio.create_task(call.fetch()))
    try:
        await call.settle()
        yield call
    finally:
        for job in jobs:
            job.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*jobs, return_exceptions=True)
