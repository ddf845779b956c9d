"""Writes down how each turn went, once its first sound is heard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeAlias

from bot.dialogue.turn import Turn
from voice.call.listener import Answer
from voice.call.metrics import CallMetrics
from voice.call.mouth import Speech
from voice.call.parts import Observer
from voice.call.record import TurnRecord

_Record: TypeAlias = Callable[[int, float | None], TurnRecord]
"""Made of the turn's number and of when it began to be heard, if it was."""


class TurnWriter:
    """The records of one call: one line in the log, the figures, and whoever looks on; in the order of the turns."""

    def __init__(self, call: str, metrics: CallMetrics, observer: Observer | None) -> None:
        self._call = call
        self._metrics = metrics
        self._observer = observer
        self._count = 0
        self._last: asyncio.Task[None] | None = None

    def write_greeting(self, began: float, speech: Speech, turn: Turn) -> None:
        """The call was answered at `began` (seconds on the call's clock)."""

        def record(number: int, heard_at: float | None) -> TurnRecord:
            return TurnRecord(number, "greeting", None, _step(turn), speak_ms=_ms(began, heard_at))

        self._write(record, None, turn, speech)

    def write(
        self, answer: Answer, asked: str | None, turn: Turn, speech: Speech, *, begun: float, answered: float
    ) -> None:
        """The dialogue was asked at `begun` and had its answer at `answered`."""

        def record(number: int, heard_at: float | None) -> TurnRecord:
            heard, whole = answer.heard, _ms(answer.since, heard_at)
            return TurnRecord(
                number,
                answer.how,
                asked,
                _step(turn),
                confidence=heard.confidence if heard else None,
                endpoint_ms=answer.endpoint_ms,
                hear_ms=heard.hear_ms if heard else None,
                waited_ms=heard.waited_ms if heard else None,
                heard_after_ms=answer.heard_after_ms,
                dialogue_ms=(answered - begun) * 1000,
                speak_ms=_ms(answered, heard_at),
                speech_end_to_audio_ms=whole if heard else None,
                key_to_audio_ms=whole if answer.keys else None,
                barge_in=answer.barge_in,
            )

        self._write(record, answer, turn, speech)

    async def close(self) -> None:
        """Waits for what is still to be written."""
        if self._last:
            await self._last

    def _write(self, record: _Record, answer: Answer | None, turn: Turn, speech: Speech) -> None:
        self._count += 1
        self._last = asyncio.create_task(self._when_heard(record, self._count, answer, turn, speech, self._last))

    async def _when_heard(
        self,
        record: _Record,
        number: int,
        answer: Answer | None,
        turn: Turn,
        speech: Speech,
        before: asyncio.Task[None] | None,
    ) -> None:
        await asyncio.wait([speech.first_heard])
        heard_at = None if speech.first_heard.cancelled() else speech.first_heard.result()
        if before:
            await before
        written = record(number, heard_at)
        written.write(self._call)
        self._metrics.turn(written)
        if self._observer:
            self._observer.turn(written, answer, turn)


def _step(turn: Turn) -> str | None:
    return turn.expects.key if turn.expects else None


def _ms(begun: float, ended: float | None) -> float | None:
    return None if ended is None else max(0.0, (ended - begun) * 1000)
