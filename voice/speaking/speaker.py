"""Speaking, as a call sees it: text goes in, sound comes out, sentence by sentence."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from enum import StrEnum
from typing import Protocol


class Tempo(StrEnum):
    """How fast to speak. `SLOW` is really slower (longer sounds, longer pauses), never lower in pitch."""

    NORMAL = "normal"
    SLOW = "slow"


class Speaker(Protocol):
    """One voice, shared by all calls of the process."""

    def speak(self, text: str, tempo: Tempo = Tempo.NORMAL) -> AsyncIterator[bytes]:
        """The text as sound, a sentence at a time: 16 kHz mono signed 16 bit, each piece whole frames of 20 ms.

        A sentence that is cached comes at once; others come when they are made. `text` is plain Swedish as written
        for the phone: numbers, dates, amounts and abbreviations are put into spoken form here. If the voice cannot
        speak at all, a short tone comes instead; never raises for what the text is.
        """
        ...

    def is_ready(self, text: str, tempo: Tempo = Tempo.NORMAL) -> bool:
        """Whether the first sentence of the text is cached, so that it can be heard at once."""
        ...

    async def prepare(self, texts: Iterable[str], tempo: Tempo = Tempo.NORMAL) -> None:
        """Makes the sound of these texts ahead of time, behind everything that a caller waits for."""
        ...
