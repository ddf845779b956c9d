"""Case numbers: "BJÖRK 47" -> "björk, fyra sju", the word first and then each digit, as people write them down."""

from __future__ import annotations

import re

from voice.speaking.spoken_forms.number_words import digit_words

_CASE = re.compile(r"(?<![\w-])(?P<word>[A-ZÅÄÖÉ]{3,}) (?P<digits>\d{2,6})(?![\d§%]| ?(?:§|kap|kr|%)|[,.:/-]\d)")
_NOT_CASES = frozenset({"LSS", "LVU", "LVM", "LPT", "SFB", "SFS", "OSL", "GDPR", "SOSFS", "HSLF", "ISO", "RING"})


def say_case_numbers(text: str) -> str:
    """The text with its case numbers in words."""
    return _CASE.sub(_case, text)


def _case(match: re.Match[str]) -> str:
    if match["word"] in _NOT_CASES:
        return match.group()
    return f"{match['word'].lower()}, {digit_words(match['digits'])}"
