"""Sealed fields: only our keys open them, and only where they belong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.crypto import FieldCipher, Tampered, WrongKey

OLD, NEW = b"o" * 32, b"n" * 32
PLACE = ("intakes", "payload_enc", "row-1")


def test_what_was_sealed_opens_again_at_its_place() -> None:
    cipher = FieldCipher([OLD])
    sealed = cipher.seal_json({"raw": "jag har ingen mat 🙁"}, *PLACE)
    assert cipher.open_json(sealed, *PLACE) == {"raw": "jag har ingen mat 🙁"}


def test_the_words_cannot_be_seen_in_the_sealed_field() -> None:
    assert b"mat" not in FieldCipher([OLD]).seal(b"jag har ingen mat", *PLACE)


def test_sealing_twice_never_looks_the_same() -> None:
    cipher = FieldCipher([OLD])
    assert cipher.seal(b"ja", *PLACE) != cipher.seal(b"ja", *PLACE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        ("conversations", "payload_enc", "row-1"),
        ("intakes", "other_enc", "row-1"),
        ("intakes", "payload_enc", "row-2"),
        ("intakespayload_enc", "", "row-1"),
    ],
)
def test_a_field_moved_to_another_place_does_not_open(elsewhere: tuple[str, str, str]) -> None:
    cipher = FieldCipher([OLD])
    with pytest.raises(Tampered):
        cipher.open(cipher.seal(b"hemligt", *PLACE), *elsewhere)


def test_changing_any_byte_is_noticed() -> None:
    cipher = FieldCipher([OLD])
    sealed = cipher.seal(b"hemligt", *PLACE)
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises((Tampered, WrongKey)):
            cipher.open(bytes(changed), *PLACE)


@given(st.binary(max_size=60))
def test_garbage_is_never_opened_and_never_crashes(garbage: bytes) -> None:
    with pytest.raises((Tampered, WrongKey)):
        FieldCipher([OLD]).open(garbage, *PLACE)


def test_another_key_says_wrong_key() -> None:
    sealed = FieldCipher([OLD]).seal(b"hemligt", *PLACE)
    with pytest.raises(WrongKey):
        FieldCipher([NEW]).open(sealed, *PLACE)


def test_while_keys_are_changed_the_new_one_seals_and_both_open() -> None:
    before, during, after = FieldCipher([OLD]), FieldCipher([NEW, OLD]), FieldCipher([NEW])
    assert during.open(before.seal(b"gammalt", *PLACE), *PLACE) == b"gammalt"
    assert after.open(during.seal(b"nytt", *PLACE), *PLACE) == b"nytt"


def test_a_blind_index_is_stable_keyed_and_bound_to_its_purpose() -> None:
    cipher = FieldCipher([OLD])
    assert cipher.blind_index("+46700000000", "phone") == cipher.blind_index("+46700000000", "phone")
    assert cipher.blind_index("+46700000000", "phone") != cipher.blind_index("+46700000000", "contact")
    assert cipher.blind_index("+46700000000", "phone") != FieldCipher([NEW]).blind_index("+46700000000", "phone")


def test_an_index_made_with_the_old_key_is_still_found_while_keys_are_changed() -> None:
    assert FieldCipher([OLD]).blind_index("x", "phone") in FieldCipher([NEW, OLD]).blind_indexes("x", "phone")


@given(st.text(st.characters(), max_size=200))
def test_any_text_survives_even_half_a_character(text: str) -> None:
    cipher = FieldCipher([OLD])
    assert cipher.open_json(cipher.seal_json(text, *PLACE), *PLACE) == text
    assert len(cipher.blind_index(text, "phone")) == 64


@pytest.mark.parametrize("keys", [[], [b"short"], [OLD, b""]])
def test_bad_keys_are_refused_at_once(keys: list[bytes]) -> None:
    with pytest.raises(ValueError, match="key"):
        FieldCipher(keys)
