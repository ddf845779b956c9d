"""Which days are off: the same answer for a deadline and for an office's opening hours."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.calendar import SATURDAY, days_off


@pytest.mark.parametrize(
    "day",
    ["2026-12-24", "2026-12-25", "2026-12-26", "2026-12-31", "2026-01-01", "2026-06-19", "2026-06-06", "2027-06-25"],
)
def test_holidays_and_the_three_eves_are_off(day: str) -> None:
    assert date.fromisoformat(day) in days_off(int(day[:4]))


@pytest.mark.parametrize("day", ["2026-12-23", "2026-12-30", "2026-01-05", "2026-04-02", "2026-04-30", "2026-06-18"])
def test_the_day_before_a_holiday_is_an_ordinary_day(day: str) -> None:
    assert date.fromisoformat(day) not in days_off(int(day[:4]))


@given(st.integers(1900, 2099))
def test_midsummer_eve_is_a_friday_between_the_19th_and_25th_of_june(year: int) -> None:
    fridays = [day for day in days_off(year) if day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4]
    assert fridays
    assert all(day.year == year for day in days_off(year))
    assert date(year, 12, 24) in days_off(year)
    assert date(2026, 11, 28).weekday() == SATURDAY
