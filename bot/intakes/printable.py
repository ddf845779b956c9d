"""Client words on an ombud's screen: a client can send ESC, which must never reach a terminal."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_NEVER = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def printable(text: str, *, lines: bool = False) -> str:
    """The text without control characters and hidden direction marks; line breaks stay only with `lines`.

    Each becomes a space, so that words do not run together. Without `lines`, several spaces become one. The joiner
    inside emoji stays.
    """
    kept = "".join(_shown(character, lines) for character in text.replace("\r\n", "\n"))
    return kept.strip() if lines else " ".join(kept.split())


def _shown(character: str, lines: bool) -> str:
    if character == "\n" and lines:
        return "\n"
    if character == _JOINER:
        return character
    return " " if unicodedata.category(character) in _NEVER else character
