"""How the words of one date are read: written dates, days of a month, weekdays, named days, "three days ago".

A reading gives None when the day contradicts what the question asks for, and raises `NoSuchDay` for nonsense
("31 februari"). Which words lead to which reading: `date_rules`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from nlu.values.date_spelling import MONTHS, WEEKDAYS
from nlu.values.days import (
    Span,
    choose,
    day_or_none,
    in_reach,
    in_some_month,
    in_some_year,
    last_weekday,
    month_end,
    months_away,
    next_weekday,
    one,
    shifted,
    week_of,
)
from nlu.values.feasts import FEASTS
from nlu.values.parsed import Expect

Reading: TypeAlias = Callable[[re.Match[str], date, Expect | None], Span | None]


class NoSuchDay(ValueError):
    """The words name a day that does not exist."""


def month_number(name: str) -> int:
    return MONTHS.index(name) + 1


def year_named(words: str | None, today: date) -> int | None:
    if not words:
        return None
    if words.isdigit():
        return int(words)
    return today.year + {"i år": 0, "nästa år": 1}.get(words, -1)


def exact(year: int, month: int, day: int, today: date) -> Span | None:
    """A fully given day. Two-digit years belong to this century."""
    found = day_or_none(year + 2000 if year < 100 else year, month, day)
    if found is None:
        raise NoSuchDay
    return one(found) if in_reach(found, today) else None


def year_first(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    year, month, day = (int(g) for g in match.groups())
    return exact(year, month, day, today)


def six_digits(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    year, month, day = (int(g) for g in match.groups())
    # Six digits with a far year are a birth date, which we never ask for.
    if abs(2000 + year - today.year) > 5:
        return None
    return exact(year, month, day, today)


def day_month(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    day, month = int(match.group(1)), int(match.group(2))
    year = match.group(3) if match.re.groups >= 3 else None
    return _given(day, month, int(year) if year else None, today, expect)


def _given(day: int, month: int, year: int | None, today: date, expect: Expect | None) -> Span | None:
    if year is not None:
        return exact(year, month, day, today)
    if not 1 <= month <= 12 or not 1 <= day <= month_end(2000, month).day:
        raise NoSuchDay
    found = in_some_year(month, day, today, expect)
    return one(found) if found else None


def named_month(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    year = year_named(match.group(3), today)
    return _given(int(match.group(1)), month_number(match.group(2)), year, today, expect)


def month_first(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    return _given(int(match.group(2)), month_number(match.group(1)), None, today, expect)


def two_days_of_month(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    later = _given(int(match.group(2)), month_number(match.group(3)), year_named(match.group(4), today), today, expect)
    if later is None:
        return None
    earlier = day_or_none(later.first.year, later.first.month, int(match.group(1)))
    if earlier is None:
        raise NoSuchDay
    return Span(min(earlier, later.first), max(earlier, later.first), approximate=True)


def two_bare_days(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    days = sorted((int(match.group(1)), int(match.group(2))))
    if not 1 <= days[0] <= days[1] <= 31:
        raise NoSuchDay
    anchor = in_some_month(days[1] if expect == "past" else days[0], today, expect)
    if anchor is None:
        return None
    found = [day_or_none(anchor.year, anchor.month, day) for day in days]
    if found[0] is None or found[1] is None:
        return None
    return Span(found[0], found[1], approximate=True)


def bare_day(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    day = int(match.group(1))
    if not 1 <= day <= 31:
        raise NoSuchDay
    found = in_some_month(day, today, expect)
    return one(found) if found else None


def day_of_named_month(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    month = months_away(today.replace(day=1), _MONTH_OFFSET[match.group(2)])
    found = day_or_none(month.year, month.month, int(match.group(1))) if month else None
    if found is None:
        raise NoSuchDay
    return one(found)


_MONTH_OFFSET = {"förra": -1, "denna": 0, "den här": 0, "nästa": 1}


def last_of_month(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    if match.group(1):
        month = month_number(match.group(1))
        found = choose([month_end(today.year + y, month) for y in (-1, 0, 1)], today, expect)
    else:
        firsts = [m for m in (months_away(today.replace(day=1), o) for o in (-1, 0, 1)) if m]
        found = choose([month_end(m.year, m.month) for m in firsts], today, expect)
    return one(found) if found else None


def near(offset: int) -> Reading:
    def read(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
        found = shifted(today, offset)
        return one(found) if found else None

    return read


def _weekday_past(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    return one(last_weekday(today, WEEKDAYS.index(match.group(1))))


def weekday_coming(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    weekday = WEEKDAYS.index(match.group(1))
    if expect == "past":
        return one(last_weekday(today, weekday), approximate=True, bent=True)
    return one(next_weekday(today, weekday))


def weekday_bare(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    weekday = WEEKDAYS.index(match.group(1))
    found = last_weekday(today, weekday) if expect == "past" else next_weekday(today, weekday)
    if weekday == today.weekday():
        return Span(min(found, today), max(found, today), approximate=True)
    return one(found, approximate=expect is None)


def weekday_previous(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    """ "förra tisdagen" is the latest Tuesday to some and the Tuesday of last week to others: both are kept."""
    weekday = WEEKDAYS.index(match.group(1))
    latest, last_week = last_weekday(today, weekday), week_of(today, -1)
    other = last_week[0] + timedelta(days=weekday) if last_week else latest
    return Span(min(latest, other), max(latest, other))


def weekday_following(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    """ "nästa fredag": the coming one or the one of next week, both are kept."""
    weekday = WEEKDAYS.index(match.group(1))
    coming, next_week = next_weekday(today, weekday), week_of(today, 1)
    other = next_week[0] + timedelta(days=weekday) if next_week else coming
    return Span(min(coming, other), max(coming, other))


def weekday_in_week(weekday_group: int, week_group: int) -> Reading:
    def read(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
        weeks = {"förra": -1, "nästa": 1}.get(match.group(week_group), 0)
        week = week_of(today, weeks)
        return one(week[0] + timedelta(days=WEEKDAYS.index(match.group(weekday_group)))) if week else None

    return read


def weekday_and_weeks(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    weekday, (low, _, _) = WEEKDAYS.index(match.group(1)), _count(match.group(3))
    past = match.group(2) == "för"
    start = last_weekday(today, weekday) if past else next_weekday(today, weekday)
    found = shifted(start, -7 * low if past else 7 * low)
    return one(found) if found else None


def _count(words: str) -> tuple[int, int, bool]:
    """Lowest and highest number meant, and whether it is vague."""
    if words == "ett par":
        return 2, 3, True
    if words == "några":
        return 2, 4, True
    if words in ("nån", "någon"):
        return 1, 2, True
    if words == "två":
        return 2, 2, False
    number = int(words) if words.isdigit() else 1
    return number, number, False


def _moved(today: date, number: int, unit: str, sign: int) -> date | None:
    if unit.startswith("månad"):
        return months_away(today, sign * number)
    if unit == "år":
        return months_away(today, sign * 12 * number)
    days = {"v": 7, "t": 0, "m": 0}.get(unit[0], 1)
    return shifted(today, sign * number * days)


def _offset(low: int, high: int, vague: bool, unit: str, sign: int, today: date) -> Span | None:
    nearest, farthest = _moved(today, low, unit, sign), _moved(today, high, unit, sign)
    if nearest is None or farthest is None or not (in_reach(nearest, today) and in_reach(farthest, today)):
        return None
    rough = vague or low != high or unit.startswith("månad") or unit == "år"
    return Span(min(nearest, farthest), max(nearest, farthest), approximate=rough)


def one_count(sign: int) -> Reading:
    def read(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
        low, high, vague = _count(match.group(1))
        return _offset(low, high, vague, match.group(2), sign, today)

    return read


def two_counts(sign: int) -> Reading:
    def read(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
        low, high = sorted((int(match.group(1)), int(match.group(2))))
        return _offset(low, high, True, match.group(3), sign, today)

    return read


def bare_offset(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    if expect is None:
        return None
    low, high, vague = _count(match.group(1))
    span = _offset(low, high, vague, match.group(2), -1 if expect == "past" else 1, today)
    return Span(span.first, span.last, approximate=span.approximate or expect == "past") if span else None


def bare_two_offset(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    return two_counts(-1 if expect == "past" else 1)(match, today, expect) if expect else None


_HALF_DAYS = {"dag": (0, 1), "vecka": (3, 4), "månad": (14, 16), "år": (180, 185)}


def and_a_half(sign: int) -> Reading:
    """ "en och en halv vecka", "ett halvt år": in days, roughly."""

    def read(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
        low, high = _HALF_DAYS[match.group(2)]
        whole = _count(match.group(1))[0] if match.group(1) else 0
        base = _moved(today, whole, match.group(2), sign)
        ends = (shifted(base, sign * low), shifted(base, sign * high)) if base else (None, None)
        if ends[0] is None or ends[1] is None or not in_reach(ends[1], today):
            return None
        return Span(min(ends[0], ends[1]), max(ends[0], ends[1]), approximate=True)

    return read


def unit_or_two(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    """ "om en vecka eller två"."""
    low, high = _count(match.group(2))[0], int(match.group(4))
    sign = -1 if match.group(1) == "för" or match.group(5) else 1
    return _offset(min(low, high), max(low, high), True, match.group(3), sign, today)


def ddmmyyyy(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    day, month, year = (int(g) for g in match.groups())
    return exact(year, month, day, today)


def feast(name: str) -> Reading:
    def read(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
        direction = "past" if match.group().startswith("i ") and match.group().endswith("as") else expect
        years = [FEASTS[name](y) for y in range(max(2, today.year - 1), min(9997, today.year + 1) + 1)]
        starts = dict(years)
        first = choose(list(starts), today, direction)
        return Span(first, starts[first]) if first else None

    return read


def weekday_either(match: re.Match[str], today: date) -> Span | None:
    return one(last_weekday(today, WEEKDAYS.index(match.group(1) or match.group(2))))


def ago(match: re.Match[str], today: date) -> Span | None:
    low, high, vague = _count(match.group(1) or match.group(3))
    return _offset(low, high, vague, match.group(2) or match.group(4), -1, today)
