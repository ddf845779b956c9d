"""Swedish number words back to digits, to see that a number is spoken as it is dialled."""

from __future__ import annotations

_ONES = {
    "noll": 0, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "elva": 11, "tolv": 12,
}  # fmt: skip
_TENS = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90,
}  # fmt: skip


def digits_of(spoken: str) -> str:
    """`nittio, ett, noll ett` is 90101. Raises KeyError for anything that is no number below a hundred."""
    return "".join(str(_number(word)) for word in spoken.replace(",", " ").split())


def _number(word: str) -> int:
    if word in _ONES:
        return _ONES[word]
    for tens, value in _TENS.items():
        if word.startswith(tens):
            rest = word.removeprefix(tens)
            return value + (_ONES[rest] if rest else 0)
    raise KeyError(word)
