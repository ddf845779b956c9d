"""Recognise "what does this word mean", and which word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

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
_STANDS_FOR = re.compile(r"\bva[dr]? står (?:ordet )?(.{2,60}?) för(?: nåt| något)?\s*[?.!]*$")
_WHERE_IT_STANDS = re.compile(
    r" (?:i|på|från|enligt) (?:(?:mitt|min|det|den|ett|här|där|deras) ){0,3}(?:brev|beslut|papper|ansökan|sms|mejl|dom)"
    r"(?:et|en|n|t)?(?: (?:jag (?:fick|har fått)|från .{2,30}))?$"
)
_ENDINGS = ("en", "et", "n", "t", "er", "ar", "s")
_SHORTEST_INSIDE = 3
"""Letters. "po" and "jo" are asked about alone; in the middle of a sentence they are other words."""
_LONG_ENOUGH = 7
"""Letters. In a word so long one letter may be wrong; a shorter one could be another word."""
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
    forms = _forms(glossary)
    for pattern in _MEANS:
        if match := pattern.search(plain):
            said = _tidy(match.group(1))
            if said and not _NO_TERM.fullmatch(said):
                term = _known(said, forms) or _known_inside(said, forms) or _misspelt(said, forms)
                return term.word if term else said, _starts(plain, match.start())
    for pattern in (_IS, _STANDS_FOR):
        if match := pattern.search(plain):
            said = _tidy(match.group(1))
            if term := _known(said, forms):
                return term.word, _starts(plain, match.start())
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


def _forms(glossary: Sequence[Term]) -> dict[str, Term]:
    return {normal(form): term for term in glossary for form in (term.word, *term.forms)}


def _known(said: str, forms: dict[str, Term]) -> Term | None:
    """The term that was said, also when the client's form has another ending."""
    for wanted in dict.fromkeys((said.lower(), _WHERE_IT_STANDS.sub("", said.lower()))):
        stems = (wanted[: -len(end)] for end in _ENDINGS if wanted.endswith(end))
        if found := next((forms[form] for form in (wanted, *stems) if form in forms), None):
            return found
    return None


def _misspelt(said: str, forms: dict[str, Term]) -> Term | None:
    """The term that is one slip away: "ompövning". None when it could be several, or another ending of none."""
    wanted = said.lower()
    if len(wanted) < _LONG_ENOUGH:
        return None
    close = {
        term.word: term
        for form, term in forms.items()
        if abs(len(form) - len(wanted)) <= 1 and OSA.distance(form, wanted, score_cutoff=1) <= 1
    }
    return next(iter(close.values())) if len(close) == 1 else None


def _known_inside(said: str, forms: dict[str, Term]) -> Term | None:
    """The term in "att beslutet vunnit laga kraft": the one of most words, of several the first, a common one last."""
    plain = re.findall(r"[^\W_]+(?:-[^\W_]+)*", _WHERE_IT_STANDS.sub("", said.lower()))
    parts = (
        " ".join(plain[start : start + count])
        for count in range(len(plain), 0, -1)
        for start in range(len(plain) - count + 1)
    )
    found = [term for part in parts if len(part) >= _SHORTEST_INSIDE and (term := _known(part, forms))]
    return min(found, key=lambda term: term.common, default=None)
