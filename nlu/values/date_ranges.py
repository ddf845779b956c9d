"""The date rules for stretches of time: weeks, months, seasons, "in the beginning of March"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from nlu.values.date_readings import month_number, year_named
from nlu.values.date_rules import MONTH, Rule, rule
from nlu.values.days import Span, in_some_month, last_weekday, month_end, months_away, next_weekday, shifted, week_of
from nlu.values.parsed import Expect

_PART = r"(början|mitten|slutet)"
_WHICH = {"förra": -1, "föregående": -1, "nästa": 1, "kommande": 1}
_SEASONS = {"vår": (3, 5), "som": (6, 8), "höst": (9, 11), "vint": (12, 2)}


def month_meant(month: int, year: int | None, today: date, expect: Expect | None) -> Span | None:
    """The whole month in the year meant; the running month counts as both past and future."""
    years = [year] if year else [today.year - 1, today.year, today.year + 1]
    spans = [Span(date(y, month, 1), month_end(y, month), approximate=True) for y in years if 1 <= y <= 9998]
    if expect == "past":
        return max((s for s in spans if s.first <= today), key=lambda s: s.first, default=None)
    if expect == "future":
        return min((s for s in spans if s.last >= today), key=lambda s: s.first, default=None)
    return min(spans, key=lambda s: abs((s.first - today).days + 15), default=None)


def _part_of(span: Span | None, part: str) -> Span | None:
    """The beginning, middle or end: thirds of a month (1-10, 11-20, 21-) and of a week (2, 3 and 4 days)."""
    if span is None:
        return None
    length = (span.last - span.first).days + 1
    cuts = {"början": (0, 9), "mitten": (10, 19), "slutet": (20, length - 1)}
    if length <= 7:
        cuts = {"början": (0, 1), "mitten": (1, 3), "slutet": (3, 6)}
    elif length > 31:
        third = length // 3
        cuts = {"början": (0, third - 1), "mitten": (third, 2 * third), "slutet": (2 * third, length - 1)}
    low, high = cuts[part]
    return Span(span.first + timedelta(days=low), span.first + timedelta(days=high), approximate=True)


def _month_span(offset: int, today: date) -> Span | None:
    first = months_away(today.replace(day=1), offset)
    return Span(first, month_end(first.year, first.month), approximate=True) if first else None


def _week_span(offset: int, today: date) -> Span | None:
    week = week_of(today, offset)
    return Span(*week, approximate=True) if week else None


def _named(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    return month_meant(month_number(match.group(1)), year_named(match.group(2), today), today, expect)


def _part_named(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    month, year = month_number(match.group(2)), year_named(match.group(3), today)
    if year or expect is None:
        return _part_of(month_meant(month, year, today, expect), match.group(1))
    # "i slutet av mars" in early March, about the past, is last year's: the part decides, not the month.
    spans = [
        _part_of(month_meant(month, y, today, None), match.group(1)) for y in range(today.year - 1, today.year + 2)
    ]
    fitting = [s for s in spans if s and (s.first <= today if expect == "past" else s.last >= today)]
    return (max if expect == "past" else min)(fitting, key=lambda s: s.first, default=None)


def _part_month(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    which = match.group(2)
    if which:
        return _part_of(_month_span(_WHICH.get(which, 0), today), match.group(1))
    offsets = (0, -1) if expect == "past" else (0, 1)
    spans = [_part_of(_month_span(offset, today), match.group(1)) for offset in offsets]
    fitting = [s for s in spans if s and (s.first <= today if expect == "past" else s.last >= today)]
    return fitting[0] if fitting else None


def _part_week(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    return _part_of(_week_span(_WHICH.get(match.group(2) or "", 0), today), match.group(1))


def _month(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    return _month_span(_WHICH.get(match.group(1) or "", 0), today)


def _week(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    return _week_span(_WHICH.get(match.group(1) or "", 0), today)


def _numbered_week(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    weeks: list[Span] = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            monday = date.fromisocalendar(year, int(match.group(1)), 1)
        except ValueError:
            continue
        sunday = shifted(monday, 6)
        if sunday and (expect is None or (monday <= today if expect == "past" else sunday >= today)):
            weeks.append(Span(monday, sunday, approximate=True))
    return min(weeks, key=lambda s: abs((s.first - today).days), default=None)


def _weekend(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    which = match.group(1) or ""
    if which == "förra" or (expect == "past" and which != "nästa"):
        saturday = last_weekday(today, 5)
        return Span(saturday, saturday + timedelta(days=1), approximate=True)
    saturday = today if today.weekday() == 5 else next_weekday(today, 5)
    days = 8 if which == "nästa" else 1
    return Span(saturday, saturday + timedelta(days=days), approximate=True)


def _last_year(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    return Span(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31), approximate=True) if today.year > 1 else None


def _season(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    past = match.group(2) in ("as", "ras")
    first_month, last_month = _SEASONS[match.group(1)]
    found: list[Span] = []
    for year in (today.year - 1, today.year, today.year + 1):
        end_year = year + 1 if last_month < first_month else year
        if year >= 1 and end_year <= 9998:
            found.append(Span(date(year, first_month, 1), month_end(end_year, last_month), approximate=True))
    if past:
        return max((s for s in found if s.first < today), key=lambda s: s.first, default=None)
    return min((s for s in found if s.last >= today), key=lambda s: s.first, default=None)


def _turn_of_month(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    last = in_some_month(1, today, expect)
    return Span(last - timedelta(days=1), last, approximate=True) if last and last > date(1, 1, 2) else None


def _the_other_day(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    first, last = shifted(today, -7), shifted(today, -2)
    return Span(first, last, approximate=True) if first and last else None


_OF = r"(?: av| på| i)?"
_YEAR = r"(?:,? (\d{4}|förra året|i ?fjol|i år|nästa år))?"
RANGE_RULES: tuple[Rule, ...] = (
    rule("range", rf"\b{_PART}{_OF} {MONTH}\b{_YEAR}", _part_named),
    rule("range", rf"\b{_PART}{_OF}(?: (förra|föregående|nästa|kommande|denna|den här))? månad(?:en)?\b", _part_month),
    rule("range", rf"\b{_PART}{_OF}(?: (förra|nästa|kommande|denna|den här))? veckan?\b", _part_week),
    rule("range", r"\bmånadsskiftet\b", _turn_of_month),
    rule("range", r"\b(förra|föregående|nästa|kommande|denna|den här) månad(?:en)?\b", _month),
    rule("range", r"\b(förra|föregående|nästa|kommande|denna|den här) veckan?\b|\b(?:i|under) veckan\b", _week),
    rule("range", r"\b(?:vecka|v\.?) ?(\d{1,2})\b", _numbered_week),
    rule("range", r"\b(?:(förra|nästa|den här|denna) |i )helg(?:en)?\b", _weekend),
    rule("range", r"\bhäromdagen\b", _the_other_day),
    rule("range", rf"\b{MONTH}\b{_YEAR}", _named),
    rule("range", r"\bförra året\b|\bi ?fjol\b", _last_year),
    rule("range", r"\bi (vår|som|höst|vint)(as|ras|mar|er|)\b", _season),
)
