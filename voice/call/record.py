"""What one turn of a call took, in figures and codes: never a word, a number or a key that somebody pressed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

import structlog

log = structlog.get_logger()

How: TypeAlias = Literal["greeting", "scored", "free", "key", "silence", "back"]


class Reason(StrEnum):
    """Why a call ended."""

    HUNG_UP = "hung_up"
    DONE = "done"
    OFFICE = "office"
    TOO_LONG = "too_long"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class TurnRecord:
    """`step` was answered, `next_step` waits now. Times in milliseconds; None where there was no such part.

    `endpoint_ms`: silence that we waited for after the last word. `hear_ms` and `waited_ms` are the recogniser's own
    time and that in its queue; `heard_after_ms` is the part of them that the caller waited for, after the endpoint.
    `speech_end_to_audio_ms` = endpoint + heard_after + dialogue + speak; `key_to_audio_ms` the same for a key.
    """

    number: int
    how: How
    step: str | None
    next_step: str | None
    confidence: float | None = None
    endpoint_ms: float | None = None
    hear_ms: float | None = None
    waited_ms: float | None = None
    heard_after_ms: float | None = None
    dialogue_ms: float | None = None
    speak_ms: float | None = None
    speech_end_to_audio_ms: float | None = None
    key_to_audio_ms: float | None = None
    barge_in: bool = False

    def write(self, call: str) -> None:
        """One line in the log."""
        figures = {
            name: round(value, 2 if name == "confidence" else 1) if isinstance(value, float) else value
            for name, value in asdict(self).items()
        }
        log.info("call_turn", call=call, **figures)
