"""How long a client has waited: rounded down, in words that people use, and never from a day that is not known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deadlines.waited import waited_since, whole_months

TODAY = date(2026, 11, 23)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("2026-11-23", "mindre än en vecka"),
        ("2026-11-17", "mindre än en vecka"),
        ("2026-11-16", "ungefär en vecka"),
        ("2026-11-09", "ungefär 2 veckor"),
        ("2026-09-24", "ungefär 8 veckor"),
        ("2026-09-23", "ungefär 2 månader"),
        ("2026-06-24", "ungefär 4 månader"),
        ("2026-06-12", "ungefär 5 månader"),
        ("2025-11-23", "ungefär 12 månader"),
        ("2024-11-24", "ungefär 23 månader"),
        ("2024-11-23", "ungefär 2 år"),
        ("2021-01-01", "ungefär 5 år"),
    ],
)
def test_weeks_at_first_then_months_then_years(asked: str, told: str) -> None:
    wait = waited_since(asked, None, TODAY)
    assert wait
    assert wait.in_words == told


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-03-01", "2026-03-31", "minst 7 månader"),
        ("2026-06-01", "2026-08-31", "minst 2 månader"),
        ("2026-11-05", "2026-11-06", "minst 2 veckor"),
        ("2026-11-19", "2026-11-20", "mindre än en vecka"),
        ("2026-06-12", "2026-06-12", "ungefär 5 månader"),
    ],
)
def test_of_several_days_the_last_counts_and_it_is_the_least_wait(first: str, last: str, told: str) -> None:
    wait = waited_since(first, last, TODAY)
    assert wait
    assert wait.in_words == told


@pytest.mark.parametrize(
    ("day", "latest"),
    [
        (None, None),
        ("", None),
        ("i våras", None),
        ("2026-11-24", None),
        ("2026-11-01", "2026-11-30"),
        ("2026-01-01", "2026-12-31"),
    ],
)
def test_nothing_is_said_of_a_day_that_is_unknown_yet_to_come_or_too_vague(day: str | None, latest: str | None) -> None:
    assert waited_since(day, latest, TODAY) is None


@pytest.mark.parametrize(
    ("since", "today", "months"),
    [
        ("2026-01-31", "2026-02-27", 0),
        ("2026-01-31", "2026-02-28", 1),
        ("2024-02-29", "2025-02-28", 12),
        ("2026-08-31", "2026-09-30", 1),
        ("2026-08-30", "2026-09-29", 0),
    ],
)
def test_a_month_is_whole_on_the_same_day_or_on_the_last(since: str, today: str, months: int) -> None:
    assert whole_months(date.fromisoformat(since), date.fromisoformat(today)) == months


@given(days, st.integers(0, 4000), st.integers(0, 60))
def test_nobody_is_told_a_longer_wait_than_there_was(since: date, waited: int, vague: int) -> None:
    today = since + timedelta(days=waited)
    wait = waited_since(since.isoformat(), (since + timedelta(days=vague)).isoformat(), today)
    if wait:
        assert 7 * wait.weeks <= max(0, waited - vague)
        assert 28 * wait.months <= max(0, waited - vague)
        later = waited_since(since.isoformat(), None, today + timedelta(days=1))
        assert later
        assert (later.weeks, later.months) >= (wait.weeks, wait.months)
