"""Recordings in the forms that telephones and recorders use."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.http.wav import WavError, read_wav, wav


def recording(kind: int, bits: int, data: bytes, *, rate: int = 16_000, channels: int = 1, tail: bytes = b"") -> bytes:
    size = bits // 8 * channels
    form = struct.pack("<HHIIHH", kind, channels, rate, rate * size, size, bits)
    body = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"LIST\x03\0\0\0abc\0"
    return b"RIFF\0\0\0\0" + body + b"data" + struct.pack("<I", len(data)) + data + tail


TONE = np.sin(np.arange(1_600) / 8).astype(np.float32) * 0.5


def test_what_lines_play_is_read_back_as_it_was() -> None:
    sound = (TONE * 32_768).astype("<i2")
    np.testing.assert_allclose(read_wav(wav(sound.tobytes()), longest_seconds=1), TONE, atol=1e-4)


def test_floats_are_read() -> None:
    np.testing.assert_array_equal(read_wav(recording(3, 32, TONE.tobytes()), longest_seconds=1), TONE)


@pytest.mark.parametrize(("kind", "silent", "loud"), [(7, 0xFF, 0x80), (6, 0xD5, 0xAA)])
def test_the_telephones_own_codes_are_read(kind: int, silent: int, loud: int) -> None:
    """G.711: the code of silence and that of the largest positive value, in mu-law and A-law."""
    assert np.abs(read_wav(recording(kind, 8, bytes([silent]) * 160), longest_seconds=1)).max() < 0.001
    assert read_wav(recording(kind, 8, bytes([loud]) * 160), longest_seconds=1).min() > 0.95


def test_a_stream_of_unknown_length_is_read_to_its_end() -> None:
    file = recording(1, 16, (TONE * 32_767).astype("<i2").tobytes())
    at = file.index(b"data")
    endless = file[: at + 4] + b"\xff\xff\xff\xff" + file[at + 8 :]
    assert len(read_wav(endless, longest_seconds=1)) == len(TONE)


def test_floats_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(WavError):
        read_wav(recording(3, 32, np.full(100, np.nan, np.float32).tobytes()), longest_seconds=1)


@given(
    st.binary(max_size=300), st.sampled_from([1, 3, 6, 7, 0xFFFE]), st.sampled_from([8, 16, 24, 32]), st.integers(0, 9)
)
def test_any_recording_is_read_or_refused(data: bytes, kind: int, bits: int, channels: int) -> None:
    file = recording(kind, bits, data, channels=channels)
    try:
        sound = read_wav(file, longest_seconds=1)
    except WavError:
        return
    assert sound.dtype == np.float32
    assert sound.ndim == 1
    assert np.abs(sound).max() <= 1
