"""Recognise "what does this word mean", and which word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.library import Term
from nlu.values.clean import normal

_TERM = r"(?:(?:en|ett|ordet|begreppet|uttrycket|det där med|det där) )*(.{2,60}?)"
_AFTER = (
    r"(?: (?:för (?:nåt|något|någonting|nånting|ett ord|en sak)|egentligen|då|är|betyder|på (?:lätt )?svenska|nu|"
    r"liksom|innebär|för något))*"
)
_MEANS = (
    re.compile(
        r"\bva[dr]? (?:betyder|innebär|menas med|menar du med|menar ni med|"
        rf"är betydelsen av) {_TERM}{_AFTER}\s*[?.!]*$"
    ),
    re.compile(rf"\b(?:förstår|fattar|vet|begriper|kan) inte (?:vad )?(?:ordet|begreppet) {_TERM}{_AFTER}\s*[?.!]*$"),
    re.compile(
        r"\b(?:förstår|fattar|begriper|vet) inte vad (?:en |ett )?(.{2,60}?) (?:är|betyder|"
        r"innebär)(?: för (?:nåt|något))?\s*[?.!]*$"
    ),
    re.compile(rf"\b(?:förklara|beskriv) (?:ordet|begreppet|vad) {_TERM}{_AFTER}\s*[?.!]*$"),
    re.compile(r"\bvad (?:är|e|va) (?:en |ett )?(.{2,60}?) för (?:nåt|något|någonting|nånting|sak|ord)\s*[?.!]*$"),
    re.compile(r"^(.{2,40}) (?:vad|va) (?:är|betyder|e) det(?: för (?:nåt|något))?\s*[?.!]*$"),
)
_IS = re.compile(rf"\b(?:vad|va|what) (?:är|e|ar|is) {_TERM}(?: då| egentligen| nu)?\s*[?.!]*$")
_NO_TERM = re.compile(
    r"(?:det|detta|den|de|dem|du|ni|frågan|den frågan|det där|det här|klockan|jag|den här frågan|din fråga|fel|"
    r"ni för|du för)(?: .*)?"
)
_WORD_UNKNOWN = re.compile(
    r"(?:jag )?(?:förstår|fattar|begriper|vet|kan) inte (?:det där |det |detta |alla |vissa |de där )?(?:ordet|"
    r"orden|ord)(?: betyder)?|svårt ord|(?:det är |det var )?(?:för )?svåra ord|vad betyder (?:ordet|det ordet|"
    r"orden)"
)


def word_asked_about(text: str, glossary: Sequence[Term]) -> tuple[str | None, bool] | None:
    """(the word, whether the message is only that question); None when no word is asked about.

    The word is None when the client says only that a word is hard. "vad är X" counts only when X is in the
    glossary (or there is no glossary and X has an article), since it asks about anything at all.
    """
    plain = normal(text)
    if _WORD_UNKNOWN.fullmatch(plain.strip(" .,!?")):
        return None, True
    for pattern in _MEANS:
        if match := pattern.search(plain):
            said = _tidy(match.group(1))
            if said and not _NO_TERM.fullmatch(said):
                return _known(said, glossary) or said, _starts(plain, match.start())
    if match := _IS.search(plain):
        said = _tidy(match.group(1))
        known = _known(said, glossary)
        if known:
            return known, _starts(plain, match.start())
        has_article = re.search(r"\bvad (?:är|e) (?:en|ett) ", plain)
        if not glossary and has_article and not _NO_TERM.fullmatch(said) and len(said.split()) <= 2:
            return said, _starts(plain, match.start())
    return None


def _tidy(said: str) -> str:
    return re.sub(r"^(?:en|ett|ordet|det där|det)\s+(?=\S)", "", said.strip(" .,!?\"'")).strip()


def _starts(plain: str, start: int) -> bool:
    """Nothing but politeness stands before the question."""
    return bool(
        re.fullmatch(
            r"(?:(?:hej|men|du|eh|öh|förlåt|ursäkta|snälla|alltså|jag|och|ok|okej|jaha|hm|kan du|asså|ja)[\s,.!]*)*",
            plain[:start],
        )
    )


def _known(said: str, glossary: Sequence[Term]) -> str | None:
    """The glossary's own form of the word, also when the client's form has another ending."""
    wanted = said.lower()
    for term in glossary:
        forms = {normal(form) for form in (term.word, *term.forms)}
        if wanted in forms or wanted in {
            f"{form}{end}" for form in forms for end in ("en", "et", "n", "t", "er", "ar", "s")
        }:
            return term.word
    return None
