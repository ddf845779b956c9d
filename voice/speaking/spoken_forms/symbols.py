"""Single signs between words: "ja/nej" -> "ja eller nej", "&" -> "och", "*" -> "stjärna", "#" -> "fyrkant"."""

from __future__ import annotations

import re

_OR = re.compile(r"(?<=[^\W\d_]) ?/ ?(?=[^\W\d_])")
_AND_OR = re.compile(r"\boch ?/ ?eller\b", re.IGNORECASE)
_SIGNS = {
    "&": " och ", "+": " plus ", "=": " är lika med ", "*": " stjärna ", "#": " fyrkant ", "@": " snabel-a ",
    "%": " procent ", "/": " ", "_": " ", "€": " euro ", "$": " dollar ", "°": " grader ",
}  # fmt: skip


def say_symbols(text: str) -> str:
    """The text with every sign that is no punctuation in words."""
    text = _OR.sub(" eller ", _AND_OR.sub("och eller", text))
    for sign, words in _SIGNS.items():
        text = text.replace(sign, words)
    return text
