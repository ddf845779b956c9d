"""Text as a voice can take it: one kind of blank, of quote and of digit, and no sign that a voice would stumble on.

What a client wrote can hold anything. A voice may take signs such as `[[` for commands, so only known ones pass.
"""

from __future__ import annotations

import re
import unicodedata

_FRACTIONS = {"½": " en halv ", "¼": " en fjärdedel ", "¾": " tre fjärdedelar ", "⅓": " en tredjedel "}
_ALIKE = {
    "–": "-", "—": "-", "‑": "-", "−": "-", "‐": "-", "’": "'", "‘": "'", "…": ", ", "•": ", ", "·": ", ",
    "(": ", ", ")": ", ", "|": ", ", "\u00ad": "", "\u200b": "", "\u200d": "", "\ufeff": "", **_FRACTIONS,
}  # fmt: skip
_ALIKE_TABLE = str.maketrans(_ALIKE)
_KEPT = frozenset(" .,!?:;-'%§&/+=*#@_€$°")
_LINE_END = re.compile(r"([^\s.!?:;,])[ \t]*(?:[\n\r\u2028\u2029\x0b\x0c\x85]\s*)+(?=\S)")


def clean(text: str) -> str:
    """The text on one line, in plain letters, digits 0-9 and the signs that the other spoken forms know."""
    text = unicodedata.normalize("NFKC", text.translate(_ALIKE_TABLE)).translate(_ALIKE_TABLE)
    text = _LINE_END.sub(r"\1. ", text)
    text = "".join(_known(character) for character in text)
    text = re.sub(r"(?<=\w) +-(?=[^\W\d])|(?<=\w)- +(?=\w)| +-+ +|-{2,}", ", ", " ".join(text.split()))
    return tidy(text)


def _known(character: str) -> str:
    if character.isdigit():
        return str(unicodedata.digit(character))
    if character in _KEPT or character.isspace():
        return " " if character.isspace() else character
    return character if unicodedata.category(character)[0] in "LM" else " "


def tidy(text: str) -> str:
    """Single blanks, none before a comma or a stop, and no comma beside a stronger sign."""
    text = " ".join(text.split())
    text = re.sub(r" +(?=[,.!?;:](?:\W|$))", "", text)
    text = re.sub(r",(?:[ ,]*,)+", ",", text)
    text = re.sub(r",[ ,]*(?=[.!?;:])|(?<=[.!?;:]) ?,+", "", text)
    text = re.sub(r"([.!?])[.]+", r"\1", text)
    return text.strip(" ,;")
