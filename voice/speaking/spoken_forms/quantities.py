"""Counted and measured things: per cent, units, ranges, orders, ages: "25 %", "3-4 dagar", "18-åring", "3:e"."""

from __future__ import annotations

import re

from voice.speaking.spoken_forms.number_words import MOST, cardinal, ordinal

_RANGE = re.compile(r"(?<![\w,.:/+-])(?P<a>[1-9]\d{0,3}|0) ?- ?(?P<b>[1-9]\d{0,3})(?![\d-]| \d\d)")
_UNITS = {
    "%": "procent", "kg": "kilo", "g": "gram", "mg": "milligram", "km": "kilometer", "m": "meter", "cm": "centimeter",
    "mm": "millimeter", "l": "liter", "dl": "deciliter", "cl": "centiliter", "ml": "milliliter", "st": "stycken",
    "min": "minuter", "h": "timmar", "tim": "timmar", "mån": "månader", "kvm": "kvadratmeter", "°c": "grader",
    "°": "grader",
}  # fmt: skip
_UNIT = re.compile(
    r"(?<=\d) ?(?P<unit>" + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)) + r")(?![\w§])"
    r"(?P<stop>\.(?=\s+[^\WA-ZÅÄÖ\d]))?", re.IGNORECASE,
)  # fmt: skip
_ORDER = re.compile(r"(?<![\w,.:/-])(?P<n>\d{1,2}):(?:[ea]|de|te|dje|sta)\b")
_JOINED = re.compile(r"(?<![\w,.:/-])(?P<n>\d{1,3})(?:-(?=år|rum|dag|veck|mån|tim|krono|siffr|tal)|:(?=an?\b|or))")
_WEEK = re.compile(r"\b(?P<v>[Vv])\.? ?(?=[1-5]?\d\b)")
_OFTEN = re.compile(r"(?P<before>\w) ?/ ?(?P<span>dag|vecka|månad|mån|år|dygn|timme)\b")


def say_quantities(text: str) -> str:
    """The text with ranges and units in words. The numbers themselves stay digits, save in "tredje", "artonåring"."""
    text = _WEEK.sub(r"\g<v>ecka ", text)
    text = _RANGE.sub(r"\g<a> till \g<b>", text)
    text = _UNIT.sub(lambda match: f" {_UNITS[match['unit'].casefold()]}", text)
    text = _ORDER.sub(lambda match: ordinal(int(match["n"])), text)
    text = _OFTEN.sub(lambda m: f"{m['before']} per {'månad' if m['span'] == 'mån' else m['span']}", text)
    return _JOINED.sub(lambda match: cardinal(int(match["n"])).replace(" ", ""), text)


_MINUS = re.compile(r"(?<![\w-])-(?=\d)")
_DECIMAL = re.compile(r"(?<![\d,.])(?P<n>\d{1,3}(?: \d{3})+|\d+),(?P<part>\d{1,6})(?![\d]|,\d)")


def say_decimals(text: str) -> str:
    """ "2,5" -> "två komma fem"; "3,14" -> "tre komma fjorton"."""
    return _DECIMAL.sub(_decimal, _MINUS.sub("minus ", text))


def _decimal(match: re.Match[str]) -> str:
    whole, part = int(match["n"].replace(" ", "")), match["part"]
    if whole >= MOST:
        return match.group()
    zeros = len(part) - len(part.lstrip("0"))
    after = ["noll"] * zeros + ([cardinal(int(part))] if part.strip("0") else [])
    return f"{cardinal(whole)} komma {' '.join(after)}"
