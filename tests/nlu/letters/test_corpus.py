"""How well the letters of the corpus are read: those the rules were made on, and others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from content.library import Library
from content.loader import load_library
from nlu.letters import looks_like_a_letter
from tests.nlu.letters.corpus_letters import FIELDS, Case, cases, mistakes, read

FILLED = {"authority", "about", "outcome", "decision_date", "route", "reason_given"}
"""What is filled in for the client, so that a wrong one would cost most."""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.mark.parametrize("case", [*cases("first_"), *cases("later_")], ids=lambda case: case.name)
def test_what_stands_in_a_letter_is_found_and_nothing_else(case: Case, library: Library) -> None:
    assert mistakes(case, read(case, library)) == {}


def test_letters_that_no_rule_was_made_on_are_read_nearly_as_well(library: Library) -> None:
    held = cases("held_")
    wrong = [field for case in held for field in mistakes(case, read(case, library))]
    assert len(held) >= 10
    assert len(wrong) / (len(held) * len(FIELDS)) <= 0.05


def test_nothing_that_would_be_filled_in_is_ever_read_wrong(library: Library) -> None:
    """Missing a value costs a question; a wrong one could cost a deadline."""
    wrong = {
        (case.name, field): got
        for case in cases()
        for field, (_, got) in mistakes(case, read(case, library)).items()
        if field in FILLED and got is not None
    }
    assert wrong == {}


def test_there_are_enough_letters_of_every_sort() -> None:
    kinds = {case.expected.get("kind", "unknown") for case in cases()}
    assert len(cases()) >= 40
    assert kinds == {
        "decision", "proposal", "summons", "completion", "receipt", "invoice", "advert", "unknown",
    }  # fmt: skip


@pytest.mark.parametrize("case", [c for c in cases() if "route" in c.expected], ids=lambda case: case.name)
def test_a_whole_decision_is_seen_to_be_a_letter(case: Case) -> None:
    assert looks_like_a_letter(case.text)


def _one_line(text: str) -> str:
    """As a field of one line in a browser leaves it."""
    return " ".join(text.split())


def _as_heard(text: str) -> str:
    return " ".join(text.lower().replace(".", " ").replace(",", " ").replace("?", " ").split())


def _scanned(text: str) -> str:
    """Every second letter that a scanner can confuse, confused."""
    confused = {"o": "0", "O": "0", "l": "1", "I": "l", "å": "a", "ä": "a", "ö": "o"}
    return "".join(confused.get(char, char) if at % 2 else char for at, char in enumerate(text))


SPOILT: dict[str, tuple[Callable[[str], str], float]] = {
    "one line": (_one_line, 0.05),
    "as heard": (_as_heard, 0.10),
    "capitals": (str.upper, 0.05),
    "scanned": (_scanned, 0.05),
    "empty lines": (lambda text: text.replace("\n", "\r\n\r\n"), 0.05),
}
"""Ways in which a letter's text is spoilt, and the share of the fields that may be missed then."""


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_text_loses_little_and_nothing_is_read_wrong(how: str, library: Library) -> None:
    spoil, most = SPOILT[how]
    missed, wrong = 0, {}
    for case in cases():
        spoilt = replace(case, text=spoil(case.text))
        found = mistakes(spoilt, read(spoilt, library))
        found.pop("sections", None)  # they are told as they stand, so spoilt too
        missed += len(found)
        wrong |= {(case.name, field): got for field, (_, got) in found.items() if field in FILLED and got is not None}
    assert wrong == {}
    assert missed / (len(cases()) * len(FIELDS)) <= most
