"""Rules on one sentence: how long it is, promises, the order of option and key, numbers said aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.check.finding import Finding
from content.check.piece import Piece
from content.readability import sentences, words

LONGEST = 15
EASY = 12

_PROMISES = re.compile(
    r"\bdu får (?:garanterat |säkert )?(?:pengar|pengarna|hjälpen|bidrag|stödet)\b"
    r"|\bdu kommer att få\b|\bdu ska få pengar\b|\bgarant\w+|\b(?:jag|vi) lovar\b(?! (?:inget|inte))"
    r"|\bdet ordnar sig\b|\bsäkert ja\b|\bdu har rätt till pengar",
    re.IGNORECASE,
)
_KEY_FIRST = re.compile(r"\b(?:tryck|slå|välj)(?: på)? (?:\d+|noll|ett|två|tre|fyra|fem|sex|sju|åtta|nio|stjärna"
                        r"|fyrkant) för\b", re.IGNORECASE)  # fmt: skip
_DIGITS = re.compile(r"\d[\d -]*\d{2}|\d{3,}")
_ENGLISH = "_en"
"""Texts whose id ends so are in simple English for people who do not read Swedish."""


def is_swedish(piece: Piece) -> bool:
    return not piece.item.endswith(_ENGLISH)


def check_sentences(piece: Piece) -> Iterator[Finding]:
    """Length, promises, key order and digits of every sentence of a piece said to a client."""
    if piece.role != "prose":
        return
    for sentence in sentences(piece.text):
        count = len(words(sentence))
        if count > LONGEST:
            message = f"Meningen har {count} ord. Den får ha högst {LONGEST}."
            yield piece.finding("error", "sentence_length", message, sentence, "Dela meningen i två.")
        elif count > EASY and is_swedish(piece):
            message = f"Meningen har {count} ord. {EASY} eller färre är lättare."
            yield piece.finding("warning", "sentence_length", message, sentence, "Dela meningen i två.")
        if piece.field != "explanation" and (promise := _PROMISES.search(sentence)):
            message = f"'{promise.group()}' lovar något som vi inte vet."
            yield piece.finding("error", "promise", message, sentence, "Skriv att du kan söka, eller att de svarar.")
        if piece.form == "chat":
            continue
        if _KEY_FIRST.search(sentence):
            yield piece.finding("error", "key_order", "Säg valet före knappen.", sentence, "För ja, tryck ett.")
        if piece.field != "example" and (digits := _DIGITS.search(sentence)):
            message = f"'{digits.group()}' läses inte upp siffra för siffra i telefon."
            suggestion = "Skriv numret med ord: ett ett två. Eller använd {line:id}."
            yield piece.finding("error", "spoken_number", message, sentence, suggestion)


def check_forms(piece: Piece) -> Iterator[Finding]:
    """A form that is there but empty says nothing to the client."""
    if not piece.text.strip() and piece.field not in ("example",):
        yield piece.finding("error", "empty", "Texten är tom.")
