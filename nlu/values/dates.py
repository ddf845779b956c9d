"""Dates as people say them, to ISO days. Reaches what general date parsers miss ("i förrgår", "om tre dar")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from nlu.values.clean import core, normal, words
from nlu.values.date_ranges import RANGE_RULES
from nlu.values.date_readings import NoSuchDay
from nlu.values.date_rules import DAY_RULES
from nlu.values.date_spelling import corrected
from nlu.values.days import Span, in_some_month, shifted
from nlu.values.number_words import words_to_digits
from nlu.values.parsed import NOT_UNDERSTOOD, Expect, Parsed

_MOST_DATES = 12
"""More dates than this in one message are not an answer to one question."""
_RANGE_DAYS = 10
"""Two different days further apart than this, without an "eller" between them, are two different things."""

_PERSONAL_NUMBER = re.compile(r"\b(?:19|20)?\d{6}[-+ ]?\d{4}\b")
_INEXACT = re.compile(
    r"\b(?:ungefär|kanske|tror|typ|nog|runt|kring|omkring|cirka|ca|nån gång|någon gång|minns inte|vet inte|osäker|"
    r"antagligen|troligen|trodde|möjligen|efter den|nån dag|eventuellt)\b"
)
_CORRECTION = re.compile(r"\b(?:nej|nä|förlåt|jag menar|jag menade|menar|förresten|rättare sagt)\b")
_NOT_BUT = re.compile(r"\binte\b(?:(?!\binte\b).){1,60}?\butan\b")
_NOT_BEFORE = re.compile(r"\binte (?:i |på |den )?$")
_JOINS = re.compile(
    r"(?=.*[^\s])[\s,/-]*(?:(?:eller|och|till|kanske|antingen|fram|möjligen|jag|tror|var|det|i|på)[\s,/-]*)*"
)
_DAYS_FROM = re.compile(r"\b(?:(dagen|dan)|(\d{1,2}|en|två|tre) (dag|dagar|vecka|veckor)) (efter|före|innan) (?:på )?$")
_VAGUE_FROM = re.compile(r"\b(?:veckan|veckorna|månaden|tiden|helgen|strax|dagarna) (?:efter|före|innan) (?:på )?$")
_AROUND_A_DATE = frozenset(
    ("i", "på", "den", "det", "är", "blir", "kanske", "ungefär", "nog", "runt", "omkring", "cirka")
)
_LONE_DAY = re.compile(r"(\d{1,2})(?::e)?")


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    kind: str
    span: Span


def parse_date(text: str, *, today: date, expect: Expect | None = None) -> Parsed:
    """The day meant, or the earliest and latest of the days that fit.

    With `expect` "past" no day after `today` is given, with "future" none before. A day that does not exist, a
    contradiction to `expect` and several unrelated dates are not understood.
    """
    plain = corrected(words_to_digits(_PERSONAL_NUMBER.sub(" ", normal(text))))
    plain = _NOT_BUT.sub(" ", plain)
    for part in reversed(_CORRECTION.split(plain)):
        try:
            found = _merged(_find(part, today, expect))
        except NoSuchDay:
            return NOT_UNDERSTOOD
        if found:
            return _answer(found, part, bool(_INEXACT.search(plain)), today)
    return _lone_day(plain, today, expect)


def is_only_a_date(text: str, *, today: date, expect: Expect | None = None) -> bool:
    """Whether the message is a day that fits and nothing else: "sista dagen i månaden", but not with a word more."""
    plain = corrected(words_to_digits(_PERSONAL_NUMBER.sub(" ", normal(text))))
    try:
        found = _find(plain, today, expect)
    except NoSuchDay:
        return False
    for item in reversed(found):
        plain = plain[: item.start] + " " + plain[item.end :]
    return bool(found) and set(words(plain)) <= _AROUND_A_DATE


def _lone_day(plain: str, today: date, expect: Expect | None) -> Parsed:
    """A message that is nothing but "25" is the day of a month, when we asked for a date."""
    match = _LONE_DAY.fullmatch(core(plain))
    if not match or expect is None or not 1 <= int(match.group(1)) <= 31:
        return NOT_UNDERSTOOD
    day = in_some_month(int(match.group(1)), today, expect)
    return Parsed(day.isoformat()) if day else NOT_UNDERSTOOD


def _find(text: str, today: date, expect: Expect | None) -> list[_Found]:
    """All dates in the text, in order, fitted to the expectation."""
    found: list[_Found] = []
    rest = text
    for kind, pattern, reading in (*DAY_RULES[:_DAY_FIRST], *RANGE_RULES, *DAY_RULES[_DAY_FIRST:]):
        for match in list(pattern.finditer(rest)):
            if len(found) >= _MOST_DATES:
                return []
            rest = rest[: match.start()] + "\x00" * (match.end() - match.start()) + rest[match.end() :]
            before = text[: match.start()]
            if _NOT_BEFORE.search(before) or _VAGUE_FROM.search(before):
                continue
            span = _moved_from(reading(match, today, expect), before)
            if span and (fitted := _fitted(span, today, expect)):
                found.append(_Found(match.start(), match.end(), kind, fitted))
    found.sort(key=lambda f: f.start)
    straight = [f for f in found if not f.span.bent]
    return straight or found


def _moved_from(span: Span | None, before: str) -> Span | None:
    """ "dagen efter julafton", "3 dagar före den 25": the day the words before it count from."""
    match = _DAYS_FROM.search(before)
    if span is None or match is None:
        return span
    count = 1 if match.group(1) or not match.group(2).isdigit() else int(match.group(2))
    days = count * (7 if (match.group(3) or "").startswith("v") else 1) * (1 if match.group(4) == "efter" else -1)
    first, last = shifted(span.first, days), shifted(span.last, days)
    return Span(first, last, span.approximate, span.bent) if first and last else None


_DAY_FIRST = next(i for i, (kind, _, _) in enumerate(DAY_RULES) if kind == "weekday")


def _fitted(span: Span, today: date, expect: Expect | None) -> Span | None:
    """The part of the span on the expected side of today; None when there is none."""
    first, last = span.first, span.last
    if expect == "past":
        last = min(last, today)
    elif expect == "future":
        first = max(first, today)
    return Span(first, last, span.approximate, span.bent) if first <= last else None


def _merged(found: list[_Found]) -> list[_Found]:
    """ "måndag den 9 mars" is one day: the date counts, and a weekday that does not agree makes it uncertain."""
    out: list[_Found] = []
    for item in found:
        if out and out[-1].kind == "weekday" and item.kind == "day" and item.start - out[-1].end <= 2:
            agrees = out[-1].span.first.weekday() == item.span.first.weekday()
            span = Span(item.span.first, item.span.last, item.span.approximate or not agrees)
            out[-1] = _Found(out[-1].start, item.end, "day", span)
        else:
            out.append(item)
    return out


def _answer(found: list[_Found], text: str, inexact: bool, today: date) -> Parsed:
    first, last = min(f.span.first for f in found), max(f.span.last for f in found)
    if len({(f.span.first, f.span.last) for f in found}) > 1:
        gaps = [text[a.end : b.start] for a, b in pairwise(found)]
        joined = all(_JOINS.fullmatch(gap) for gap in gaps)
        if not joined and (last - first).days > _RANGE_DAYS:
            return NOT_UNDERSTOOD
    uncertain = inexact or first != last or any(f.span.approximate or f.span.bent for f in found)
    return Parsed(first.isoformat(), uncertain=uncertain, latest=last.isoformat() if first != last else None)
