"""The date rules for one day: written dates, days of a month, weekdays, named days and "three days ago".

A rule is a pattern over corrected text (see `date_spelling`) and a reading of its match as a `Span`. A reading gives
None when the day contradicts what the question asks for, and raises `NoSuchDay` for nonsense ("31 februari").
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
Rule: TypeAlias = tuple[str, re.Pattern[str], Reading]
"""Kind ("day", "weekday", "offset", "range"), pattern, reading."""


class NoSuchDay(ValueError):
    """The words name a day that does not exist."""


N = r"(\d{1,2})(?::e)?"
MONTH = rf"({'|'.join(MONTHS)})"
WEEKDAY = rf"({'|'.join(WEEKDAYS)})"
_YEAR = r"(?:,? (\d{4}|förra året|i ?fjol|i år|nästa år))?"
_COUNT = r"(\d{1,3}|en|ett|två|ett par|några|nån|någon)"
_UNIT = r"(dag|dagar|dagarna|dygn|vecka|veckor|veckan|månad|månader|år|timmar|timme|minuter)"
_AGO = r"(?:sedan|tillbaka|tidigare)"
_NOT_DAYS = r"(?! ?(?:gång|gången|brev|brevet|beslut|beslutet|handläggaren|personen|mannen|kvinnan|mejlet|samtalet|avslaget|barnet|kr|kronor|år|barn))"  # noqa: E501


def rule(kind: str, pattern: str, reading: Reading) -> Rule:
    return kind, re.compile(pattern), reading


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


def _year_first(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    year, month, day = (int(g) for g in match.groups())
    return exact(year, month, day, today)


def _six_digits(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    year, month, day = (int(g) for g in match.groups())
    # Six digits with a far year are a birth date, which we never ask for.
    if abs(2000 + year - today.year) > 5:
        return None
    return exact(year, month, day, today)


def _day_month(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
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


def _named_month(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    year = year_named(match.group(3), today)
    return _given(int(match.group(1)), month_number(match.group(2)), year, today, expect)


def _month_first(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    return _given(int(match.group(2)), month_number(match.group(1)), None, today, expect)


def _two_days_of_month(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    later = _given(int(match.group(2)), month_number(match.group(3)), year_named(match.group(4), today), today, expect)
    if later is None:
        return None
    earlier = day_or_none(later.first.year, later.first.month, int(match.group(1)))
    if earlier is None:
        raise NoSuchDay
    return Span(min(earlier, later.first), max(earlier, later.first), approximate=True)


def _two_bare_days(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
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


def _bare_day(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    day = int(match.group(1))
    if not 1 <= day <= 31:
        raise NoSuchDay
    found = in_some_month(day, today, expect)
    return one(found) if found else None


def _day_of_named_month(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    month = months_away(today.replace(day=1), _MONTH_OFFSET[match.group(2)])
    found = day_or_none(month.year, month.month, int(match.group(1))) if month else None
    if found is None:
        raise NoSuchDay
    return one(found)


_MONTH_OFFSET = {"förra": -1, "denna": 0, "den här": 0, "nästa": 1}


def _last_of_month(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    if match.group(1):
        month = month_number(match.group(1))
        found = choose([month_end(today.year + y, month) for y in (-1, 0, 1)], today, expect)
    else:
        firsts = [m for m in (months_away(today.replace(day=1), o) for o in (-1, 0, 1)) if m]
        found = choose([month_end(m.year, m.month) for m in firsts], today, expect)
    return one(found) if found else None


def _near(offset: int) -> Reading:
    def read(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
        found = shifted(today, offset)
        return one(found) if found else None

    return read


def _weekday_past(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    return one(last_weekday(today, WEEKDAYS.index(match.group(1))))


def _weekday_coming(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    weekday = WEEKDAYS.index(match.group(1))
    if expect == "past":
        return one(last_weekday(today, weekday), approximate=True, bent=True)
    return one(next_weekday(today, weekday))


def _weekday_bare(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    weekday = WEEKDAYS.index(match.group(1))
    found = last_weekday(today, weekday) if expect == "past" else next_weekday(today, weekday)
    if weekday == today.weekday():
        return Span(min(found, today), max(found, today), approximate=True)
    return one(found, approximate=expect is None)


def _weekday_previous(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    """"förra tisdagen" is the latest Tuesday to some and the Tuesday of last week to others: both are kept."""
    weekday = WEEKDAYS.index(match.group(1))
    latest, last_week = last_weekday(today, weekday), week_of(today, -1)
    other = last_week[0] + timedelta(days=weekday) if last_week else latest
    return Span(min(latest, other), max(latest, other))


def _weekday_following(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    """"nästa fredag": the coming one or the one of next week, both are kept."""
    weekday = WEEKDAYS.index(match.group(1))
    coming, next_week = next_weekday(today, weekday), week_of(today, 1)
    other = next_week[0] + timedelta(days=weekday) if next_week else coming
    return Span(min(coming, other), max(coming, other))


def _weekday_in_week(weekday_group: int, week_group: int) -> Reading:
    def read(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
        weeks = {"förra": -1, "nästa": 1}.get(match.group(week_group), 0)
        week = week_of(today, weeks)
        return one(week[0] + timedelta(days=WEEKDAYS.index(match.group(weekday_group)))) if week else None

    return read


def _weekday_and_weeks(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
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
    return (int(words),) * 2 + (False,) if words.isdigit() else (1, 1, False)


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


def _one_count(sign: int) -> Reading:
    def read(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
        low, high, vague = _count(match.group(1))
        return _offset(low, high, vague, match.group(2), sign, today)

    return read


def _two_counts(sign: int) -> Reading:
    def read(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
        low, high = sorted((int(match.group(1)), int(match.group(2))))
        return _offset(low, high, True, match.group(3), sign, today)

    return read


def _bare_offset(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    if expect is None:
        return None
    low, high, vague = _count(match.group(1))
    span = _offset(low, high, vague, match.group(2), -1 if expect == "past" else 1, today)
    return Span(span.first, span.last, approximate=span.approximate or expect == "past") if span else None


def _bare_two_offset(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    return _two_counts(-1 if expect == "past" else 1)(match, today, expect) if expect else None


_HALF_DAYS = {"dag": (0, 1), "vecka": (3, 4), "månad": (14, 16), "år": (180, 185)}


def _and_a_half(sign: int) -> Reading:
    """"en och en halv vecka", "ett halvt år": in days, roughly."""

    def read(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
        low, high = _HALF_DAYS[match.group(2)]
        whole = _count(match.group(1))[0] if match.group(1) else 0
        base = _moved(today, whole, match.group(2), sign)
        ends = (shifted(base, sign * low), shifted(base, sign * high)) if base else (None, None)
        if ends[0] is None or ends[1] is None or not in_reach(ends[1], today):
            return None
        return Span(min(ends[0], ends[1]), max(ends[0], ends[1]), approximate=True)

    return read


def _unit_or_two(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    """"om en vecka eller två"."""
    low, high = _count(match.group(2))[0], int(match.group(4))
    sign = -1 if match.group(1) == "för" or match.group(5) else 1
    return _offset(min(low, high), max(low, high), True, match.group(3), sign, today)


def _ddmmyyyy(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
    day, month, year = (int(g) for g in match.groups())
    return exact(year, month, day, today)


def _feast(name: str) -> Reading:
    def read(match: re.Match[str], today: date, expect: Expect | None) -> Span | None:
        direction = "past" if match.group().startswith("i ") and match.group().endswith("as") else expect
        years = [FEASTS[name](y) for y in range(max(2, today.year - 1), min(9997, today.year + 1) + 1)]
        starts = {first: last for first, last in years}
        first = choose(list(starts), today, direction)
        return Span(first, starts[first]) if first else None

    return read


_HALF = r"(?:(\d{1,2}|en|ett) och )?(?:en |ett )?halvt? (vecka|månad|år|dag)"
_TWO = r"(\d{1,3})(?: ?(?:-|eller|till|,) ?| )(\d{1,3})"

DAY_RULES: tuple[Rule, ...] = (
    rule("day", r"(?<![\d-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d-])", _year_first),
    rule("day", r"(?<![\d-])(20\d{2})(\d{2})(\d{2})(?!\d)", _year_first),
    rule("day", r"(?<![\d-])([0-3]\d)([01]\d)(20\d{2})(?!\d)", _ddmmyyyy),
    rule("day", r"(?<![\d-])(\d{2})-(\d{2})-(\d{2})(?![\d-])", _year_first),
    rule("day", r"(?<![\d-])(\d{2})(\d{2})(\d{2})(?!\d)", _six_digits),
    rule("day", r"(?<![\d/])(\d{1,2}) ?/ ?(\d{1,2})(?: ?[-/, ] ?(20\d{2}|\d{2})(?!\d))?(?![\d/])", _day_month),
    rule("day", r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?!\d)", _day_month),
    rule("day", r"(?<![\d-])(\d{1,2})-(\d{1,2})-(\d{4})(?![\d-])", _day_month),
    rule("day", r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.?(?![\d.])(?! ?(?:kr|kl))", _day_month),
    rule("day", r"\b(\d{1,2}) (\d{1,2}) (20\d{2})\b", _day_month),
    rule(
        "range",
        rf"\b(?:mellan )?(?:den )?{N} ?(?:-|eller|och|till|,)(?: kanske)? ?(?:den )?{N} {MONTH}\b{_YEAR}",
        _two_days_of_month,
    ),
    rule("day", rf"\b(?:den )?{N}\.? (?:i )?{MONTH}\b{_YEAR}", _named_month),
    rule("day", rf"\b{MONTH} (?:den )?(\d{{1,2}})(?::e)?\b(?! ?(?:kr|dagar|barn))", _month_first),
    rule("day", rf"\b(?:den )?{N} (?:i )?(\d{{1,2}}):e\b", _day_month),
    rule("day", rf"\b(?:den )?{N} (?:i )?(förra|nästa|denna|den här) månad(?:en)?\b", _day_of_named_month),
    rule("range", rf"\b(?:mellan )?den {N} ?(?:-|eller|och|till)(?: kanske)? ?(?:den )?{N}\b{_NOT_DAYS}", _two_bare_days),
    rule("day", rf"\b(?:den |sista |dagen )*sista (?:dagen )?(?:i |av )?{MONTH}\b", _last_of_month),
    rule("day", r"\b(?:den sista|sista dagen|sista)(?: (?:i|av|på|varje)(?: (?:den här|denna|varje))? månad(?:en)?)()?\b", _last_of_month),
    rule("day", r"^()?den sista(?: dagen)?$|\bden sista(?= (?:varje|tror|kanske|brukar))", _last_of_month),
    rule("day", rf"\bden {N}\b{_NOT_DAYS}(?!:)", _bare_day),
    rule("day", r"\b(?:runt|kring|omkring|ungefär|typ|senast|före|innan|efter|till) (\d{1,2}):e\b", _bare_day),
    rule("day", r"^(\d{1,2}):e(?: varje månad| i månaden)?$", _bare_day),
    rule("day", rf"\b(?:på |i )?{WEEKDAY}(?:en|s)? (?:i )?(förra|nästa|den här|denna) veckan?\b", _weekday_in_week(1, 2)),
    rule("day", rf"\b(?:i )?(förra|nästa|den här|denna) veckan?,? (?:på |i )?{WEEKDAY}(?:en|s)?\b", _weekday_in_week(2, 1)),
    rule("day", rf"\b(?:på |i )?{WEEKDAY}(?:en|s)? (om|för) {_COUNT} veck(?:a|or)\b(?: sedan)?", _weekday_and_weeks),
    rule("weekday", rf"\b(?:i )?förra {WEEKDAY}(?:en|s)?\b", _weekday_previous),
    rule("weekday", rf"\b(?:på |i )?nästa {WEEKDAY}(?:en)?\b", _weekday_following),
    rule("weekday", rf"\bi {WEEKDAY}s?\b|\b(?<!på ){WEEKDAY}s\b", lambda m, t, e: _weekday_either(m, t)),
    rule("weekday", rf"\b(?:nu )?(?:på|till|nu|innan|före|senast|kommande|denna|efter) {WEEKDAY}(?:en|s)?\b", _weekday_coming),
    rule("weekday", rf"\b{WEEKDAY}(?:en)?\b", _weekday_bare),
    *(rule("day", rf"\b(?:{pattern})\b", _feast(pattern)) for pattern in FEASTS),
    rule("offset", rf"\b(?:för )?{_HALF} {_AGO}\b", _and_a_half(-1)),
    rule("offset", rf"\b(?:om|inom) {_HALF}\b", _and_a_half(1)),
    rule("offset", rf"\b(om|för|inom) {_COUNT} {_UNIT} eller (\d{{1,2}})\b( sedan)?", _unit_or_two),
    rule("offset", rf"\b(?:för )?{_TWO} {_UNIT} {_AGO}\b", _two_counts(-1)),
    rule("offset", rf"\b(?:för )?{_COUNT} {_UNIT} {_AGO}\b|\bför {_COUNT} {_UNIT}\b", lambda m, t, e: _ago(m, t)),
    rule("offset", rf"\b(?:om|inom) {_TWO} {_UNIT}\b", _two_counts(1)),
    rule("offset", rf"\b(?:om|inom) {_COUNT} {_UNIT}\b", _one_count(1)),
    rule("day", r"\biförrgår\b", _near(-2)),
    rule("day", r"\bigår(?: (?:kväll|morse|natt|förmiddag|eftermiddag))?\b|\bigårkväll\b", _near(-1)),
    rule("day", r"\b(?:idag|imorse|ikväll|nyss|just nu|precis nu|alldeles nyss)\b|^nu$", _near(0)),
    rule("day", r"\bimorgon(?: (?:bitti|kväll))?\b", _near(1)),
    rule("day", r"\biövermorgon\b", _near(2)),
    rule("offset", rf"\b{_TWO} (dag|dagar|vecka|veckor|månad|månader)\b(?! (?:före|innan|efter))", _bare_two_offset),
    rule("offset", rf"\b{_COUNT} (dag|dagar|vecka|veckor|månad|månader)\b(?! (?:gam|före|innan|efter))", _bare_offset),
)
"""In order: an earlier rule takes its words away from the later ones."""


def _weekday_either(match: re.Match[str], today: date) -> Span | None:
    return one(last_weekday(today, WEEKDAYS.index(match.group(1) or match.group(2))))


def _ago(match: re.Match[str], today: date) -> Span | None:
    low, high, vague = _count(match.group(1) or match.group(3))
    return _offset(low, high, vague, match.group(2) or match.group(4), -1, today)
