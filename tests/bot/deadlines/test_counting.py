"""Counting days: never a day when nobody can act, never too early."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deadlines.counting import is_working_day, months_after, weeks_after, working_days_until

days = st.dates(date(2005, 1, 1), date(2099, 12, 31))
"""Since 2005 the national day is a holiday."""


@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        ("2026-12-03", "2026-12-28"),
        ("2026-12-16", "2027-01-07"),
        ("2003-12-15", "2004-01-05"),
        ("2026-11-02", "2026-11-23"),
    ],
)
def test_three_weeks_end_on_the_same_weekday_or_the_next_working_day(received: str, last_day: str) -> None:
    assert weeks_after(date.fromisoformat(received), 3) == date.fromisoformat(last_day)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-06-19", "midsommarafton"),
        ("2026-12-24", "julafton"),
        ("2026-12-31", "nyårsafton"),
        ("2026-01-06", "trettondedag jul"),
        ("2026-04-03", "långfredagen"),
        ("2026-04-06", "annandag påsk"),
        ("2026-05-01", "första maj"),
        ("2026-05-14", "Kristi himmelsfärd"),
        ("2025-06-06", "nationaldagen"),
        ("2026-11-21", "en lördag"),
        ("2026-11-22", "en söndag"),
    ],
)
def test_offices_are_closed(day: str, name: str) -> None:
    assert not is_working_day(date.fromisoformat(day)), name


@pytest.mark.parametrize("day", ["2026-11-23", "2026-12-23", "2026-04-02", "2026-10-30"])
def test_offices_are_open(day: str) -> None:
    assert is_working_day(date.fromisoformat(day))


@given(days)
def test_a_last_day_is_never_closed_and_never_before_three_weeks(received: date) -> None:
    last = weeks_after(received, 3)
    assert is_working_day(last)
    assert last.weekday() < 5
    assert (last.month, last.day) not in {(12, 24), (12, 25), (12, 26), (12, 31), (1, 1), (1, 6), (6, 6)}
    assert timedelta(weeks=3) <= last - received <= timedelta(weeks=4)


@given(days, st.integers(1, 12))
def test_months_end_in_the_right_month_unless_the_day_is_moved(received: date, months: int) -> None:
    last = months_after(received, months)
    assert is_working_day(last)
    counted = (received.year * 12 + received.month - 1 + months) - (last.year * 12 + last.month - 1)
    assert counted in (0, -1)


@pytest.mark.parametrize(
    ("received", "last_day"),
    [("2026-12-01", "2027-02-01"), ("2026-12-31", "2027-03-01"), ("2027-07-09", "2027-09-09")],
)
def test_two_months_end_on_the_same_number_or_the_last_of_the_month(received: str, last_day: str) -> None:
    assert months_after(date.fromisoformat(received), 2) == date.fromisoformat(last_day)


@given(days, st.integers(-30, 60))
def test_working_days_left_are_never_more_than_days_left(today: date, ahead: int) -> None:
    left = working_days_until(today + timedelta(days=ahead), today)
    assert left <= max(ahead, 0) if ahead > 0 else left == ahead


def test_over_a_weekend_one_working_day_is_left() -> None:
    assert working_days_until(date(2026, 11, 23), date(2026, 11, 20)) == 1
