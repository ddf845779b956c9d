"""A notice that the rent is not paid: three weeks from the day the letter came, from whom it may come, no guesses."""

from __future__ import annotations

from datetime import date

import pytest

from bot.deadlines.rules import EVICT, deadlines
from content.condition import Value

NOTICE: dict[str, Value] = {"decision_from": "landlord", "outcome": "ends", "written": "yes", "got_date": "2026-12-03"}


def last_day(**changed: Value) -> date | None:
    return next((one.day for one in deadlines({**NOTICE, **changed}) if one.key == EVICT), None)


@pytest.mark.parametrize("sender", ["landlord", "kronofogden"])
@pytest.mark.parametrize("written", ["yes", "lost", None])
def test_a_letter_that_something_ends_may_be_one(sender: str, written: str | None) -> None:
    assert last_day(decision_from=sender, written=written) == date(2026, 12, 28)


@pytest.mark.parametrize(
    "changed",
    [
        {"got_date": None},
        {"got_date": "i torsdags"},
        {"written": "oral"},
        {"outcome": "repay"},
        {"outcome": "no"},
        {"outcome": None},
        {"decision_from": "social_services"},
        {"decision_from": None},
    ],
)
def test_what_was_only_said_what_does_not_end_and_an_unknown_day_give_none(changed: dict[str, Value]) -> None:
    assert last_day(**changed) is None


def test_the_day_that_was_told_of_the_notice_itself_goes_before() -> None:
    assert last_day(evict_got="2026-12-16") == date(2027, 1, 7)
