"""A personnummer is found however it is written; telephone numbers, days and sums are left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.values.personnummer import split_out

ONES = [
    "811218-9876",
    "811218+9876",
    "811218–9876",
    "8112189876",
    "811218 9876",
    "81 12 18 98 76",
    "19811218-9876",
    "19811218 9876",
    "198112189876",
    "1981-12-18-9876",
    "1981 12 18 9876",
    "811278-9873",
    "070101-1234",
    "811218-1111",
    "åtta ett ett två ett åtta nio åtta sju sex",
    "Ett nio åtta ett, ett två, ett åtta, nio åtta sju sex",
]
NONE = [
    "070-174 06 05",
    "0701740605",
    "08-123 45 67",
    "+46701740605",
    "2026-11-22",
    "1 200 kronor",
    "112",
    "kl 10.30 den 3 maj 2026",
    "noll sju noll ett sju fyra noll sex noll fem",
    "ett två tre",
    "12345678901234567890",
    "Ärende 2026-00123",
    "",
]


@pytest.mark.parametrize("said", ONES)
def test_it_is_found_in_a_sentence(said: str) -> None:
    assert split_out(f"Jag har {said}, sa jag.") == [("Jag har ", False), (said, True), (", sa jag.", False)]


@pytest.mark.parametrize("said", NONE)
def test_other_numbers_are_kept(said: str) -> None:
    assert not [piece for piece, is_one in split_out(f"Jag sa {said}.") if is_one]


@given(st.text(max_size=200))
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(piece for piece, _ in split_out(text)) == text


@pytest.mark.parametrize("text", ["8" * 20_000, "81 " * 10_000, "ett " * 10_000, "811218-" * 5_000])
def test_a_long_text_takes_no_long_time(text: str) -> None:
    began = time.perf_counter()
    split_out(text)
    assert time.perf_counter() - began < 2
