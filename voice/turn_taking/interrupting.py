"""Whether the caller means to interrupt us: real words do, a hum, a cough, a clatter and a wail do not."""

from __future__ import annotations

from voice.call.line import FRAME_MS

WORDS_MS = 120
"""So much of a voice that is no hum cuts us, the last of it included; Silero hears a voice 30 ms late."""
PITCHED_MS = 60
"""So much of it with a pitch: a cough has none."""
FORGOTTEN_MS = 240
"""A gap after which the words before it count no more."""


class Interrupting:
    """Counts what is said while we speak. One per call; told every frame while we speak."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self._words = self._pitched = self._gap = 0

    def hear(self, *, voice: bool, hum: bool, pitched: bool) -> bool:
        """One frame. True when this is an interruption."""
        if not voice:
            self._gap += FRAME_MS
            if self._gap >= FORGOTTEN_MS:
                self.forget()
            return False
        self._gap = 0
        if not hum:
            self._words += FRAME_MS
            self._pitched += FRAME_MS if pitched else 0
        return self._words >= WORDS_MS and self._pitched >= PITCHED_MS
