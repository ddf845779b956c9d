"""How long a silence lasts before a turn is over: by what was asked, and by how this caller speaks. Milliseconds."""

from __future__ import annotations

from bot.dialogue.listening import Answers, Listening

ENDS_MS: dict[Answers, float] = {"choice": 450, "value": 700, "story": 900}
TYPES_MS: dict[str, float] = {"multi": 700, "phone": 1_400, "contact": 1_400}
"""Several things are named one after the other; long numbers are said in groups, and looked up: 1.3 s apart."""
SURE_MS = 300
"""A choice that was heard ahead, and surely, ends here."""
LONGEST_MS = 2500
NOBODY_MS: dict[Answers, float] = {"choice": 6_000, "value": 8_000, "story": 10_000}
"""How long nobody may speak before it is worth a word."""

SLOW = 1.4
ROOM = 1.3
"""A silence ends the turn when it is this much longer than the caller's own pauses."""
PAUSE_MS = 150
"""Shorter gaps lie between syllables."""
CUT_OFF_RAISES, WAIT_RAISES = 1.35, 1.6
MOST_RAISED = 2.5


class Patience:
    """One caller's. Only ever grows within a call, but for the pauses: a single long one is forgotten slowly."""

    def __init__(self) -> None:
        self._listening = Listening()
        self._pause_ms = 0.0
        self._raised = 1.0

    def expect(self, listening: Listening) -> None:
        """A question waits. One that waits because the caller asked for time raises the patience, once."""
        if listening.paused and not self._listening.paused:
            self._raise(WAIT_RAISES)
        self._listening = listening

    def paused(self, ms: float) -> None:
        """The caller paused inside a turn and went on."""
        if ms >= PAUSE_MS:
            self._pause_ms = ms if ms > self._pause_ms else 0.9 * self._pause_ms + 0.1 * ms

    def cut_off(self, ms: float) -> None:
        """We took a pause of this length for the end, and the caller went on."""
        self.paused(ms)
        self._raise(CUT_OFF_RAISES)

    def ends_ms(self, *, sure: bool = False) -> float:
        """The silence that ends a turn. `sure`: its words are known and whole already."""
        listening = self._listening
        asked = TYPES_MS.get(listening.type, ENDS_MS[listening.answers])
        if sure and listening.answers == "choice":
            return min(asked, max(SURE_MS, ROOM * self._pause_ms)) if self._patient else SURE_MS
        return min(LONGEST_MS, max(asked * self._raised * self._slow, ROOM * self._pause_ms))

    def nobody_ms(self) -> float:
        """The silence after which somebody should say something."""
        return NOBODY_MS[self._listening.answers] * self._raised * self._slow

    @property
    def _slow(self) -> float:
        return SLOW if self._listening.slow else 1.0

    @property
    def _patient(self) -> bool:
        """Whether this caller has needed more time than others."""
        return self._raised > 1 or self._listening.slow

    def _raise(self, by: float) -> None:
        self._raised = min(MOST_RAISED, self._raised * by)
