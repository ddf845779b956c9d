"""Kept sound: never clear on disk, whole after a kill in the middle, opened only by our key at its own place."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store.crypto import FieldCipher, Tampered, WrongKey
from bot.store.kept_sounds import KeptSounds

BEGAN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
UNTIL = BEGAN + timedelta(days=30)
TONE = bytes(range(256)) * 40
"""Sound that would be known again on the disk."""


@pytest.fixture
def sounds(tmp_path: Path) -> KeptSounds:
    return KeptSounds(tmp_path / "kept", FieldCipher([b"k" * 32]))


def keep(sounds: KeptSounds, conversation: str = "c1", *pieces: bytes, began: datetime = BEGAN) -> Path:
    file = sounds.begin(conversation, began, UNTIL)
    for piece in pieces or (TONE, TONE[::-1]):
        file.write(piece)
    file.close()
    return sounds.of(conversation)[-1].path


def heard(sounds: KeptSounds, conversation: str = "c1") -> list[bytes]:
    return [piece for sound in sounds.of(conversation) for piece in sounds.hear(sound)]


def test_what_was_kept_is_heard_again_in_order(sounds: KeptSounds) -> None:
    keep(sounds, "c1", b"third", began=BEGAN + timedelta(hours=1))
    keep(sounds, "c1", b"first", b"second")
    assert heard(sounds) == [b"first", b"second", b"third"]
    assert (sounds.of("c1")[0].began, sounds.of("c1")[0].until) == (BEGAN, UNTIL)


def test_no_clear_byte_stands_on_the_disk_and_nobody_else_may_read_it(sounds: KeptSounds) -> None:
    path = keep(sounds)
    stored = path.read_bytes()
    assert not any(TONE[at : at + 16] in stored for at in range(0, 256, 16))
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    assert path.parent.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("left", [1, 3, 30, 5_000])
def test_a_file_that_ends_in_the_middle_is_heard_up_to_there(sounds: KeptSounds, left: int) -> None:
    path = keep(sounds)
    first = 4 + int.from_bytes(path.read_bytes()[:4])
    path.write_bytes(path.read_bytes()[: first + left])
    assert heard(sounds) == [TONE]


def test_another_key_opens_nothing(sounds: KeptSounds, tmp_path: Path) -> None:
    keep(sounds)
    with pytest.raises(WrongKey):
        heard(KeptSounds(tmp_path / "kept", FieldCipher([b"x" * 32])))


def test_pieces_cannot_be_changed_or_moved(sounds: KeptSounds, tmp_path: Path) -> None:
    path = keep(sounds)
    shutil.copytree(path.parent, tmp_path / "kept" / "c2")
    with pytest.raises(Tampered):
        heard(sounds, "c2")
    first = 4 + int.from_bytes(path.read_bytes()[:4])
    path.write_bytes(path.read_bytes()[first:] + path.read_bytes()[:first])
    with pytest.raises(Tampered):
        heard(sounds)


def test_erasing_takes_all_of_one_conversation_even_while_the_call_goes_on(sounds: KeptSounds) -> None:
    keep(sounds)
    other = keep(sounds, "c2")
    going_on = sounds.begin("c1", BEGAN, UNTIL)
    assert sounds.erase("c1") == 2
    going_on.write(TONE)
    going_on.close()
    assert sounds.conversations() == ["c2"]
    assert other.exists()
    assert sounds.erase("c1") == 0


def test_an_id_that_is_no_id_reaches_no_other_folder(sounds: KeptSounds) -> None:
    for wrong in ("..", "", "a/b"):
        with pytest.raises(ValueError, match="id of a conversation"):
            sounds.erase(wrong)
