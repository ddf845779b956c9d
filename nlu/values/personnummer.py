"""Finding a personnummer in what a client said: to tell the client kindly, and so that no letter ever carries one."""

from __future__ import annotations

import re

_DASHES = "+\\-‐‑‒–—−"
_GAP = rf"[\s.,{_DASHES}]{{0,3}}"
# A day from 61 on is a samordningsnummer.
_SHAPE = re.compile(
    rf"(?<!\d)(?:(?:19|20){_GAP})?\d{{2}}{_GAP}(?:0[1-9]|1[0-2]){_GAP}(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
    rf"{_GAP}\d{{2}}{_GAP}\d{{2}}(?!\d)"
)
_AS_WRITTEN = re.compile(rf"\d{{6}}\s?[{_DASHES}]\s?\d{{4}}")
_FIGURES = {
    "noll": "0", "ett": "1", "en": "1", "två": "2", "tre": "3", "fyra": "4", "fem": "5", "sex": "6", "sju": "7",
    "åtta": "8", "nio": "9",
}  # fmt: skip
_FIGURE = rf"(?:{'|'.join(_FIGURES)})"
_SPELLED = re.compile(
    rf"\b{_FIGURE}(?:[\s.,\-–—]{{1,3}}{_FIGURE}\b){{9,11}}(?![\s.,\-–—]{{1,3}}{_FIGURE}\b)", re.IGNORECASE
)
_WITH_CENTURY = 12
_CERTAIN = re.compile(r"(?<!\d)(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[-+ ]?\d{4}(?!\d)")


def certainly_in(text: str) -> bool:
    """Whether there is a date of birth and four figures with the right check digit (Luhn), and no mobile number.

    For telling the client, who is not reproached in doubt.
    """
    found = (re.sub(r"\D", "", match.group())[-10:] for match in _CERTAIN.finditer(text))
    return any(_luhn(digits) for digits in found if not digits.startswith("07"))


def split_out(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a personnummer. The pieces together are the text.

    For what others read: in doubt it is one. Ten digits that begin as a telephone number does are one only if the check
    digit is right. Digits may be spelled out one by one, as they are on the phone.
    """
    pieces: list[tuple[str, bool]] = []
    end = 0
    for start, stop in sorted(_found(text)):
        if start >= end:
            pieces += [(text[end:start], False), (text[start:stop], True)]
            end = stop
    pieces.append((text[end:], False))
    return [(piece, is_one) for piece, is_one in pieces if piece]


def _found(text: str) -> list[tuple[int, int]]:
    found = [match.span() for match in _SHAPE.finditer(text) if _is_one(match.group())]
    for match in _SPELLED.finditer(text):
        digits = "".join(_FIGURES[word] for word in re.findall(r"\w+", match.group().casefold()))
        if _SHAPE.fullmatch(digits) and _is_one(digits):
            found.append(match.span())
    return found


def _is_one(written: str) -> bool:
    digits = "".join(str(int(character)) for character in written if character.isdecimal())
    if len(digits) == _WITH_CENTURY or _AS_WRITTEN.fullmatch(written):
        return True
    return not digits.startswith("0") or _luhn(digits)


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
