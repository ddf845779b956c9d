"""Case numbers can be said, heard, misspelt and still found."""

from __future__ import annotations

import re
from itertools import islice
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intakes.case_number import Sought, draw_case_numbers, find_case_number, read_case_number

WORDS = ("BJÖRK", "LYKTA", "ÅKER", "SMULTRON")


@pytest.mark.parametrize(
    "said",
    ["BJÖRK 47", "björk 47", "björk47", "bjork47", "Björk-47", " björk  4 7 ", "björk fyrtiosju", "björk fyrtio sju",
     "björk fyra sju", "björk, förtisju", "bjork fyrtiosju.", "bjark 47"],
)  # fmt: skip
def test_a_case_is_found_however_it_is_written_or_said(said: str) -> None:
    assert find_case_number(said, WORDS) == "BJÖRK 47"


@pytest.mark.parametrize(
    ("said", "case"),
    [("åker tio", "ÅKER 10"), ("aker 12", "ÅKER 12"), ("lykta nittionio", "LYKTA 99"), ("lykta 471", "LYKTA 471"),
     ("lykta fyra sju ett", "LYKTA 471"), ("smultron arton", "SMULTRON 18"), ("lykta tjugo", "LYKTA 20")],
)  # fmt: skip
def test_all_numbers_can_be_said(said: str, case: str) -> None:
    assert find_case_number(said, WORDS) == case


@pytest.mark.parametrize(
    ("said", "missing"),
    [("björk", "digits"), ("bjork", "digits"), ("47", "word"), ("fyrtiosju", "word"), ("granit 47", None),
     ("kaffe", None), ("", None), ("björk många", None)],
)  # fmt: skip
def test_who_writes_half_a_number_is_told_which_half_is_missing(said: str, missing: str | None) -> None:
    assert read_case_number(said, WORDS) == Sought(None, missing)  # ty: ignore[invalid-argument-type]


def test_a_letter_that_was_put_right_is_told() -> None:
    assert read_case_number("bjark 47", WORDS) == Sought("BJÖRK 47", guessed=True)
    assert read_case_number("bjork 47", WORDS) == Sought("BJÖRK 47")


@pytest.mark.parametrize("said", ["", "björk", "47", "björk sju", "gran 47", "björk många", "jag heter Björk 47 typ"])
def test_what_is_no_case_number_is_none(said: str) -> None:
    assert find_case_number(said, WORDS) is None


def test_a_misspelling_near_two_words_is_not_guessed() -> None:
    assert find_case_number("lana 47", ("LUNA", "LENA")) is None


@given(st.integers(0, 2**32))
def test_every_drawn_number_is_a_word_and_two_digits_and_is_found_again(seed: int) -> None:
    drawn = next(draw_case_numbers(WORDS, Random(seed)))
    assert re.fullmatch(r"[A-ZÅÄÖ]+ \d{2}", drawn)
    assert find_case_number(drawn.casefold(), WORDS) == drawn


def test_numbers_grow_longer_when_the_short_ones_are_taken() -> None:
    drawn = list(islice(draw_case_numbers(WORDS, Random(1)), 60))
    assert {len(number.split()[1]) for number in drawn} == {2, 3, 4}


def test_without_words_there_are_no_case_numbers() -> None:
    with pytest.raises(ValueError, match="no case words"):
        next(draw_case_numbers((), Random(1)))


@given(st.text(max_size=100))
def test_no_text_can_make_the_search_fail(text: str) -> None:
    found = find_case_number(text, WORDS)
    assert found is None or found.split()[0] in WORDS
