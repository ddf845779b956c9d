"""What kind of voice a piece of sound is: a hum through the nose, a vowel with a pitch, or only breath."""

from __future__ import annotations

import numpy as np

from voice.call.line import RATE
from voice.turn_taking.vad import Wave

PIECE = 512
"""Samples that are looked at: 32 ms."""
WINDOW = np.hanning(PIECE).astype(np.float32)
HERTZ = np.fft.rfftfreq(PIECE, 1 / RATE)
LOW, HOLE, BRIGHT = ((low <= HERTZ) & (high > HERTZ) for low, high in ((200, 550), (550, 750), (1400, 2800)))

HUM_SHARE = 0.7
"""Of the pieces of an utterance, at least so many are hums when the whole is one ("mhm" has some breath in it)."""


def is_hum(piece: Wave) -> bool:
    """Whether a voice goes through the nose, with a closed mouth.

    A nasal has its strength under 550 Hz, a hole above it and nothing bright; "o" fills the hole and "u" is bright.
    """
    power = np.abs(np.fft.rfft(piece[-PIECE:] * WINDOW[-len(piece) :], PIECE)) ** 2
    low = float(power[LOW].sum()) + 1e-12
    return float(power[HOLE].sum()) < 0.05 * low and float(power[BRIGHT].sum()) < 0.04 * low


PITCH_HERTZ = (70, 400)
PERIODIC = 0.45


def has_pitch(piece: Wave) -> bool:
    """Whether vocal cords sound in it, of a grown-up's pitch: not in a cough, a clatter or a child's wail.

    `piece` is 32 ms or more. A wail has its period above the range; then twice the period looks like a pitch, too.
    """
    narrow = piece[::2] - piece[::2].mean()
    size = 1 << (2 * len(narrow) - 1).bit_length()
    power = np.abs(np.fft.rfft(narrow, size)) ** 2
    likeness = np.fft.irfft(power, size)[: len(narrow)]
    if likeness[0] <= 1e-9:
        return False
    likeness = likeness / likeness[0] * len(narrow) / np.arange(len(narrow), 0, -1)
    shortest, longest = RATE // 2 // PITCH_HERTZ[1], min(RATE // 2 // PITCH_HERTZ[0], len(narrow) * 2 // 3)
    return float(likeness[shortest:longest].max()) >= PERIODIC
