"""Whether what comes in is only what goes out: our own voice, back from the caller's receiver."""

from __future__ import annotations

from collections import deque

import numpy as np

from voice.call.line import FRAME_MS, FRAME_SAMPLES
from voice.turn_taking.ear import SILENCE_DB, level_db
from voice.turn_taking.noise import Loudness
from voice.turn_taking.vad import Wave

LONGEST_MS = 400
"""How late an echo may come, with some room for what the line buffers."""
WINDOW_MS = 160
"""How much of the incoming sound is compared at a time."""
TAPS = 32
"""The echo's own path: 4 ms of what a receiver and a room do to it."""
EXPLAINED = 0.4
"""Sound of which so much is ours, filtered, is echo: usually 0.9, in a room that rings long 0.4. Of a stranger's voice
0.1 can be explained so, seldom 0.3."""
SURELY = 0.6
"""So much must be ours on a line that has not given us back so loudly so far: two syllables may be alike by chance."""
PARTLY = 0.25
"""So much is too much for a stranger: it shows how loud our echo is, in a room that rings long."""

UNHEARD_OF_DB = 12.0
LOSS_DB = 16.0
"""How much weaker an echo usually is at least, before this line's own is known."""
ABOVE_DB = 6.0
"""What is this much stronger than the echo can be is the caller."""
STRANGER_DB = 18.0
"""A voice that is not ours is the room's, or the caller's over us: it teaches no less loss than that."""
SLIPPED_DB = 4.0
LEARN = 100
"""Frames (2 s of our own speech) that this line's loss is learned from."""


class Echo:
    """One call's echo. Takes every frame of both directions, and says which incoming sound is none of the caller's."""

    def __init__(self) -> None:
        self._ours: deque[Wave] = deque(maxlen=(LONGEST_MS + WINDOW_MS) // FRAME_MS)
        self._levels: deque[float] = deque(maxlen=LONGEST_MS // FRAME_MS)
        self._theirs: deque[Wave] = deque(maxlen=WINDOW_MS // FRAME_MS)
        self._losses: deque[float] = deque(maxlen=LEARN)
        self._loss_db = LOSS_DB
        self._heard = Loudness()

    def hear(self, theirs: Wave, ours: Wave | None) -> None:
        """One frame of each direction; `ours` is what is played now, None when nothing is."""
        self._theirs.append(theirs)
        self._ours.append(np.zeros(FRAME_SAMPLES, np.float32) if ours is None else ours)
        self._levels.append(SILENCE_DB if ours is None else level_db(ours))

    def was_no_voice(self, theirs_db: float) -> None:
        """The last frame had no voice in it: this is what the line gives back of us, or less."""
        self._learn(theirs_db)

    def _learn(self, theirs_db: float, at_least: float = 0.0) -> None:
        if self._levels[-1] <= -45:
            return
        self._losses.append(max(at_least, max(self._levels) - theirs_db))
        if len(self._losses) % 10 == 0:
            ordered = sorted(self._losses)
            self._loss_db = min(60.0, max(6.0, ordered[len(ordered) // 4]))

    @property
    def possible(self) -> bool:
        """Whether something of ours can still come back."""
        return max(self._levels, default=SILENCE_DB) > -60

    @property
    def bar_db(self) -> float:
        """What is louder than this is not our echo alone."""
        loudest = max(self._levels, default=SILENCE_DB)
        loss = min(self._loss_db, LOSS_DB) if len(self._losses) < LEARN // 2 else self._loss_db
        return SILENCE_DB if loudest <= -60 else loudest - loss + ABOVE_DB

    def covers(self, level_db: float) -> bool:
        """Whether a frame with a voice is none of the caller's: too weak to stand out of our echo, or our own words."""
        if not self.possible:
            return False
        share = self.share()
        below = level_db < self.bar_db
        ours = share >= (EXPLAINED if level_db < self.bar_db + UNHEARD_OF_DB else SURELY)
        if ours or below:
            self._heard.hear(level_db if ours else min(level_db, self.bar_db - ABOVE_DB))  # more is the caller's
        self._learn(level_db, 0.0 if share >= PARTLY else STRANGER_DB)
        return ours or below

    def drowns(self, loudness: Loudness) -> bool:
        """Whether a voice, heard for a moment over us, was no louder than our echo is: a piece of it, then."""
        if loudness.db is None or self._heard.db is None:
            return False
        return loudness.db < self._heard.db + SLIPPED_DB

    def share(self) -> float:
        """How much of the last 160 ms is what we played, come back through some filter within 400 ms (0-1)."""
        if len(self._theirs) * FRAME_MS < WINDOW_MS or len(self._ours) * FRAME_MS < 2 * WINDOW_MS or not self.possible:
            return 0.0
        theirs = _narrow(np.concatenate(self._theirs))
        ours = _narrow(np.concatenate(self._ours))
        energy = float(np.dot(theirs, theirs))
        lag = _lag(theirs, ours)
        return _explained(theirs, ours, lag) if energy > 0 else 0.0


def _narrow(wave: Wave) -> Wave:
    """8 kHz is all that a telephone carries; the strong low harmonics, alike in all voices, are weakened."""
    half = wave[::2]
    return np.diff(half, prepend=half[:1]) + np.float32(0.1) * half


def _lag(theirs: Wave, ours: Wave) -> int:
    """Where in `ours` the window begins that is most like `theirs`."""
    size = 1 << (len(ours) + len(theirs)).bit_length()
    product = np.fft.rfft(ours, size) * np.conj(np.fft.rfft(theirs, size))
    likeness = np.fft.irfft(product / (np.abs(product) ** 0.5 + 1e-9), size)[: len(ours) - len(theirs) + 1]
    return int(np.argmax(np.abs(likeness)))


def _explained(theirs: Wave, ours: Wave, lag: int) -> float:
    """The share of energy in `theirs` that a short filter over `ours` around `lag` gives back (0-1).

    By spectra: a product of matrices would wake the threads of a linear-algebra library, for one frame.
    """
    begin = max(0, lag - TAPS * 3 // 4)
    source = ours[begin : begin + len(theirs) + TAPS]
    size = 1 << (len(source) + len(theirs)).bit_length()
    spectrum = np.fft.rfft(source, size)
    alike = np.fft.irfft(spectrum * np.conj(spectrum), size)[:TAPS]
    crossed = np.fft.irfft(spectrum * np.conj(np.fft.rfft(theirs, size)), size)[:TAPS]
    places = np.arange(TAPS)
    inner = alike[np.abs(places[:, None] - places[None, :])]
    inner[places, places] += 1e-3 * alike[0] + 1e-9
    return float(crossed @ np.linalg.solve(inner, crossed)) / (float(np.dot(theirs, theirs)) + 1e-12)
