"""One turn of the caller while it lasts. Times are frames, numbered from the call's beginning."""

from __future__ import annotations

from dataclasses import dataclass, field

from voice.call.line import FRAME_MS
from voice.turn_taking.hums import HUM_SHARE
from voice.turn_taking.noise import Loudness

BEGINS = 3
"""Frames with a voice that make a turn. The shortest "ja" has four; a click has one or two."""
GAP = 10
"""Frames without a voice (200 ms) after which a beginning that was no turn yet is forgotten."""
RESUMES = 2
"""Frames with a voice that end a pause; one alone is a smack of the lips."""

WEAK_DB = 11.0
"""So far under the louder syllables a voice is weak: the end of a sentence, or the television."""
SYLLABLE_DB = 5.0
"""Every syllable comes so near to the louder ones, however loud the room is."""
NOTHING_DB = 28.0
"""Weaker than that is no part of a word."""
WEAK, WEAK_IN_A_ROOM = 100, 10
"""Frames that a weak voice alone goes on being the caller's: 2 s, and 200 ms where other voices are as loud."""


@dataclass
class Turn:
    """`begin`: the first frame with a voice; `end`: the first frame after the last one with a voice.

    `before`: how many frames before its begin belong to its sound. `near_us`: it began while our echo could be heard.
    """

    begin: int
    over_us: bool
    before: int
    near_us: bool = False
    end: int = 0
    voiced: int = 0
    hums: int = 0
    strong_end: int = 0
    began: bool = False
    cut: bool = False
    paused: bool = False
    loudness: Loudness = field(default_factory=Loudness)
    _resuming: int = 0
    _resumed_at: int = 0

    def is_voice(self, number: int, level_db: float, room_db: float) -> bool:
        """Whether a voice of this level may be this caller's, going on. `room_db`: what the room reaches, too."""
        if self.loudness.db is None or level_db >= self._strong_db(room_db):
            return True
        lasts = WEAK if level_db >= room_db else WEAK_IN_A_ROOM
        return level_db >= self.loudness.db - NOTHING_DB and number - self.strong_end < lasts

    def _strong_db(self, room_db: float) -> float:
        """What a syllable of this caller reaches, and the room does not."""
        loud = self.loudness.db if self.loudness.db is not None else room_db
        return max(loud - WEAK_DB, min(room_db, loud - SYLLABLE_DB))

    def hear(self, number: int, level_db: float, room_db: float, *, hum: bool) -> int | None:
        """A frame with the caller's voice. Gives the pause that it ended, in frames, when it ended one."""
        strong = level_db >= self._strong_db(room_db)
        self.loudness.hear(level_db, weak=not strong)
        if strong:
            self.strong_end = number + 1
        if self.paused:
            if number - self._resumed_at > GAP:
                self._resuming = 0
            self._resumed_at = number
            self._resuming += 1
            if self._resuming < RESUMES:
                return None
        pause = number - self.end if self.end else 0
        self.end = number + 1
        self.voiced += 1 + (self._resuming - 1 if self.paused else 0)
        self.hums += hum
        self._resuming = 0
        self.began = self.began or self.voiced >= BEGINS
        return pause

    def silence_ms(self, now: int) -> float:
        """How long the voice has been gone, `now` being the number of the frame that comes."""
        return (now - self.end) * FRAME_MS

    @property
    def speech_ms(self) -> float:
        return self.voiced * FRAME_MS

    @property
    def is_hum(self) -> bool:
        return self.hums >= HUM_SHARE * self.voiced
