"""What was heard in one stretch of speech."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.dialogue.listening import Candidate, Listening

Sound: TypeAlias = NDArray[np.float32]
"""Mono, 16 kHz, -1 to 1, shape (samples,)."""


@dataclass(frozen=True)
class Heard:
    """The words, and how sure we are of them (0-1; under 0.6 the dialogue reads an answer back).

    `how`: chosen among the expected answers, written down freely, or nothing that was speech. `hear_ms` is the
    recogniser's own time, `waited_ms` the time in its queue.
    """

    words: str = ""
    confidence: float = 0.0
    how: Literal["scored", "free", "none"] = "none"
    candidate: Candidate | None = None
    hear_ms: float = 0.0
    waited_ms: float = 0.0


class Hearing(Protocol):
    """One recogniser, shared by all calls of the process."""

    async def hear(self, sound: Sound, listening: Listening, *, call: str) -> Heard:
        """What was said. `call` shares the recogniser fairly: no call waits behind two turns of another.

        Cancelling gives the place in the queue back. Never raises for what the sound is.
        """
        ...

    async def expect(self, listening: Listening) -> None:
        """Prepares for these candidates while the question is still being asked (their silence prior, their tokens)."""
        ...

    def ready(self) -> bool:
        """Whether a model is loaded and warm."""
        ...


def words_of(candidates: Sequence[Candidate]) -> list[str]:
    return [candidate.words for candidate in candidates]
