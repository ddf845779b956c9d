"""The sentences and headings of a letter, also where lines are broken in the middle of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlu.letters.plain import Plain, even_word

_STOP = re.compile(r"\n\n|[.!?]+(?=[\s\"'”)])|\n")
_SHORT_LINE = 60
_SHORT_LINE_OF_CAPITALS = 45
_MANY_CAPITALS = 0.6
_HEADING_WORDS = 9
_ABBREVIATIONS = (
    "kap kl tel nr dnr ca st mom art jfr resp bl a t ex s k fr o m inkl exkl ung max min kr prop lag "
    "sid avd tfn fax mån jan feb mar apr jun jul aug sep sept okt nov dec bil ev enl g p"
)
_ABBREVIATED = frozenset(even_word(word) for word in _ABBREVIATIONS.split())


@dataclass(frozen=True)
class Sentence:
    """Even text between `start` and `end`; `heading`: a short line of its own without a full stop."""

    text: str
    start: int
    end: int
    heading: bool


def sentences(plain: Plain) -> list[Sentence]:
    """In order. White space inside is left as it is: patterns take any."""
    text, found, start = plain.text, [], 0
    capitals = _is_in_capitals(plain)
    line_start = 0
    for stop in _STOP.finditer(text):
        if stop.start() < start:
            continue
        sign = stop.group()
        breaks = _ends(plain, text, stop, line_start, capitals)
        if sign.startswith("\n"):
            line_start = stop.end()
        if breaks:
            _append(found, text, start, stop.end())
            start = stop.end()
    _append(found, text, start, len(text))
    return found


def _append(found: list[Sentence], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        words = text[start:end]
        heading = words[-1] not in ".!" and len(words.split()) <= _HEADING_WORDS
        found.append(Sentence(words, start, end, heading))


def _ends(plain: Plain, text: str, stop: re.Match[str], line_start: int, capitals: bool) -> bool:
    sign = stop.group()
    following = stop.end()
    while following < len(text) and text[following].isspace():
        following += 1
    if following >= len(text) or sign == "\n\n":
        return True
    begins = plain.is_capital(following) or not text[following].isalpha()
    if sign == "\n":
        before = text[line_start : stop.start()]
        if before.endswith((":", ",")) or not before.strip():
            return False
        return begins and len(before) < (_SHORT_LINE_OF_CAPITALS if capitals else _SHORT_LINE)
    if sign[0] == "." and (word := re.search(r"([^\W_]+)$", text[max(0, stop.start() - 20) : stop.start()])):
        abbreviated = word[1] in _ABBREVIATED or (word[1].isdigit() and not plain.is_capital(following))
        if abbreviated and not _new_line_after(text, stop):
            return False
    return begins


def _new_line_after(text: str, stop: re.Match[str]) -> bool:
    return text[stop.end() : stop.end() + 1] == "\n"


def _is_in_capitals(plain: Plain) -> bool:
    letters = [c for c in plain.source if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) / len(letters) > _MANY_CAPITALS
