"""G.711 A-law, the sound of the European telephone: 8 bits a sample, 8,000 samples a second."""

from __future__ import annotations

import numpy as np
import soxr
from numpy.typing import NDArray

RATE = 8000
PACKET_SAMPLES = 160
SILENCE = b"\xd5" * PACKET_SAMPLES
"""20 ms of nothing."""


def _table() -> NDArray[np.int16]:
    """What each of the 256 codes sounds."""
    code = np.arange(256) ^ 0x55
    segment, value = (code & 0x70) >> 4, ((code & 0x0F) << 4) + 8
    magnitude = np.where(segment == 0, value, (value + 0x100) << np.maximum(segment - 1, 0))
    return np.where(code & 0x80, magnitude, -magnitude).astype(np.int16)


_DECODED = _table()
_BY_LEVEL = np.argsort(_DECODED, kind="stable")
_LEVELS = _DECODED[_BY_LEVEL].astype(np.int32)
_BETWEEN = (_LEVELS[1:] + _LEVELS[:-1]) / 2

_POWER = _DECODED.astype(np.float32) ** 2


def loudness(codes: bytes) -> float:
    """Root mean square of the samples."""
    return float(_POWER[np.frombuffer(codes, np.uint8)].mean() ** 0.5) if codes else 0.0


def decoded(codes: bytes) -> NDArray[np.int16]:
    return _DECODED[np.frombuffer(codes, np.uint8)]


def encoded(samples: NDArray[np.int16]) -> bytes:
    """The nearest code of each sample."""
    return _BY_LEVEL[np.searchsorted(_BETWEEN, samples)].astype(np.uint8).tobytes()


def narrowed(sound: NDArray[np.int16]) -> NDArray[np.int16]:
    """Sound of 16 kHz as a telephone carries it: at 8 kHz."""
    return soxr.resample(sound, 2 * RATE, RATE).astype(np.int16)
