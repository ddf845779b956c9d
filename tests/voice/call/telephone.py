"""A caller with a telephone: what they say and press, and what they hear, by the clock of the running loop."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import numpy as np

from voice.call.line import FRAME_BYTES, FRAME_MS, CallInfo, HungUp, KeyPressed, LineEvent, SoundHeard


@dataclass
class Played:
    """Sound as the caller heard it. `until` is earlier than the sound's end if it was cut."""

    sound: bytes
    began: float
    until: float

    def marks(self, now: float) -> list[int]:
        """The numbers in it (each stands for a sentence or a tone), without silence, as far as it was heard by now."""
        heard = self.sound[: max(0, round((min(now, self.until) - self.began) * 32_000)) // 2 * 2]
        numbers = np.frombuffer(heard, dtype="<i2")
        steps = numbers[np.flatnonzero(np.diff(numbers, prepend=0))]
        return [int(n) for n in steps if n]


@dataclass
class Telephone:
    """Implements `voice.call.line.Line`. A frame goes out every 20 ms, silent or not, until the caller hangs up."""

    info: CallInfo = field(default_factory=lambda: CallInfo("a1", "+46701740605", sip_call_id="sip-1"))
    played: list[Played] = field(default_factory=list)
    hung_up_by_us: float | None = None

    def __post_init__(self) -> None:
        self._events: asyncio.Queue[LineEvent] = asyncio.Queue()
        self._speech: deque[bytes] = deque()
        self._gone = False
        self._sending = asyncio.create_task(self._send())
        self._until = 0.0

    # The caller

    def says(self, mark: int, ms: int = 400) -> None:
        """Speaks for so long; the mark stands for the words."""
        self._speech.extend([np.full(FRAME_BYTES // 2, mark, dtype="<i2").tobytes()] * (ms // FRAME_MS))

    def is_quiet(self, ms: int) -> None:
        self._speech.extend([bytes(FRAME_BYTES)] * (ms // FRAME_MS))

    def presses(self, key: str) -> None:
        self._events.put_nowait(KeyPressed(key))

    def hangs_up(self) -> None:
        if not self._gone:
            self._gone = True
            self._sending.cancel()
            self._events.put_nowait(HungUp())

    @property
    def now(self) -> float:
        return asyncio.get_running_loop().time()

    async def _send(self) -> None:
        while True:
            await asyncio.sleep(FRAME_MS / 1000)
            self._events.put_nowait(SoundHeard(self._speech.popleft() if self._speech else bytes(FRAME_BYTES)))

    # The line

    async def events(self) -> AsyncIterator[LineEvent]:
        while True:
            event = await self._events.get()
            yield event
            if isinstance(event, HungUp):
                return

    async def play(self, sound: bytes) -> None:
        if self._gone:
            return
        began = max(self.now, self._until)
        self._until = began + len(sound) / 32_000
        self.played.append(Played(sound, began, self._until))

    async def flush(self) -> None:
        for each in self.played:
            each.until = max(each.began, min(each.until, self.now))
        self._until = min(self._until, self.now)

    def unheard_ms(self) -> float:
        return max(0.0, self._until - self.now) * 1000

    async def hang_up(self) -> None:
        if not self._gone:
            self.hung_up_by_us = self.now
            self.hangs_up()
