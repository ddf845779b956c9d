"""The days of a letter and what they are: that of the decision, and a last day. No letter tells the day of receipt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from nlu.letters.letter import Finding, LastDay
from nlu.letters.plain import Plain, even_word, pattern

T = TypeVar("T")
_MONTHS = {
    even_word(name): number
    for number, names in enumerate(
        (
            "januari jan january", "februari feb february", "mars mar march", "april apr", "maj may", "juni jun june",
            "juli jul july", "augusti aug august", "september sept sep", "oktober okt october oct",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"(?<![\d-])(20\d\d) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{1,2})(?![\d-])")
_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}})(?::?e|\.)?\s+({_MONTH})\.?,?\s+(20\d\d)(?!\d)")
_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})[/.](\d{1,2})[ /.-]+(20\d\d)(?!\d)")
_TOGETHER = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d|-\d{4})")

_BEFORE = 48
"""Characters before a day in which its role is looked for."""
_DECIDED_ON = pattern(
    r"(?:\b(?:beslutsdatum|datum för beslut(?:et)?"
    r"|beslutsdag|beslutet (?:är )?fattat(?: den)?|beslut(?:at)? fattat(?: den)?"
    r"|beslutad(?:e|es|t)?(?: den)?"
    r"|date of decision|decision date)[\s:.]*(?:den )?)$"
)
_DECIDED_AFTER = pattern(r"^ (?:har )?(?:beslutat|fattat)\b")
_DATED = pattern(r"(?:\b(?:datum|date|dagens datum|brevdatum)|(?:^|\n|[.!?] )beslut)[\s:.]*(?:den )?$")
_OTHER_DATED = pattern(
    r"(?:faktura|förfallo|utskrifts|ansöknings|inkommen|ankomst|födelse|start|slut"
    r"|handläggnings)(?:datum|date)"
)
_PLACE_AND_DAY = re.compile(r"(?:^|\n)[^\W\d_]+(?:,| den|, den)?\s+$")
_LINE_ALONE = re.compile(r"(?:^|\n)[ ]?(?:den )?$")
_TOP = 500
_VERY_TOP = 90
_FEW_LINES = 3
_OF_SOMETHING_ELSE = pattern(
    r"\d{4}|\b(?:ansök\w*|inkom\w*|från|till|period\w*|senast|född|faktura\w*|gäller|i|på)\b(?! beslut)"
)
_LAST = pattern(
    r"\b(?:senast|sista dag(?:en)?(?: att \w+| för \w+)?(?: är)?|förfallodatum|förfallodag|förfaller"
    r"|svarsdatum|no later than)"
    r"[\s:]*(?:måndagen|tisdagen|onsdagen|torsdagen|fredagen|lördagen|söndagen)?[\s:]*(?:den )?$"
)
_OBJECT = pattern(r"\b(?:överklag\w*|omprövning\w*|ompröva\w*)")
_PAY = pattern(r"\b(?:betala\w*|förfall\w*|inbetal\w*|hyra\w*)")
_ANSWER = pattern(r"\b(?:svara\w*|skicka\w*|komplettera\w*|lämna\w*|bestrid\w*|synpunkter|ring\w*|yttra\w*)")
_SENTENCE_BEFORE, _SENTENCE_AFTER = 140, 60


@dataclass(frozen=True)
class _Day:
    day: date
    start: int
    end: int


def decision_date(plain: Plain, today: date) -> Finding[date] | None:
    """The day that stands as the decision's own: so labelled, or else the letter's date. None when there are several.

    A day after `today` is none: a scanner may have misread it.
    """
    text = plain.text
    labelled: list[_Day] = []
    dated: list[_Day] = []
    for found in _days(text):
        before = text[max(0, found.start - _BEFORE) : found.start]
        if found.day > today or _OTHER_DATED.search(before.rsplit("\n\n", 1)[-1][-20:]):
            continue
        if _DECIDED_ON.search(before) or _DECIDED_AFTER.search(text[found.end : found.end + 20]):
            labelled.append(found)
        elif _DATED.search(before) or (found.start < _TOP and _stands_alone(text, found)) or _heads(text, found):
            dated.append(found)
    for days in (labelled, dated):
        if len({found.day for found in days}) == 1:
            return _finding(plain, days[0], days[0].day)
        if days:
            return None
    return None


def last_day(plain: Plain) -> Finding[LastDay] | None:
    """The day that stands as the last one for something. None when there are several different ones."""
    text, lasts = plain.text, []
    for found in _days(text):
        if _LAST.search(text[max(0, found.start - _BEFORE) : found.start]):
            lasts.append(found)
    if len({found.day for found in lasts}) != 1:
        return None
    found = lasts[0]
    before = text[max(0, found.start - _SENTENCE_BEFORE) : found.start]
    after = text[found.end : found.end + _SENTENCE_AFTER]
    around = re.split(r"[.!?]\s", before)[-1] + " " + re.split(r"[.!?]\s", after)[0]
    if _OBJECT.search(around):
        return _finding(plain, found, LastDay(found.day, "object"))
    if _PAY.search(around):
        return _finding(plain, found, LastDay(found.day, "pay"))
    what = "answer" if _ANSWER.search(around) else "other"
    return _finding(plain, found, LastDay(found.day, what))


def _days(text: str) -> Iterator[_Day]:
    """Every whole day with its year, in order. One without a year could be several, so it is none."""
    found = []
    for regex, order in ((_ISO, "ymd"), (_NAMED, "dmy"), (_FIGURES, "dmy"), (_TOGETHER, "ymd")):
        for hit in regex.finditer(text):
            parts = dict(zip(order, hit.groups(), strict=True))
            month = _MONTHS.get(parts["m"]) or (int(parts["m"]) if parts["m"].isdigit() else 0)
            try:
                day = date(int(parts["y"]), month, int(parts["d"]))
            except ValueError:
                continue
            found.append(_Day(day, hit.start(), hit.end()))
    return iter(sorted(found, key=lambda one: one.start))


def _heads(text: str, found: _Day) -> bool:
    """The first day at the very top, where the line breaks were lost: "Järva stadsdelsförvaltning 2026-11-05 Hej"."""
    if text.count("\n") >= _FEW_LINES or found.start > _VERY_TOP:
        return False
    return not _OF_SOMETHING_ELSE.search(text[: found.start])


def _stands_alone(text: str, found: _Day) -> bool:
    """On a line of its own, perhaps after a place: "Stockholm den 12 november 2026"."""
    line_start = text.rfind("\n", 0, found.start) + 1
    line_end = text.find("\n", found.end)
    before = text[line_start : found.start]
    after = text[found.end : line_end if line_end >= 0 else len(text)].strip()
    if after and not after.startswith(("dnr", "slda")):
        return False
    return bool(_LINE_ALONE.search("\n" + before) or _PLACE_AND_DAY.search("\n" + before))


def _finding(plain: Plain, found: _Day, value: T) -> Finding[T]:
    start, end = plain.span(found.start, found.end)
    return Finding(value, plain.source[start:end], start, end)
