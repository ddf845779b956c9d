"""Last days, day by day: every Swedish red day of three years, ends of months, and the examples of the sources."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.deadlines.rules import deadlines
from tests.bot.deadlines.red_days import moved, unmoved

THREE_WEEKS = timedelta(weeks=3)


def appeal(received: date, sender: str = "social_services") -> date:
    (found,) = deadlines({"decision_from": sender, "route": "appeal", "got_date": received.isoformat()})
    return found.day


def home_back(served: date) -> date:
    (found,) = deadlines({"evict_got": served.isoformat()})
    return found.day


def review(received: date) -> date:
    said = {"decision_from": "forsakringskassan", "route": "review", "got_date": received.isoformat()}
    (found,) = deadlines(said)
    return found.day


@pytest.mark.parametrize(("would_end", "ends", "name"), moved())
def test_three_weeks_never_end_on_a_red_day(would_end: str, ends: str, name: str) -> None:
    received = date.fromisoformat(would_end) - THREE_WEEKS
    assert appeal(received) == home_back(received) == date.fromisoformat(ends), name


@pytest.mark.parametrize(("would_end", "ends", "name"), moved())
def test_nor_do_two_months(would_end: str, ends: str, name: str) -> None:
    received = two_months_before(date.fromisoformat(would_end))
    assert review(received) == appeal(received, "forsakringskassan") == date.fromisoformat(ends), name


@pytest.mark.parametrize(("day", "name"), unmoved())
def test_a_working_day_is_the_last_day_itself(day: str, name: str) -> None:
    last = date.fromisoformat(day)
    assert appeal(last - THREE_WEEKS) == last, name


@pytest.mark.parametrize(
    ("received", "last"), [("2026-12-03", "2026-12-28"), ("2026-12-16", "2027-01-07"), ("2003-12-15", "2004-01-05")]
)
def test_the_examples_of_the_sources(received: str, last: str) -> None:
    assert appeal(date.fromisoformat(received)) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2026-12-31", "2027-03-01"),  # 28 February is a Sunday
        ("2027-12-31", "2028-02-29"),
        ("2026-06-30", "2026-08-31"),  # 30 August is a Sunday
        ("2026-07-31", "2026-09-30"),
        ("2026-08-31", "2026-11-02"),  # 31 October is alla helgons dag, a Saturday
        ("2027-01-15", "2027-03-15"),
        ("2026-10-25", "2026-12-28"),  # juldagen
        ("2026-11-06", "2027-01-07"),  # trettondedag jul
    ],
)
def test_two_months_end_on_the_same_day_or_the_months_last(received: str, last: str) -> None:
    assert review(date.fromisoformat(received)) == date.fromisoformat(last)


def two_months_before(day: date) -> date:
    """The latest day whose two months end, by the calendar alone, on this day or the nearest before it."""
    year, month = divmod(day.year * 12 + day.month - 1 - 2, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(days=1))
