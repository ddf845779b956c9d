"""The frames between us and the voice's process."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.speaking.frames import LENGTHS, BrokenFrame, lengths, pack, unpack_head


@given(st.dictionaries(st.text(), st.text() | st.integers()), st.binary())
def test_what_was_packed_is_unpacked(head: dict[str, object], sound: bytes) -> None:
    raw = pack(head, sound)
    head_size, sound_size = lengths(raw[: LENGTHS.size])
    assert unpack_head(raw[LENGTHS.size : LENGTHS.size + head_size]) == head
    assert raw[LENGTHS.size + head_size :] == sound
    assert len(sound) == sound_size


@pytest.mark.parametrize("raw", [b"Segmentation fault, ", b"\xff" * 8])
def test_something_else_on_the_pipe_is_noticed(raw: bytes) -> None:
    with pytest.raises(BrokenFrame):
        lengths(raw[: LENGTHS.size])


@pytest.mark.parametrize("raw", [b"{", b"[]", b"\xff"])
def test_a_head_that_is_none(raw: bytes) -> None:
    with pytest.raises(BrokenFrame):
        unpack_head(raw)
