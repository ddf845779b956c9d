"""Counting days as Swedish law does: lag (1930:173) om beräkning av lagstadgad tid."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from content.calendar import SATURDAY, days_off


def is_working_day(day: date) -> bool:
    """False on Saturdays, Sundays, public holidays, midsommarafton, julafton and nyårsafton (lag 1930:173, 2 §)."""
    return day.weekday() < SATURDAY and day not in days_off(day.year)


def next_working_day(day: date) -> date:
    """The day itself if it is a working day, else the next one that is."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def weeks_after(day: date, weeks: int) -> date:
    """The last day of a time counted in weeks: the same weekday, moved to a working day if it is not one."""
    return next_working_day(day + timedelta(weeks=weeks))


def months_after(day: date, months: int) -> date:
    """The last day of a time counted in months: the same day number, or the month's last day if there is none.

    Moved to a working day if it is not one.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return next_working_day(date(year, month, min(day.day, calendar.monthrange(year, month)[1])))


def working_days_until(day: date, today: date) -> int:
    """How many working days lie after today, up to and including `day`: 1 for tomorrow. 0 or less when passed."""
    if day <= today:
        return (day - today).days
    return sum(is_working_day(today + timedelta(days=n)) for n in range(1, (day - today).days + 1))
