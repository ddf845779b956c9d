"""Sound in wav files: read in the forms that telephones use, written as 16 kHz. Pure."""

from __future__ import annotations

import struct
from typing import TypeAlias

import numpy as np
import soxr
from numpy.typing import NDArray

from voice.call.line import RATE
from voice.hearing.heard import Sound

_Raw: TypeAlias = NDArray[np.float32]

_PCM, _FLOAT, _ALAW, _MULAW, _EXTENSIBLE = 1, 3, 6, 7, 0xFFFE
_RATES = range(4_000, 192_001)


class WavError(ValueError):
    """Not a wav file that can be read. The message is a code, never what was sent."""


def read_wav(body: bytes, *, longest_seconds: float) -> Sound:
    """The sound, mono, 16 kHz. Takes 16-bit PCM, 32-bit float, A-law and mu-law, any rate and number of channels.

    Raises WavError (`not_wav`, `form`, `too_long`, `empty`).
    """
    form, sound = _chunks(body)
    if len(form) < 16:
        raise WavError("not_wav")
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", form)
    if kind == _EXTENSIBLE and len(form) >= 26:
        kind = struct.unpack_from("<H", form, 24)[0]
    if not 1 <= channels <= 8 or rate not in _RATES:
        raise WavError("form")
    samples = _samples(kind, bits, sound)
    samples = samples[: len(samples) - len(samples) % channels].reshape(-1, channels).mean(axis=1, dtype=np.float32)
    if not len(samples):
        raise WavError("empty")
    if len(samples) > longest_seconds * rate:
        raise WavError("too_long")
    if not np.isfinite(samples).all():
        raise WavError("form")
    if rate != RATE:
        samples = soxr.resample(samples, rate, RATE).astype(np.float32, copy=False)
    return np.clip(samples, -1.0, 1.0)


def wav(sound: bytes) -> bytes:
    """A wav file of sound as lines have it: mono, signed 16 bit, 16 kHz."""
    form = struct.pack("<HHIIHH", _PCM, 1, RATE, RATE * 2, 2, 16)
    body = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", len(sound)) + sound
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunks(body: bytes) -> tuple[bytes, bytes]:
    """The format and the data. A data chunk of a false length (a stream's) reaches to the end."""
    if body[:4] != b"RIFF" or body[8:12] != b"WAVE":
        raise WavError("not_wav")
    form, at = b"", 12
    while at + 8 <= len(body):
        name, size = body[at : at + 4], struct.unpack_from("<I", body, at + 4)[0]
        if name == b"data":
            return form, body[at + 8 : at + 8 + size]
        if name == b"fmt ":
            form = body[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    raise WavError("not_wav")


def _samples(kind: int, bits: int, sound: bytes) -> _Raw:
    match kind, bits:
        case (1, 16):
            whole = np.frombuffer(sound[: len(sound) // 2 * 2], "<i2")
            return (whole / np.float32(32768)).astype(np.float32)
        case (3, 32):
            return np.frombuffer(sound[: len(sound) // 4 * 4], "<f4").astype(np.float32)
        case (6, 8):
            return _FROM_ALAW[np.frombuffer(sound, np.uint8)]
        case (7, 8):
            return _FROM_MULAW[np.frombuffer(sound, np.uint8)]
        case _:
            raise WavError("form")


def _mulaw_table() -> _Raw:
    code = ~np.arange(256) & 0xFF
    size = (((code & 0x0F) << 3) + 0x84 << ((code & 0x70) >> 4)) - 0x84
    return (np.where(code & 0x80, -size, size) / 32768).astype(np.float32)


def _alaw_table() -> _Raw:
    code = np.arange(256) ^ 0x55
    exponent, step = (code & 0x70) >> 4, (code & 0x0F) << 4
    size = np.where(exponent == 0, step + 8, step + 0x108 << np.maximum(exponent - 1, 0))
    return (np.where(code & 0x80, size, -size) / 32768).astype(np.float32)


_FROM_MULAW, _FROM_ALAW = _mulaw_table(), _alaw_table()
