"""How loud the room is, and how loud the caller is: what is far under the caller is the television. All in dBFS."""

from __future__ import annotations

from collections import deque

WINDOW = 150
"""Frames that the room's level is taken from: 3 s."""
FLOOR_DB, CEILING_DB = -75.0, -35.0


class Floor:
    """The level that the quietest tenth of the last seconds stays under: hiss, a fan, a television without pause."""

    def __init__(self) -> None:
        self._levels: deque[float] = deque(maxlen=WINDOW)
        self._stale = 0
        self.db = FLOOR_DB + 10

    def hear(self, level_db: float) -> None:
        self._levels.append(level_db)
        self._stale += 1
        if self._stale >= 5 and len(self._levels) >= 10:
            self._stale = 0
            ordered = sorted(self._levels)
            self.db = min(CEILING_DB, max(FLOOR_DB, ordered[len(ordered) // 10]))


class Room:
    """How loud everything is while the caller is silent and we are, too: a television's voices, if there is one."""

    ENOUGH = 10
    ABOVE_DB = 7.0
    """What is this much over three quarters of the room's frames is no part of it."""

    def __init__(self) -> None:
        self._levels: deque[float] = deque(maxlen=WINDOW)
        self._since = 0
        self.bar_db: float | None = None
        """What a voice must reach not to be the room's; None as long as the room is not known (200 ms)."""

    def hear(self, level_db: float) -> None:
        self._levels.append(level_db)
        self._since += 1
        if self._since >= 5 and len(self._levels) >= self.ENOUGH:
            self._since = 0
            ordered = sorted(self._levels)
            self.bar_db = max(FLOOR_DB, ordered[len(ordered) * 3 // 4]) + self.ABOVE_DB


class Loudness:
    """How loudly somebody speaks: follows the louder syllables up at once, and down slowly. None before any voice."""

    UP, DOWN, WEAKLY_DOWN = 0.3, 0.01, 0.002

    def __init__(self, db: float | None = None) -> None:
        self.db = db

    def hear(self, level_db: float, *, weak: bool = False) -> None:
        """`weak`: perhaps somebody else, so it hardly counts."""
        if self.db is None:
            self.db = level_db
        elif level_db > self.db:
            self.db += self.UP * (level_db - self.db)
        else:
            self.db += (self.WEAKLY_DOWN if weak else self.DOWN) * (level_db - self.db)


class Caller:
    """The caller's own voice in this call, learned from their turns, so that a stranger further away is told apart."""

    FURTHER_AWAY_DB, WEAKER_DB = 12.0, 16.0
    """A voice that never comes nearer than this to the caller's louder syllables is in another corner; in a room where
    nobody else speaks, the caller's own may be so much weaker than it was ("hallå!", and then a sigh)."""
    QUIET_ROOM_DB = -42.0
    UNKNOWN_DB = -52.0
    """Before the caller's first turn, everything over this may be them. (Telephone speech: -10 to -35.)"""

    def __init__(self) -> None:
        self._db: float | None = None

    def bar_db(self, room_db: float) -> float:
        """What a voice must reach to be the caller's, in a room where others reach `room_db`."""
        if self._db is None:
            return self.UNKNOWN_DB
        return self._db - (self.WEAKER_DB if room_db <= self.QUIET_ROOM_DB else self.FURTHER_AWAY_DB)

    def spoke(self, db: float) -> None:
        """A turn of this loudness is over. Louder is believed sooner than weaker: the louder one holds the phone."""
        self._db = db if self._db is None else self._db + (0.7 if db > self._db else 0.3) * (db - self._db)

    def was_overheard(self) -> None:
        """A weak voice spoke alone, with silence around it: perhaps the caller, who holds the phone further away."""
        if self._db is not None:
            self._db -= 4.0
