"""The Swedish days that are not working days: one calendar for deadlines and opening hours alike."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

SATURDAY = 5
"""As `date.weekday()` counts: Monday is 0."""


@lru_cache(maxsize=256)
def days_off(year: int) -> frozenset[date]:
    """Public holidays, and midsommarafton, julafton and nyårsafton, which count as Sundays (lag 1930:173, 2 §).

    Ordinary Saturdays and Sundays are not in it: ask for the weekday. 23 December and trettondagsafton are working
    days.
    """
    midsummer_day = next(
        day for day in (date(year, 6, number) for number in range(20, 27)) if day.weekday() == SATURDAY
    )
    eves = {midsummer_day - timedelta(days=1), date(year, 12, 24), date(year, 12, 31)}
    return frozenset(country_holidays("SE", years=year)) | eves
