"""Finding a personnummer in what a client said, so that no letter ever carries one."""

from __future__ import annotations

import re

_GAP = r"[\s.\-+‐‑‒–—−]{0,3}"
# A day from 61 on is a samordningsnummer.
_SHAPE = re.compile(
    rf"(?<!\d)(?:(?:19|20){_GAP})?\d{{2}}{_GAP}(?:0[1-9]|1[0-2]){_GAP}(?:[0-2]\d|3[01]|[6-8]\d|9[01])"
    rf"{_GAP}\d{{2}}{_GAP}\d{{2}}(?!\d)"
)
_AS_WRITTEN = re.compile(r"\d{6}(?:\d\d)?\s?[-+‐‑‒–—−]\s?\d{4}")
_WITH_CENTURY = 12


def split_out(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a personnummer. The pieces together are the text.

    In doubt it is one. Ten digits that begin as a telephone number does are one only if the check digit is right.
    """
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _SHAPE.finditer(text):
        if not _is_one(match.group()):
            continue
        pieces += [(text[end : match.start()], False), (match.group(), True)]
        end = match.end()
    pieces.append((text[end:], False))
    return [(piece, found) for piece, found in pieces if piece]


def _is_one(written: str) -> bool:
    digits = "".join(str(int(character)) for character in written if character.isdecimal())
    if len(digits) == _WITH_CENTURY or _AS_WRITTEN.fullmatch(written.strip()):
        return True
    return not digits.startswith("0") or _luhn(digits)


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
