"""A number that a client may dial stands in `helplines.yml`, with a source: nobody dials a number we made up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.check.finding import Finding
from content.check.piece import Piece
from content.library import Library
from content.readability import sentences

_NUMBER = re.compile(r"(?<![\w{])\+?\d[\d -]*\d(?!\w)(?! ?(?:kr\b|kronor|procent|gram|dagar|år))")
_SHORTEST = 3
_STANDARD = re.compile(r"\b(?:EN|ISO) $")
_EXAMPLE = "Till exempel"
"""A sentence that begins so shows how to write, not where to call."""
_YEAR = re.compile(r"(?:19|20)\d\d(?:-\d\d-\d\d)?$")


def check_numbers(piece: Piece, library: Library) -> Iterator[Finding]:
    """Numbers of three digits or more that no helpline has. Sums, years, dates and standards are left alone."""
    if piece.role != "prose":
        return
    known = {_digits(line.number) for line in library.helplines if line.number}
    for sentence in sentences(piece.text):
        if sentence.startswith(_EXAMPLE):
            continue
        for match in _NUMBER.finditer(sentence):
            number = match.group()
            if _STANDARD.search(sentence[: match.start()]):
                continue
            if len(_digits(number)) >= _SHORTEST and _digits(number) not in known and not _YEAR.match(number):
                message = f"Numret {number} finns inte i helplines.yml."
                yield piece.finding("error", "number", message, sentence, "Lägg till numret där, med källa.")


def _digits(number: str) -> str:
    return "".join(character for character in number if character.isdigit())
