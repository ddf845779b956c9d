"""Reads one value of a wanted kind out of a clause, with the same parsers as the answer to a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from content.library import Areas, Library
from nlu.extract.clauses import Clause
from nlu.understanding import Extracted
from nlu.values import parse

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+?\d[\d\s\-/()]{5,18}\d")
_AMOUNT = re.compile(r"(\d[\d ., ]*|[a-zåäö]+) ?(?:kr|kronor|krona|spänn|lax|sek|:-)?\b")
_NAME = re.compile(
    r"(?:heter|namn är|namn:|kalla mig(?: för)?)\s+([^\W\d_][^\W\d_'’-]*(?:-[^\W\d_]+)?(?:\s+[A-ZÅÄÖ][^\W\d_]+)?)", re.I
)
_NO_NAMES = frozenset(
    [
        "inte",
        "och",
        "att",
        "det",
        "som",
        "något",
        "nåt",
        "jag",
        "du",
        "samma",
        "bara",
        "nu",
        "ju",
        "en",
        "ett",
        "vad",
        "min",
        "mitt",
        "er",
        "dig",
        "honom",
        "henne",
    ]
)
_COUNT = re.compile(
    r"(\d+|\w+)\s+(?:små |hungriga |minderåriga |unga )?(?:barn|ungar|småbarn|kids)|(?:mamma|pappa) till (\w+)", re.I
)
_AGE = re.compile(
    r"(?:är|på)\s+(?:en |nu |bara |snart |kvinna |man |kille |tjej |på )*(\d{1,3}|[a-zåäö]{4,})\b|(\d{1,3}) år", re.I
)
_AGE_BANDS = ((18, 29, "18_29"), (30, 49, "30_49"), (50, 64, "50_64"), (65, 120, "65_plus"))
_OTHER_PLACE = re.compile(r" (?:flytta[^ ]*|jobbar|arbetar)(?= )")

Reader = Callable[[Clause, re.Match[str], date, Library], Extracted | None]


def read(kind: str, clause: Clause, hit: re.Match[str], today: date, library: Library) -> Extracted | None:
    """The value of that kind in the clause, or None when it is not clear. Raises KeyError for an unknown kind."""
    return READERS[kind](clause, hit, today, library)


def _date(expect: str) -> Reader:
    def reader(clause: Clause, hit: re.Match[str], today: date, library: Library) -> Extracted | None:
        found = parse("date", clause.raw, today=today, expect="past" if expect == "past" else "future")
        if not isinstance(found.value, str):
            return None
        return Extracted(found.value, clause.raw, found.uncertain, found.latest)

    return reader


def _amount(clause: Clause, hit: re.Match[str], today: date, library: Library) -> Extracted | None:
    raw = clause.piece(hit.start(), hit.end())
    found = parse("amount", raw, today=today)
    if not isinstance(found.value, int):
        return None
    return Extracted(found.value, raw, found.uncertain)


def _count(clause: Clause, hit: re.Match[str], today: date, library: Library) -> Extracted | None:
    match = _COUNT.search(clause.raw)
    if not match:
        return None
    said = match.group(1) or match.group(2)
    number = parse("number", said, today=today).value
    return Extracted(number, match.group(), False) if isinstance(number, int) and 0 < number <= 15 else None


def _age_of(clause: Clause, today: date) -> tuple[int, str] | None:
    match = _AGE.search(clause.raw)
    if not match:
        return None
    age = parse("number", match.group(1) or match.group(2), today=today).value
    return (age, match.group()) if isinstance(age, int) and 6 <= age <= 110 else None


def _adult(clause: Clause, hit: re.Match[str], today: date, library: Library) -> Extracted | None:
    age = _age_of(clause, today)
    return Extracted("yes" if age[0] >= 18 else "no", age[1]) if age else None


def _age_band(clause: Clause, hit: re.Match[str], today: date, library: Library) -> Extracted | None:
    if age := _age_of(clause, today):
        for low, high, band in _AGE_BANDS:
            if low <= age[0] <= high:
                return Extracted(band, age[1])
    return None


def _name(clause: Clause, hit: re.Match[str], today: date, library: Library) -> Extracted | None:
    match = _NAME.search(clause.raw)
    if not match or match.group(1).lower().split()[0] in _NO_NAMES:
        return None
    name = " ".join(w[:1].upper() + w[1:] for w in match.group(1).split())
    return Extracted(name, match.group())


def _phone(clause: Clause, hit: re.Match[str], today: date, library: Library) -> Extracted | None:
    match = _PHONE.search(clause.raw)
    if not match:
        return None
    found = parse("phone", match.group(), today=today)
    return Extracted(found.value, match.group(), found.uncertain) if isinstance(found.value, str) else None


def _email(clause: Clause, hit: re.Match[str], today: date, library: Library) -> Extracted | None:
    match = _EMAIL.search(clause.raw)
    return Extracted(match.group(), match.group()) if match else None


def _area(clause: Clause, hit: re.Match[str], today: date, library: Library) -> Extracted | None:
    rest = clause.piece(hit.end(), len(clause.words))
    words = rest.split()
    if not words or _OTHER_PLACE.search(clause.words):
        return None
    for length in (4, 3, 2, 1):
        raw = " ".join(words[:length])
        if len(words) >= length and _certain_area(raw, today, library.areas):
            found = parse("area", raw, today=today, areas=library.areas)
            return Extracted(found.value, raw, found.uncertain)
    return None


def _certain_area(raw: str, today: date, areas: Areas) -> bool:
    found = parse("area", raw, today=today, areas=areas)
    return isinstance(found.value, str) and not found.uncertain


READERS: Mapping[str, Reader] = {
    "date_past": _date("past"),
    "date_future": _date("future"),
    "amount": _amount,
    "count": _count,
    "adult": _adult,
    "age_band": _age_band,
    "name": _name,
    "phone": _phone,
    "email": _email,
    "area": _area,
}
