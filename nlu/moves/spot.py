"""Hear a global move in a message, by its words alone: no model, always the same answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.library import Term
from nlu.moves.change_target import names_a_question, target_of
from nlu.moves.phrases import INSIDE, WHOLE
from nlu.moves.spotted import Spotted
from nlu.moves.word_question import word_asked_about
from nlu.values.clean import core, normal
from nlu.values.refusals import refusal

_WHOLE = tuple((move, re.compile(pattern)) for move, pattern in WHOLE)
_INSIDE = tuple((move, re.compile(pattern)) for move, pattern in INSIDE)
_LONGEST_MOVE = 120
"""A longer message is a story with a wish in it at most, never a move alone."""
_LONGEST_SEARCHED = 400
_I_MEANT = re.compile(r"^(?:nej )?(?:jag )?(?:menade|mente) (.+)$")
_EMPTY_MOVES = frozenset(
    ("jag", "ja", "du", "kan", "får", "vill", "kan du", "jag vill", "en", "den", "nu", "jag måste", "jag behöver")
)


_GREETS_AGAIN = re.compile(r"(?:hej|hejsan|tjena|hallå)(?: på dig| där)? igen\b")


def spot(text: str, *, glossary: Sequence[Term] = ()) -> Spotted | None:
    """The move the client asks for, or None. Never raises; looks only at the beginning of long messages.

    `glossary` decides what counts as a difficult word in "vad är X". "whole" moves are certain; a move inside a longer
    message means that the rest may be an answer as well.
    """
    plain = normal(text)[:_LONGEST_SEARCHED]
    if not plain or not re.search(r"[^\W\d_]", plain):
        return None
    if _GREETS_AGAIN.match(plain):
        return None  # a returning client, not one who did not hear
    asked = word_asked_about(plain, glossary)
    if asked:
        return Spotted("word", term=asked[0], whole=asked[1])
    return _as_whole(plain) or _inside(plain)


def _as_whole(plain: str) -> Spotted | None:
    if len(plain) > _LONGEST_MOVE:
        return None
    found: list[Spotted] = []
    for part in _parts(plain):
        spotted = _one(part)
        if spotted is None:
            return None
        found.append(spotted)
    # "vänta, hjälp": the last wish counts, unless one of them is a human.
    return next((s for s in found if s.move == "human"), found[-1] if found else None)


def _parts(plain: str) -> list[str]:
    """The whole message if it is one phrase, else its sentences and clauses."""
    for whole in (_joined(plain.strip(" .,!?;:")), _joined(core(plain))):
        if _one(whole):
            return [whole]
    parts = [part.strip() for part in re.split(r"[.!?;,]+", plain)]
    return [part if _one(part) else core(part) for part in parts if core(part)]


def _joined(phrase: str) -> str:
    return re.sub(r"\s*,\s*", " ", phrase)


def _one(bare: str) -> Spotted | None:
    if not bare or bare in _EMPTY_MOVES:
        return None
    if move := refusal(bare):
        return Spotted(move)
    if names_a_question(bare):
        return Spotted("change", key=target_of(bare))
    for move, pattern in _WHOLE:
        if pattern.fullmatch(bare):
            return Spotted(move, key=target_of(bare) if move == "change" else None)
    return None


def _inside(plain: str) -> Spotted | None:
    if _I_MEANT.match(core(plain)):
        return Spotted("change", whole=False)
    key = (
        target_of(plain)
        if re.search(r"\b(?:ändra|byta|rätta|korrigera)\b", plain) and len(plain) <= _LONGEST_MOVE
        else None
    )
    if key:
        return Spotted("change", key=key, whole=False)
    return next((Spotted(move, whole=False) for move, pattern in _INSIDE if pattern.search(plain)), None)
