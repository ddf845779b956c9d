"""How well the letters of the corpus are read: those the rules were made on, and others."""

from __future__ import annotations

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
