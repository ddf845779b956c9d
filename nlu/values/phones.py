"""Telephone numbers to E.164, typed or dictated. Sweden is the default region."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat

from nlu.values.clean import normal
from nlu.values.number_words import cardinal, digit_name
from nlu.values.parsed import NOT_UNDERSTOOD, Parsed

_PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[-+]\d{4}(?!\d)")
_CANDIDATE = re.compile(r"(?<![\d\w])(?:\+|00)?[\d(](?:[ ./()-]{0,2}\d){6,18}(?!\d)")
_MOST_READINGS = 64


def parse_phone(text: str) -> Parsed:
    """The number in E.164. Dictated words are uncertain; several numbers or several readings are not understood."""
    raw = normal(text)
    written = _PERSONAL_NUMBER.sub(" ", raw)
    numbers = {number for found in _CANDIDATE.findall(written) if (number := _valid(found))}
    if len(numbers) == 1:
        return Parsed(numbers.pop())
    if numbers:
        return NOT_UNDERSTOOD
    spoken = {number for digits in _readings(written) if (number := _valid(digits))}
    return Parsed(spoken.pop(), uncertain=True) if len(spoken) == 1 else NOT_UNDERSTOOD


def _valid(digits: str) -> str | None:
    compact = re.sub(r"[^\d+]", "", digits.replace("(0)", ""))
    # A Swedish number begins with 0 at home; digits without it could be anything (a case number, a sum).
    if not compact.startswith(("0", "+")):
        return None
    try:
        number = phonenumbers.parse(compact, "SE")
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if phonenumbers.is_valid_number(number) else None


def _readings(text: str) -> list[str]:
    """Every way to write dictated words as digits: "sjuttio tre" is 73 and 703, so it may have several."""
    tokens = [t for t in re.findall(r"[^\W_]+", text) if t not in ("och", "plus", "eh", "streck", "sen", "sedan")]
    values = [v if (v := cardinal(token)) is not None else digit_name(token) for token in tokens]
    start = next((i for i, (v, t) in enumerate(zip(values, tokens, strict=True)) if v == 0 or t.startswith("0")), None)
    if start is None:
        return []
    readings = [""]
    index = start
    while index < len(tokens):
        value = values[index]
        if value is None:
            break
        shown = tokens[index] if tokens[index].isdigit() else str(value)
        following = values[index + 1] if index + 1 < len(tokens) else None
        is_ten = not tokens[index].isdigit() and 20 <= value <= 90 and value % 10 == 0
        if is_ten and following is not None and 1 <= following <= 9:
            readings = [r + s for r in readings for s in (f"{value + following}", f"{value}{following}")]
            index += 2
        else:
            readings = [r + shown for r in readings]
            index += 1
        if len(readings) > _MOST_READINGS or len(readings[0]) > 20:
            return []
    return readings
