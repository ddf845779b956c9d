"""When the office takes calls that are put through: weekdays and times, never on Swedish holidays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time

from content.calendar import days_off
from content.opening_hours import STOCKHOLM

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = "|".join(_DAYS)
_SPELL = re.compile(rf"({_DAY})(?:-({_DAY}))? (\d\d:\d\d)-(\d\d:\d\d)")


@dataclass(frozen=True)
class _Spell:
    """Weekdays from 0 (Monday), from one local time until before another."""

    days: frozenset[int]
    opens: time
    closes: time


@dataclass(frozen=True)
class OfficeHours:
    """Made by `parse`. Without any hours the office never takes calls."""

    spells: tuple[_Spell, ...] = ()

    @classmethod
    def parse(cls, text: str) -> OfficeHours:
        """From "mon-thu 09:00-16:00, fri 09:00-12:00"; empty text is never. Raises ValueError for anything else."""
        return cls(tuple(_spell(part.strip().lower()) for part in text.split(",") if part.strip()))

    def open_at(self, moment: datetime) -> bool:
        """Whether a call can be put through at that moment. `moment` has a zone; hours are those of Stockholm."""
        local = moment.astimezone(STOCKHOLM)
        if local.date() in days_off(local.year):
            return False
        return any(local.weekday() in s.days and s.opens <= local.time() < s.closes for s in self.spells)


def _spell(text: str) -> _Spell:
    match = _SPELL.fullmatch(text)
    if not match:
        raise ValueError("write hours as mon-fri 09:00-16:00")
    first, last = _DAYS.index(match[1]), _DAYS.index(match[2] or match[1])
    opens, closes = time.fromisoformat(match[3]), time.fromisoformat(match[4])
    if opens >= closes or first > last:
        raise ValueError("hours begin before they end, and the week on Monday")
    return _Spell(frozenset(range(first, last + 1)), opens, closes)
