"""Dates: "3 mars", "den 3 mars 2026", "2026-03-03", "3/3" -> "den tredje mars ..."."""

from __future__ import annotations

import re

from voice.speaking.spoken_forms.counted import is_counted
from voice.speaking.spoken_forms.number_words import ordinal, year

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_SHORT = {"jan": 1, "feb": 2, "febr": 2, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10,
          "nov": 11, "dec": 12}  # fmt: skip
_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_DEN = r"(?:\b(?P<den>[Dd]en) )?"
_ISO = re.compile(_DEN + r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-]\d|\d)")
_DOTTED = re.compile(_DEN + r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?!\d)")
_SLASH = re.compile(_DEN + r"(?<![\d/])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:[ /-](?P<y>(?:19|20)\d\d))?(?![\d/])")
_NAMES = "|".join([*MONTHS, *(f"{short}\\b\\.?" for short in sorted(_SHORT, key=len, reverse=True))])
_WORDED = re.compile(
    _DEN + rf"(?<!\d)(?:(?P<first>\d{{1,2}}) ?[-–] ?)?(?P<d>\d{{1,2}})(?::?[ea])? (?P<name>{_NAMES})(?!\w)"
    r"(?: (?P<y>(?:19|20)\d\d)(?!\d))?",
    re.IGNORECASE,
)
_ALWAYS = re.compile(r"(?<![\d/])24/7(?![\d/])")
_DAY_ALONE = re.compile(r"\b(?P<den>[Dd]en) (?P<d>[12]?\d|3[01])(?::[ea])?(?![\d:,.]\d|\d)")
_YEAR = re.compile(r"(?<![\d,.:/-])(?P<y>(?:19|20)\d\d)(?![\d%§]|[,.:/-]\d| \d{3}\b| ?%)")


def say_dates(text: str) -> str:
    """The text with its dates in words. What only looks like a date, "45/13", is left alone."""
    text = _ALWAYS.sub("dygnet runt", text)
    for pattern in (_ISO, _DOTTED, _SLASH, _WORDED):
        text = pattern.sub(_date, text)
    return _DAY_ALONE.sub(lambda match: f"{match['den']} {ordinal(int(match['d']))}", text)


def say_years(text: str) -> str:
    """The text with what can only be a year, because nothing is counted by it, said as one."""
    return _YEAR.sub(_year, text)


def _year(match: re.Match[str]) -> str:
    return match.group() if is_counted(match.string[match.end() :]) else year(int(match["y"]))


def _date(match: re.Match[str]) -> str:
    found = match.groupdict()
    month = _month(found["name"]) if found.get("name") else int(found["m"])
    day = int(found["d"])
    if not (1 <= month <= 12 and 1 <= day <= _LONGEST_MONTH[month - 1]):
        return match.group()
    words = f"{ordinal(day)} {MONTHS[month - 1]}"
    if (first := found.get("first")) and int(first) < 32:
        words = f"{ordinal(int(first))} till den {words}"
    if found["y"]:
        words += f" {year(int(found['y']))}"
    return f"{found['den'] or 'den'} {words}"


def _month(name: str) -> int:
    name = name.casefold().rstrip(".")
    return MONTHS.index(name) + 1 if name in MONTHS else _SHORT[name]
