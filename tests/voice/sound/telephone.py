"""What a telephone does to sound: 300-3400 Hz, 8 kHz, mu-law. All sound is mono int16 at 16 kHz, shape (samples,)."""

from __future__ import annotations

import numpy as np
import soxr
from numpy.typing import NDArray

RATE = 16_000
FRAME = 320
BIAS, CLIP = 132, 32_635

Pcm = NDArray[np.int16]


def telephoned(sound: Pcm) -> Pcm:
    """The same sound, as it comes out at the other end of a telephone line. The length stays."""
    narrow = soxr.resample(_band(sound.astype(np.float64)), RATE, RATE // 2)
    heard = soxr.resample(decoded(encoded(_pcm(narrow))).astype(np.float64), RATE // 2, RATE)
    return _pcm(np.pad(heard, (0, max(0, len(sound) - len(heard))))[: len(sound)])


def encoded(sound: Pcm) -> NDArray[np.uint8]:
    """Mu-law (G.711)."""
    values = sound.astype(np.int32)
    sign = np.where(values < 0, 0x80, 0)
    size = np.minimum(np.abs(values), CLIP) + BIAS
    exponent = np.floor(np.log2(size)).astype(np.int32) - 7
    mantissa = (size >> (exponent + 3)) & 0x0F
    return (~(sign | (exponent << 4) | mantissa) & 0xFF).astype(np.uint8)


def decoded(law: NDArray[np.uint8]) -> Pcm:
    """Samples from mu-law."""
    values = ~law
    size = ((((values & 0x0F).astype(np.int32) << 3) + BIAS) << ((values >> 4) & 7)) - BIAS
    return np.where(values & 0x80, -size, size).astype(np.int16)


def as_frames(sound: Pcm) -> list[bytes]:
    """Frames of 20 ms (640 bytes), the last one filled with silence."""
    padded = np.pad(sound, (0, -len(sound) % FRAME))
    return [frame.astype("<i2").tobytes() for frame in padded.reshape(-1, FRAME)]


def from_frames(frames: list[bytes]) -> Pcm:
    """The way back."""
    return np.frombuffer(b"".join(frames), "<i2").astype(np.int16)


def as_wave(sound: Pcm) -> NDArray[np.float32]:
    """As hearing wants it: float32 between -1 and 1."""
    return sound.astype(np.float32) / 32_768


def _band(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    if len(sound) == 0:
        return sound
    length = len(sound) + RATE // 10  # so that the end does not ring at the beginning
    gain = np.interp(np.fft.rfftfreq(length, 1 / RATE), [0, 180, 300, 3400, 3800], [0, 0, 1, 1, 0])
    return np.fft.irfft(np.fft.rfft(sound, length) * gain, length)[: len(sound)]


def _pcm(sound: NDArray[np.float64]) -> Pcm:
    return np.clip(np.round(sound), -32_768, 32_767).astype(np.int16)
