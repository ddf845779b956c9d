"""Words as a recogniser would write them, and as they can be compared. Pure."""

from __future__ import annotations

import re

CARRIERS = (
    "jag bor i", "jag bor på", "jag bor vid", "i", "på", "det är", "det heter", "jag vill ha", "jag vill", "jag har",
    "det gäller",
)  # fmt: skip
"""What people say before the answer itself: "jag bor i Farsta"."""

USUAL_CARRIERS = {"area": "jag bor i"}
"""What is likely said before the answer when the sound is too long for the answer alone, by the question's type."""

_NOT_A_WORD = re.compile(r"[^\w ]+")
_TAIL = " .,!?:;"


def as_written(words: str) -> str:
    """How the recogniser would write down these words said alone: ` Jag bor i Farsta.`"""
    plain = " ".join(words.split()).strip(_TAIL)
    return f" {plain[:1].upper()}{plain[1:]}."


def plain(words: str) -> str:
    """Lower case, no signs, single spaces: for comparing."""
    return " ".join(_NOT_A_WORD.sub(" ", words.casefold()).split())


def carrier_of(written: str) -> str:
    """The longest known beginning that the text has and that is followed by something; empty if none."""
    text = plain(written)
    fitting = [carrier for carrier in CARRIERS if text.startswith(f"{carrier} ")]
    return max(fitting, key=len, default="")


def carried(carrier: str, words: str) -> str:
    """Makes "jag bor i Farsta" of "jag bor i" and "Farsta"; words that begin so already stay as they are."""
    return words if plain(words).startswith(carrier) else f"{carrier} {words}"
