"""Numbers that nothing more special has said: "2" -> "två", "1 dag" -> "en dag", "12345678" in groups of digits."""

from __future__ import annotations

import re

from voice.speaking.spoken_forms.counted import is_utrum
from voice.speaking.spoken_forms.number_words import cardinal, digit_words, in_groups

_THOUSANDS = re.compile(r"(?<![\d,.])[1-9]\d{0,2}(?:[ .]\d{3})+(?!\d|[ ]\d)")
_GROUPS = re.compile(r"\d+(?:[ -]\d+)+")
_AFTER_A_WORD = re.compile(r"(?<=[^\W\d])-(?=\d)")
_DIGITS = re.compile(r"\d+")
_LONGEST_VALUE = 6
"""A longer row of digits without blanks is a number of something (a case, an account), not a value."""


def say_numbers(text: str) -> str:
    """The text without any digit."""
    text = _AFTER_A_WORD.sub(" ", text)
    text = _THOUSANDS.sub(lambda match: _value(re.sub(r"\D", "", match.group()), match), text)
    text = _GROUPS.sub(_groups, text)
    return _DIGITS.sub(_digits, text)


def _value(digits: str, match: re.Match[str]) -> str:
    words = in_groups(digits) if len(digits) > 12 else cardinal(int(digits), utrum=_before_utrum(match))
    return _apart(words, match)


def _groups(match: re.Match[str]) -> str:
    """ "123 45" (a postal code), "850101-1234": the digits of each group; single numbers in a row are values."""
    groups = re.findall(r"\d+", match.group())
    if all(len(group) < 3 and not group.startswith("0") for group in groups) and "-" not in match.group():
        return match.group()
    return _apart(", ".join(digit_words(g) if len(g) <= 4 else in_groups(g) for g in groups), match)


def _digits(match: re.Match[str]) -> str:
    digits = match.group()
    if len(digits) > _LONGEST_VALUE or (len(digits) > 1 and digits.startswith("0")):
        return _apart(digit_words(digits) if len(digits) <= 4 else in_groups(digits), match)
    return _apart(cardinal(int(digits), utrum=_before_utrum(match)), match)


def _before_utrum(match: re.Match[str]) -> bool:
    return is_utrum(match.string[match.end() :])


def _apart(words: str, match: re.Match[str]) -> str:
    """Between blanks where the number touched a letter: "A4" -> "A fyra"."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return (" " if before.isalnum() else "") + words + (" " if after.isalnum() else "")
