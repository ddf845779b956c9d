"""Which question somebody wants to change, found in any text without holding up everybody else."""

from __future__ import annotations

import time

import pytest

from nlu.moves.change_target import names_a_question, target_of


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("jag vill ändra stadsdel", "area"),
        ("kan jag få ändra mitt svar om stadsdelen", "area"),
        ("jag skulle vilja byta namn", "name"),
        ("namnet blev fel", "name"),
        ("jag vill ändra dagen jag fick beslutet", "got_date"),
        ("ändra datumet på beslutet", "decision_date"),
        ("ändra vem som skickade beslutet", "decision_from"),
        ("ändra vad beslutet handlar om", "decision_about"),
        ("jag vill ändra det jag tycker är fel", "wrong"),
        ("ändra", None),
        ("det är fel väder", None),
    ],
)
def test_a_named_question_is_found(text: str, key: str | None) -> None:
    assert target_of(text) == key


def test_a_wish_with_nothing_else_in_it_is_only_that() -> None:
    assert names_a_question("jag vill ändra mitt svar om stadsdel")
    assert names_a_question("kan jag få byta namn")
    assert names_a_question("jag vill ändra dagen jag fick beslutet")
    assert not names_a_question("jag vill ändra beslutet")  # that is to object to it
    assert not names_a_question("jag vill ändra mitt liv")


@pytest.mark.parametrize(
    "text",
    [
        "ändra" + " om" * 2000,
        "ändra" + " mitt svar om" * 800 + "\n",
        "ändra" + " det om" * 800 + "\n",
        "jag vill " * 500 + "x",
        "ändra " * 800,
        "fel på " * 700,
    ],
)
def test_a_text_full_of_filler_takes_no_time(text: str) -> None:
    began = time.perf_counter()
    target_of(text)
    names_a_question(text)
    assert time.perf_counter() - began < 2
