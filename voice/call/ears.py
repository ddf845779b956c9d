"""What comes from the caller, put into the call's inbox: keys at once, sound through turn-taking."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from bot.dialogue.listening import Listening
from voice.call.line import FRAME_BYTES, FRAME_MS, HungUp, KeyPressed, Line
from voice.call.mouth import Mouth
from voice.call.news import Gone, Inbox, Key, Noticed
from voice.turn_taking.happenings import Happening

_MISSING_AFTER = 1.0
"""Seconds without a frame, after which the caller's line is taken to be silent, if the line itself does not say so."""
_LOOK_EVERY = 0.1
_SILENCE = bytes(FRAME_BYTES)
_END_FRAMES = 250
"""Five seconds of silence end every turn."""


class TakesTurns(Protocol):
    """What a call needs of `voice.turn_taking.turn_taker.TurnTaker`."""

    def expect(self, listening: Listening) -> None: ...

    def hear(self, frame: bytes, speaking: bool, ours: bytes | None = None) -> list[Happening]: ...

    def sure(self) -> None: ...

    @property
    def talking(self) -> bool: ...


class Ears:
    """Listens to one line until the caller has gone. `also` gets every frame, too."""

    def __init__(
        self,
        line: Line,
        taker: TakesTurns,
        mouth: Mouth,
        inbox: Inbox,
        clock: Callable[[], float],
        also: Callable[[bytes], None],
    ) -> None:
        self._line = line
        self._taker = taker
        self._mouth = mouth
        self._inbox = inbox
        self._clock = clock
        self._also = also
        self._heard_until = clock()

    async def listen(self) -> None:
        """Returns when the caller has gone. `Gone` is in the inbox then, whatever happened."""
        filling = asyncio.create_task(self._fill_in())
        try:
            async for event in self._line.events():
                match event:
                    case KeyPressed(key):
                        self._inbox.put(Key(key, self._clock()))
                    case HungUp():
                        break
                    case _:
                        self._heard_until = self._clock()
                        self._take(event.frame)
        finally:
            filling.cancel()
            self._let_words_end()
            self._inbox.put(Gone())

    def _let_words_end(self) -> None:
        """Who hangs up in the middle of a sentence has said its beginning."""
        for _ in range(_END_FRAMES):
            if not self._taker.talking:
                break
            self._notice(_SILENCE)

    async def _fill_in(self) -> None:
        """A line that sends nothing is silent, not frozen: time goes on. A browser that sends nothing is paused."""
        while self._line.info.kind != "browser":
            await asyncio.sleep(_LOOK_EVERY)
            while self._clock() - self._heard_until > _MISSING_AFTER:
                self._heard_until += FRAME_MS / 1000
                self._take(_SILENCE)

    def _take(self, frame: bytes) -> None:
        self._also(frame)
        self._notice(frame)

    def _notice(self, frame: bytes) -> None:
        for happening in self._taker.hear(frame, self._mouth.speaking, self._mouth.ours()):
            self._inbox.put(Noticed(happening, self._clock()))
