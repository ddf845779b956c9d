"""From when a decision may be asked for after a long wait: six months, ends of months included, and never a guess."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deadlines.counting import is_working_day
from bot.deadlines.rules import delay_from, with_deadlines
from content.condition import Value

FL = ("social_services", "arbetsformedlingen", "health_care", "kronofogden")


def waiting(applied: Value, sender: str | None = "social_services", outcome: str = "waiting") -> dict[str, Value]:
    return {"decision_from": sender, "outcome": outcome, "applied_on": applied}


@pytest.mark.parametrize(
    ("applied", "first"),
    [
        ("2026-05-20", "2026-11-20"),
        ("2026-05-22", "2026-11-23"),  # 22 November is a Sunday
        ("2026-08-31", "2027-03-01"),  # 28 February is a Sunday
        ("2027-08-31", "2028-02-29"),
        ("2026-08-29", "2027-03-01"),
        ("2027-08-29", "2028-02-29"),
        ("2026-08-28", "2027-03-01"),
        ("2026-03-31", "2026-09-30"),
        ("2026-05-31", "2026-11-30"),
        ("2026-10-31", "2027-04-30"),
        ("2026-12-31", "2027-06-30"),
        ("2026-01-30", "2026-07-30"),
        ("2027-02-28", "2027-08-30"),  # 28 August is a Saturday
        ("2028-02-29", "2028-08-29"),
        ("2026-06-24", "2026-12-28"),  # julafton, a Thursday, and the days after
        ("2026-07-01", "2027-01-04"),  # nyårsdagen, a Friday
        ("2026-07-06", "2027-01-07"),  # trettondedag jul
        ("2026-12-25", "2027-06-28"),  # midsommarafton
        ("2025-12-06", "2026-06-08"),  # nationaldagen, a Saturday
    ],
)
def test_six_months_end_on_the_same_number_or_the_months_last_and_never_on_a_red_day(applied: str, first: str) -> None:
    assert delay_from(waiting(applied)) == date.fromisoformat(first)


@pytest.mark.parametrize("sender", FL)
def test_it_is_a_fact_for_conditions_and_no_last_day(sender: str) -> None:
    answers = waiting("2026-05-20", sender)
    assert with_deadlines(answers) == {**answers, "delay_from": "2026-11-20"}


@pytest.mark.parametrize(
    "answers",
    [
        waiting(None),
        waiting("i våras"),
        waiting("2026-05-20", "forsakringskassan"),
        waiting("2026-05-20", "a_kassa"),
        waiting("2026-05-20", "landlord"),
        waiting("2026-05-20", "other"),
        waiting("2026-05-20", None),
        waiting("2026-05-20", outcome="no"),
        {"decision_from": "social_services", "outcome": "waiting"},
        {"decision_from": "social_services", "outcome": "waiting", "got_date": "2026-05-20"},
    ],
)
def test_nothing_is_counted_where_nobody_waits_where_the_law_is_another_or_from_an_unknown_day(
    answers: dict[str, Value],
) -> None:
    assert delay_from(answers) is None
    assert "delay_from" not in with_deadlines(answers)


@given(st.dates(date(2005, 1, 1), date(2099, 6, 1)), st.sampled_from(FL))
def test_it_is_never_too_early_and_hardly_later(applied: date, sender: str) -> None:
    first = delay_from(waiting(applied.isoformat(), sender))
    assert first
    assert is_working_day(first)
    assert timedelta(days=181 - 3) <= first - applied <= timedelta(days=184 + 6)
