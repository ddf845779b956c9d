"""The other end of the browser's line: the real media socket, and a call that the test leads itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from tests.voice.sound import Pcm, from_frames
from voice.call.line import FRAME_MS, HungUp, KeyPressed, Line, SoundHeard
from voice.media.browser_line import BrowserLine

PATIENCE = 15.0


@dataclass
class Call:
    """One call of a browser. `keys` and `frames` are all that came, in order."""

    line: BrowserLine
    keys: list[str] = field(default_factory=list)
    frames: list[bytes] = field(default_factory=list)
    hung_up: bool = False
    may_end: asyncio.Event = field(default_factory=asyncio.Event)
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def run(self) -> None:
        async for event in self.line.events():
            match event:
                case KeyPressed(key):
                    self.keys.append(key)
                case SoundHeard(frame):
                    self.frames.append(frame)
                case HungUp():
                    self.hung_up = True
            async with self._news:
                self._news.notify_all()

    async def until(self, true: Callable[[], bool]) -> None:
        """Until this is so, which something from the browser must make so."""
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(true)

    async def until_nothing_comes(self, ms: float) -> None:
        """Until nothing at all has come for so long."""
        async with asyncio.timeout(PATIENCE):
            while True:
                before = len(self.frames), len(self.keys)
                await asyncio.sleep(ms / 1000)
                if before == (len(self.frames), len(self.keys)):
                    return

    async def hears(self, ms: float) -> Pcm:
        """The sound of so much time, from now on."""
        first = len(self.frames)
        wanted = first + round(ms / FRAME_MS)
        await self.until(lambda: len(self.frames) >= wanted)
        return from_frames(self.frames[first:wanted])


class OtherEnd:
    """Takes every call; a test waits for the one it made."""

    def __init__(self) -> None:
        self._calls: asyncio.Queue[Call] = asyncio.Queue()

    @property
    def waiting(self) -> int:
        """Calls that came and that nobody has asked for."""
        return self._calls.qsize()

    async def take(self, line: Line) -> None:
        assert isinstance(line, BrowserLine)
        call = Call(line)
        await self._calls.put(call)
        listening = asyncio.create_task(call.run())
        ended = asyncio.create_task(call.may_end.wait())
        await asyncio.wait({listening, ended}, return_when=asyncio.FIRST_COMPLETED)
        for task in (listening, ended):
            task.cancel()

    async def call(self) -> Call:
        """The next call that comes."""
        async with asyncio.timeout(PATIENCE):
            return await self._calls.get()


def tone(hertz: float, ms: float, loud: float = 0.3) -> bytes:
    """A sine as a line's sound."""
    at = np.arange(round(ms * 16)) / 16_000
    return (loud * 32_767 * np.sin(2 * np.pi * hertz * at)).astype("<i2").tobytes()


def loudness(sound: Pcm) -> float:
    """Root mean square, of full scale."""
    return float(np.sqrt(np.mean((sound.astype(np.float64) / 32_768) ** 2)))
