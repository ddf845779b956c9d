"""Digits that are said aloud: "noll sju noll", "sjuttiotre", "en nolla"."""

from __future__ import annotations

import re

from nlu.values.number_words import cardinal, digit_name

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_FILLERS = frozenset({"och", "sen", "sedan", "eh", "öh", "eeh", "siffran", "nästa", "är", "det", "en", "då"})
"""What may stand among digits. "en" is one of them before the name of a digit ("en femma"), else it is a one."""


def digits_among(text: str) -> str:
    """Every digit in the words, in order; a pair such as "fyrtio sju" is 47. Other words are left out."""
    return _digits(_TOKEN.findall(text.casefold()))


def digits_said(text: str) -> str | None:
    """The digits, if the words are nothing else than digits and what people say between them."""
    tokens = _TOKEN.findall(text.casefold())
    tokens = [token for at, token in enumerate(tokens) if not _leads_to_a_name(tokens, at)]
    numbers = [token for token in tokens if _number(token) is not None]
    if not numbers or any(_number(token) is None and token not in _FILLERS for token in tokens):
        return None
    return _digits(tokens)


def _leads_to_a_name(tokens: list[str], at: int) -> bool:
    """The article in "en femma"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    return tokens[at] in ("en", "ett") and digit_name(after) is not None and cardinal(after) is None


def _number(token: str) -> int | None:
    if token.isdecimal():
        return int(token)
    value = cardinal(token)
    return digit_name(token) if value is None else value


def _digits(tokens: list[str]) -> str:
    digits, ten = "", 0
    for token in tokens:
        number = _number(token)
        if number is None:
            continue
        if ten and 0 < number < 10:
            digits = digits[:-2]  # "fyrtio sju" is one pair
            number += ten
        digits += token if token.isdecimal() else str(number)
        ten = number if not token.isdecimal() and number in range(20, 100, 10) else 0
    return digits
