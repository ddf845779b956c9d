"""Digits that are said aloud, alone or among other words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.values.dictated import digits_among, digits_said

NAMES = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")


@pytest.mark.parametrize(("words", "digits"), [
    ("sju", "7"), ("Sju.", "7"), ("en sjua", "7"), ("nolla", "0"), ("noll sju noll", "070"), ("07", "07"),
    ("sjuttio tre", "73"), ("sjuttiotre", "73"), ("sen två", "2"), ("och fem sex", "56"), ("ett", "1"), ("en", "1"),
    ("klar", None), ("nej sju", None), ("hej", None), ("", None), ("en människa", None), ("jag har två barn", None),
])  # fmt: skip
def test_words_that_are_digits_and_nothing_else(words: str, digits: str | None) -> None:
    assert digits_said(words) == digits


def test_digits_among_other_words() -> None:
    assert digits_among("koden är noll noll ett två") == "0012"
    assert digits_among("jag har ingen kod") == ""


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_any_row_of_digits_is_that_row(row: list[int]) -> None:
    assert digits_said(" ".join(NAMES[digit] for digit in row)) == "".join(map(str, row))
