"""The sum of the letter: the one in the sentence that decides, or the only one there is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.letters.letter import Finding
from nlu.letters.plain import Plain, pattern

_SUM = re.compile(
    r"(?<![\d.,:/-])(\d{1,3}(?:[ .]\d{3})+|\d{1,7})(?:,\d\d|:\d\d)?\s*(?:kr\b|kronor\b|:-|sek\b)(?!\s*/)"
    r"|(?<![\d.,:/-])(\d{1,3}(?:[ .]\d{3})+|\d{1,7})\s*kr/"
)
_TO_PAY = pattern(r"\b(?:att betala|betala tillbaka|ska betala|totalt|summa att)\b(?: \w+){0,2}[\s:]*$")
_BEFORE = 50


def amount(plain: Plain, deciding: Sequence[tuple[int, int]]) -> Finding[int] | None:
    """Whole kronor. `deciding` are the places of sentences that decide. None when several sums could be meant."""
    sums = [
        (int(re.sub(r"\D", "", hit[1] or hit[2])), hit.start(), hit.end()) for hit in _SUM.finditer(plain.text)
    ]  # fmt: skip
    decided = [one for one in sums if any(start <= one[1] < end for start, end in deciding)]
    to_pay = [one for one in sums if _TO_PAY.search(plain.text[max(0, one[1] - _BEFORE) : one[1]])]
    for candidates in (decided, to_pay, sums):
        if len({value for value, _, _ in candidates}) == 1:
            value, start, end = candidates[0]
            start, end = plain.span(start, end)
            return Finding(value, plain.source[start:end], start, end)
        if candidates:
            return None
    return None
