"""Soft sounds that are no words: "I am thinking", "something is wrong". Pure.

All are 16 kHz mono, signed 16 bit, in whole frames of 20 ms.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from voice.call.line import FRAME_SAMPLES, RATE

_NOTE = tuple[float, float]
"""Hz and milliseconds."""


def thinking() -> bytes:
    """Two soft notes, the second higher (a small third, as a question): 340 ms at about -26 dBFS."""
    return _melody([(523.25, 160.0), (659.25, 180.0)], dbfs=-26.0)


def trouble() -> bytes:
    """Two soft notes that fall, when the voice cannot speak: 520 ms at about -24 dBFS, no alarm."""
    return _melody([(440.0, 240.0), (349.23, 280.0)], dbfs=-24.0)


def silence(milliseconds: float) -> bytes:
    """Silence, rounded to whole frames of 20 ms."""
    return bytes(round(milliseconds / 20) * FRAME_SAMPLES * 2)


def _melody(notes: Sequence[_NOTE], *, dbfs: float) -> bytes:
    wave = np.concatenate([_note(hertz, milliseconds) for hertz, milliseconds in notes])
    wave *= 10 ** (dbfs / 20) / np.sqrt(np.mean(wave**2))
    wave = np.pad(wave, (0, -len(wave) % FRAME_SAMPLES))
    return (wave * 32767).astype("<i2").tobytes()


def _note(hertz: float, milliseconds: float) -> np.ndarray:
    """A note with one weak overtone that swells in 25 ms and dies away, so that nothing clicks."""
    seconds = np.arange(int(RATE * milliseconds / 1000)) / RATE
    wave = np.sin(2 * np.pi * hertz * seconds) + 0.15 * np.sin(4 * np.pi * hertz * seconds)
    rise = np.minimum(1.0, seconds / 0.025)
    fall = np.minimum(1.0, (milliseconds / 1000 - seconds) / 0.06)
    return wave * np.sin(rise * np.pi / 2) ** 2 * np.sin(np.clip(fall, 0, 1) * np.pi / 2) ** 2
