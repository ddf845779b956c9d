"""What came from one caller and has not been fetched by the call: bounded, keys and the end before any sound."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator

from voice.call.line import HungUp, KeyPressed, LineEvent, SoundHeard

MOST_FRAMES = 1_500
"""30 s of sound. A call that fetches none for so long loses the oldest."""
MOST_KEYS = 200


class Inbox:
    """Events in order. When a call does not fetch them, the oldest sound is lost, then nothing more is taken."""

    def __init__(self) -> None:
        self._events: deque[LineEvent] = deque()
        self._frames = 0
        self._keys = 0
        self._ended = False
        self._come = asyncio.Event()
        self.lost = 0

    def sound(self, frame: bytes) -> None:
        if self._ended:
            return
        if self._frames >= MOST_FRAMES:
            self._lose_oldest_sound()
        self._frames += 1
        self._put(SoundHeard(frame))

    def key(self, key: str) -> None:
        if self._ended or self._keys >= MOST_KEYS:
            return
        self._keys += 1
        self._put(KeyPressed(key))

    def end(self) -> None:
        """The caller is gone. Once; later events are not taken."""
        if not self._ended:
            self._put(HungUp())
            self._ended = True

    async def events(self) -> AsyncIterator[LineEvent]:
        """Everything in order, up to and with `HungUp`."""
        while True:
            while not self._events:
                self._come.clear()
                await self._come.wait()
            event = self._events.popleft()
            match event:
                case SoundHeard():
                    self._frames -= 1
                case KeyPressed():
                    self._keys -= 1
            yield event
            if isinstance(event, HungUp):
                return

    def _put(self, event: LineEvent) -> None:
        self._events.append(event)
        self._come.set()

    def _lose_oldest_sound(self) -> None:
        for at, event in enumerate(self._events):
            if isinstance(event, SoundHeard):
                del self._events[at]
                self._frames -= 1
                self.lost += 1
                return
