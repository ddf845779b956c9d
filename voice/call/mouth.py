"""What we say in a call: handed to the line a sentence at a time, cut at once, and taken up again where it was cut."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog

from voice.call.captions import Captioned
from voice.call.line import FRAME_BYTES, RATE, Line
from voice.call.news import Inbox, Spoke
from voice.speaking.speaker import Speaker, Tempo

log = structlog.get_logger()

BYTES_A_SECOND = RATE * 2
AHEAD = 3.0
"""Seconds of speech that lie on the line ahead of the caller's ear: enough for a busy machine, little to throw away."""
PAUSE = {Tempo.NORMAL: 0.2, Tempo.SLOW: 0.5}
"""Seconds between two messages."""


@dataclass(frozen=True)
class Utterance:
    """Something to say. `question`: the caller is asked here, so from here on a "ja" is an answer."""

    text: str
    question: bool = False


@dataclass
class _Piece:
    """One sentence's sound. `began` is when the caller began to hear it, on the call's clock; None before that."""

    sound: bytes
    utterance: int
    began: float | None = None

    @property
    def seconds(self) -> float:
        return len(self.sound) / BYTES_A_SECOND


@dataclass
class Speech:
    """All that one turn says. `pieces` grow while they are made.

    `first_heard` tells when the caller began to hear it, on the call's clock; it is cancelled if that never comes.
    """

    number: int
    utterances: Sequence[Utterance]
    tempo: Tempo
    pieces: list[_Piece] = field(default_factory=list)
    made: bool = False
    more: asyncio.Event = field(default_factory=asyncio.Event)
    next: int = 0
    first_heard: asyncio.Future[float] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Mouth:
    """Speaks on one line. `clock` in seconds. When all has been heard, `Spoke` comes into the inbox."""

    def __init__(
        self, line: Line, speaker: Speaker, inbox: Inbox, clock: Callable[[], float], tone: Callable[[], bytes]
    ) -> None:
        self._line = line
        self._speaker = speaker
        self._inbox = inbox
        self._clock = clock
        self._tone = tone
        self._speech: Speech | None = None
        self._making: asyncio.Task[None] | None = None
        self._handing: asyncio.Task[None] | None = None
        self._number = 0
        self._aside: _Piece | None = None

    @property
    def speaking(self) -> bool:
        """Whether the caller hears us now, or will in a moment."""
        return self._handing is not None

    @property
    def question_begun(self) -> bool:
        """Whether the caller has begun to hear the question."""
        speech, now = self._speech, self._clock()
        if speech is None:
            return True
        return any(
            piece.began is not None and piece.began <= now and speech.utterances[piece.utterance].question
            for piece in speech.pieces
        )

    def ours(self) -> bytes | None:
        """The frame that the caller hears now; None when we are silent."""
        if (heard := self.heard_now()) is None:
            return None
        sound, at = heard
        at = at // FRAME_BYTES * FRAME_BYTES
        return sound[at : at + FRAME_BYTES].ljust(FRAME_BYTES, b"\0")

    def heard_now(self) -> tuple[bytes, int] | None:
        """The sound that the caller hears now, and at which byte (of a whole sample) of it; None when we are silent."""
        now = self._clock()
        spoken = self._speech.pieces if self._speech and self._handing else ()
        pieces = [*spoken, *([self._aside] if self._aside else ())]
        for piece in reversed(pieces):
            if piece.began is not None and piece.began <= now < piece.began + piece.seconds:
                return piece.sound, int((now - piece.began) * RATE) * 2
        return None

    async def say(self, utterances: Sequence[Utterance], tempo: Tempo = Tempo.NORMAL) -> Speech:
        """Begins to say this instead of anything else. Returns before it has been heard."""
        await self.stop()
        self._number += 1
        speech = self._speech = Speech(self._number, utterances, tempo)
        self._making = asyncio.create_task(self._make(speech))
        self._handing = asyncio.create_task(self._hand_over(speech))
        return speech

    async def cut(self) -> bool:
        """Silence at once. `go_on` takes it up from the sentence that was cut. Whether there was anything to cut."""
        speech = self._speech
        if self._handing is None or speech is None:
            return False
        await self._stop_handing()
        await self._line.flush()
        now = self._clock()
        for index, piece in enumerate(speech.pieces):
            if piece.began is None or now < piece.began + piece.seconds:
                speech.next = index
                break
        else:
            speech.next = len(speech.pieces)
        for piece in speech.pieces[speech.next :]:
            if piece.began is not None and piece.began > now:
                piece.began = None
        return True

    def go_on(self) -> bool:
        """Takes up again what was cut. Whether anything was left to say."""
        speech = self._speech
        if speech is None or self._handing is not None or (speech.made and speech.next >= len(speech.pieces)):
            return False
        self._handing = asyncio.create_task(self._hand_over(speech))
        return True

    async def aside(self, sound: bytes) -> None:
        """A short sound while we think; the next speech takes its place."""
        if self._handing is None:
            self._aside = _Piece(sound, -1, self._clock() + self._line.unheard_ms() / 1000)
            await self._line.play(sound)

    async def stop(self) -> None:
        """Ends what we say, for good; what the line has not played is thrown away."""
        was_heard = self._handing is not None or self._aside is not None
        await self._stop_handing()
        if self._making:
            self._making.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._making
            self._making = None
        if self._speech and not self._speech.first_heard.done():
            self._speech.first_heard.cancel()
        self._speech = self._aside = None
        if was_heard and self._line.unheard_ms() > 0:
            await self._line.flush()

    async def _stop_handing(self) -> None:
        if self._handing:
            self._handing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._handing
        self._handing = None

    async def _make(self, speech: Speech) -> None:
        for index, utterance in enumerate(speech.utterances):
            before = bytes(_frames(PAUSE[speech.tempo])) if index else b""
            try:
                async for sound in self._speaker.speak(utterance.text, speech.tempo):
                    speech.pieces.append(_Piece(before + sound, index))
                    speech.more.set()
                    before = b""
            except Exception:
                log.exception("speaking_failed", call=self._line.info.id)
                speech.pieces.append(_Piece(self._tone(), index))
            speech.more.set()
        speech.made = True
        speech.more.set()

    async def _hand_over(self, speech: Speech) -> None:
        told = -1
        while True:
            while speech.next < len(speech.pieces):
                await self._until_nearly_heard()
                piece = speech.pieces[speech.next]
                piece.began = self._clock() + self._line.unheard_ms() / 1000
                speech.next += 1
                await self._line.play(piece.sound)
                if not speech.first_heard.done():
                    speech.first_heard.set_result(piece.began)
                if piece.utterance > told:
                    told = piece.utterance
                    await self._caption(speech.utterances[told].text)
            if speech.made and speech.next >= len(speech.pieces):
                break
            speech.more.clear()
            if not speech.made and speech.next >= len(speech.pieces):
                await speech.more.wait()
        await self._until_heard()
        self._handing = None
        if not speech.first_heard.done():
            speech.first_heard.set_result(self._clock())  # there was nothing to say
        self._inbox.put(Spoke(speech.number))

    async def _caption(self, text: str) -> None:
        if isinstance(self._line, Captioned):
            await self._line.caption("bot", text)

    async def _until_nearly_heard(self) -> None:
        while (ahead := self._line.unheard_ms() / 1000) > AHEAD:  # noqa: ASYNC110 - a line knows no such event
            await asyncio.sleep(ahead - AHEAD)

    async def _until_heard(self) -> None:
        while (left := self._line.unheard_ms() / 1000) > 0.01:  # noqa: ASYNC110
            await asyncio.sleep(left)


def _frames(seconds: float) -> bytes:
    """Silence, in whole frames."""
    return bytes(round(seconds * BYTES_A_SECOND / FRAME_BYTES) * FRAME_BYTES)
