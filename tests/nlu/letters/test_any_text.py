"""Whatever the text: nothing is raised, every finding stands in it, and nobody's day of receipt is read."""

from __future__ import annotations

import re
import time
from dataclasses import fields
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from content.loader import load_library
from nlu.letters import MOST_READ, ReadLetter, clients_own_words, looks_like_a_letter, read_letter
from tests.nlu.letters.corpus_letters import TODAY, cases

LIBRARY = load_library()
LINES = sorted({line for case in cases() for line in case.text.splitlines()})
NOISE = st.sampled_from(
    ["0", "O", "1", "l", "rn", "m", "-\n", "  ", "\n\n", "\u00ad", "å", "a\u030a", "Sida 2 (3)\n", "§", "ﬁ"]
)


def letters() -> st.SearchStrategy[str]:
    """Lines of real-looking letters in any order, with a scanner's noise; and any text at all."""
    mixed = st.lists(st.one_of(st.sampled_from(LINES), NOISE, st.text(max_size=12)), max_size=25).map("\n".join)
    return st.one_of(st.text(max_size=400), mixed, mixed.map(str.upper))


@settings(max_examples=150, deadline=None)
@given(text=letters())
def test_every_finding_stands_in_the_text(text: str) -> None:
    letter = read_letter(text, today=TODAY, glossary=LIBRARY.glossary)
    for found in letter.findings():
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.raw


@settings(max_examples=150, deadline=None)
@given(text=letters())
def test_no_number_is_invented(text: str) -> None:
    letter = read_letter(text, today=TODAY, glossary=LIBRARY.glossary)
    if letter.amount:
        assert _figures(letter.amount.raw).startswith(str(letter.amount.value))
    days = [letter.decision_date.value] if letter.decision_date else []
    days += [letter.last_day.value.day] if letter.last_day else []
    raws = [f.raw for f in (letter.decision_date, letter.last_day) if f]
    for day, raw in zip(days, raws, strict=True):
        assert str(day.year) in _figures(raw)
        assert str(day.day) in _figures(raw)
    if letter.decision_date:
        assert letter.decision_date.value <= TODAY


@settings(max_examples=80, deadline=None)
@given(text=letters())
def test_what_may_be_the_clients_words_stands_in_the_text(text: str) -> None:
    looks_like_a_letter(text)
    for line in clients_own_words(text).splitlines():
        assert line in text


def test_no_letter_tells_the_day_it_came() -> None:
    assert not any("got" in field.name or "receiv" in field.name for field in fields(ReadLetter))


def test_of_a_very_long_text_the_beginning_is_read_and_that_is_said() -> None:
    long = "Beslut\nDin ansökan om boendestöd avslås.\n" + "Det här är en bilaga utan innehåll. " * 2_000
    letter = read_letter(long, today=date(2026, 11, 23))
    assert len(long) > MOST_READ
    assert letter.cut
    assert letter.outcome


def test_ten_thousand_characters_take_a_blink() -> None:
    """A bound ten times what it takes, so that only another order of growth breaks it."""
    text = "\n\n".join(case.text for case in cases())[:10_000]
    read_letter(text, today=TODAY, glossary=LIBRARY.glossary)
    began = time.perf_counter()
    read_letter(text, today=TODAY, glossary=LIBRARY.glossary)
    assert time.perf_counter() - began < 2.0


def _figures(raw: str) -> str:
    return re.sub(r"\D", "", raw.translate(str.maketrans("oOlI|", "00111")).replace(",00", ""))
