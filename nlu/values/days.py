"""Day arithmetic for the date parser: spans of days, weekdays, months, and which year a day without a year means."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from nlu.values.parsed import Expect

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
YEARS_IN_REACH = 20
"""A date further from today than this is not an answer to any of our questions (a birth date, a typing error)."""


@dataclass(frozen=True)
class Span:
    """One day (`first` equals `last`) or the days within which the day must lie.

    `approximate`: the words themselves are inexact ("för en månad sedan"). `bent`: read against its grammar because
    the question asks about the other direction ("på fredag" about something that has happened).
    """

    first: date
    last: date
    approximate: bool = False
    bent: bool = False


def one(day: date, *, approximate: bool = False, bent: bool = False) -> Span:
    return Span(day, day, approximate, bent)


def shifted(day: date, days: int) -> date | None:
    """`day` moved by `days`; None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def in_reach(day: date, today: date) -> bool:
    return abs(day.year - today.year) <= YEARS_IN_REACH


def months_away(day: date, months: int) -> date | None:
    """The same day of the month, `months` later; the last day of the month when there is no such day."""
    years, month0 = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not 1 <= year <= 9998:
        return None
    return date(year, month0 + 1, min(day.day, calendar.monthrange(year, month0 + 1)[1]))


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def week_of(day: date, weeks: int = 0) -> tuple[date, date] | None:
    """Monday and Sunday of the week `weeks` after the week of `day`."""
    monday = shifted(day, 7 * weeks - day.weekday())
    sunday = shifted(monday, 6) if monday else None
    return (monday, sunday) if monday and sunday else None


def next_weekday(today: date, weekday: int) -> date:
    """The first such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def last_weekday(today: date, weekday: int) -> date:
    """The latest such weekday before today."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def choose(candidates: list[date], today: date, expect: Expect | None) -> date | None:
    """The candidate meant: the latest not after today, the earliest not before, or without expectation the nearest."""
    if expect == "past":
        return max((c for c in candidates if c <= today), default=None)
    if expect == "future":
        return min((c for c in candidates if c >= today), default=None)
    return min(candidates, key=lambda c: (abs(c - today), c), default=None)


def in_some_year(month: int, day: int, today: date, expect: Expect | None) -> date | None:
    """The day and month in the year meant. 29 February finds the nearest leap year."""
    years = range(max(1, today.year - 8), min(9998, today.year + 8) + 1)
    found = [d for year in years if (d := day_or_none(year, month, day))]
    return choose(found, today, expect)


def in_some_month(day: int, today: date, expect: Expect | None) -> date | None:
    """The day of the month in the month meant; months that lack it are passed over."""
    found: list[date] = []
    for offset in range(-3, 4):
        month = months_away(today.replace(day=1), offset)
        if month and (candidate := day_or_none(month.year, month.month, day)):
            found.append(candidate)
    return choose(found, today, expect)
