"""How long somebody has waited: counted back from a day that was answered, in whole weeks, months or years. Pure.

No law sets these steps. They are what people say: weeks at first, then months, then years.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from bot.deadlines.answered import date_of
from content.condition import Value

IN_MONTHS_FROM, IN_YEARS_FROM = 2, 24
"""Whole months. A shorter wait is told in weeks, and a much longer one in years."""


@dataclass(frozen=True)
class Waited:
    """A wait, rounded down. `exact` is False when the day was told as one of several: then it is the least wait."""

    weeks: int
    months: int
    exact: bool = True

    @property
    def in_words(self) -> str:
        """ "mindre än en vecka", "ungefär 3 veckor", "minst 5 månader": fits in "för ... sedan"."""
        if not self.weeks:
            return "mindre än en vecka"
        told = "en vecka" if self.weeks == 1 else f"{self.weeks} veckor"
        if self.months >= IN_YEARS_FROM:
            told = f"{self.months // 12} år"
        elif self.months >= IN_MONTHS_FROM:
            told = f"{self.months} månader"
        return f"{'ungefär' if self.exact else 'minst'} {told}"


def waited_since(day: Value, latest: Value, today: date) -> Waited | None:
    """The wait since the answered day (ISO), or with `latest` since the last of the days that it can have been.

    None for a day that is unknown or has not come yet, and where the days lie so far apart that nothing can be said.
    """
    told = {"day": day, "latest": latest}
    first = date_of(told, "day")
    if first is None or first > today:
        return None
    last = max(first, date_of(told, "latest") or first)
    if not _weeks(last, today) and _weeks(first, today):
        return None
    return Waited(_weeks(last, today), whole_months(last, today), exact=last == first)


def whole_months(since: date, today: date) -> int:
    """Whole months: from 31 January it is one on the last day of February. 0 if `since` has not come yet."""
    months = (today.year - since.year) * 12 + today.month - since.month
    last_of_month = calendar.monthrange(today.year, today.month)[1]
    return max(0, months if today.day >= min(since.day, last_of_month) else months - 1)


def _weeks(since: date, today: date) -> int:
    return max(0, (today - since).days // 7)
