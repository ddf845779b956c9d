"""Where a spoken text may be cut: at sentences, so that each is made, cached and heard by itself; in need at commas.

The text is in spoken form already (`spoken_forms`): its stops and colons are no part of numbers or short forms.
"""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?:])\s+")
_COMMA = re.compile(r"(?<=[,;])\s+")
_JOINT = re.compile(r"\s+(?=(?:och|men|eller|så|för|att|som|när|om)\s)")
_BLANK = re.compile(r"\s+")
SHORTEST = 12
"""Characters. A shorter piece is not worth a cut in the middle of a sentence: the voice would sound chopped."""


def sentences(text: str) -> list[str]:
    """The sentences in order, each with its stop. What stands before a colon is one by itself ("Pengar nu:")."""
    return [part for part in _END.split(text.strip()) if any(character.isalnum() for character in part)]


def clauses(sentence: str, longest: int) -> list[str]:
    """The sentence in pieces of at most `longest` characters, as few as that takes.

    Cut at commas, else before a joining word, else between words; a single longer word stays whole. Joined with blanks,
    the pieces are the sentence again.
    """
    pieces: list[str] = []
    rest = " ".join(sentence.split())
    while len(rest) > longest and (at := _cut(rest, longest)):
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*pieces, rest] if rest else pieces


def _cut(text: str, longest: int) -> int | None:
    """The last good place to cut within reach; beyond it only if there is none before."""
    for places in (_COMMA, _JOINT, _BLANK):
        cuts = [match.start() for match in places.finditer(text) if match.start() >= SHORTEST]
        if within := [at for at in cuts if at <= longest and len(text) - at >= SHORTEST]:
            return within[-1]
    later = _BLANK.search(text, min(longest, len(text)))
    return later.start() if later else None
