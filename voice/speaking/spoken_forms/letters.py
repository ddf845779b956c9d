"""Letters said one by one: "LSS" -> "ell ess ess". Short forms that are said as words keep to that: "SIP" is "sipp"."""

from __future__ import annotations

import re

NAMES = {
    "A": "a", "B": "be", "C": "se", "D": "de", "E": "e", "F": "eff", "G": "ge", "H": "hå", "I": "i", "J": "ji",
    "K": "kå", "L": "ell", "M": "emm", "N": "enn", "O": "o", "P": "pe", "Q": "ku", "R": "err", "S": "ess", "T": "te",
    "U": "u", "V": "ve", "W": "dubbelve", "X": "eks", "Y": "y", "Z": "säta", "Å": "å", "Ä": "ä", "Ö": "ö",
}  # fmt: skip
_AS_WORDS = {"SIP": "sipp", "BUP": "bupp", "IVO": "ivo", "BRIS": "bris"}
_SPELLED = {
    "ADHD",
    "SOS",
    "JO",
    "PO",
    "OSL",
    "ABF",
    "IT",
    "EU",
    "USA",
    "ID",
    "UN",
    "AF",
    "FK",
    "SFB",
    "LSS",
    "LVU",
    "HVB",
}
_CAPITALS = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{2,6}(?![^\W_]|[-'][a-z])")
_ENDED = re.compile(r"(?<![\w-])(?P<short>[A-ZÅÄÖ]{2,6})(?P<tie>[:-])(?P<end>[a-zåäö]+)\b")


def say_letters(text: str) -> str:
    """The text with short forms in capitals spelled out, if they are known or nobody could say them as a word."""
    text = _ENDED.sub(_ended, text)
    return _CAPITALS.sub(lambda match: _spoken(match.group()) or match.group(), text)


def _ended(match: re.Match[str]) -> str:
    """ "LSS-beslut" -> "ell ess ess beslut", "SIP-möte" -> "sipp-möte", "SIP:en" -> "sippen"."""
    if not (spoken := _spoken(match["short"])):
        return match.group()
    tie = " " if " " in spoken else match["tie"].strip(":")
    return spoken + tie + match["end"]


def _spoken(short: str) -> str | None:
    if word := _AS_WORDS.get(short):
        return word
    if short in _SPELLED or not set(short) & set("AEIOUYÅÄÖ"):
        return " ".join(NAMES[letter] for letter in short)
    return None
