"""The content check: every rule on words, facts and shape that stops bad content from being published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from content.check.areas import check_areas
from content.check.contract import check_contract, load_contract
from content.check.easy_reading import check_lix
from content.check.facts import check_facts
from content.check.finding import ORDER, Finding, Level
from content.check.jargon import load_jargon
from content.check.letters import check_letters, letter_pieces
from content.check.numbers import check_numbers
from content.check.options import check_options
from content.check.piece import Piece, pieces
from content.check.placeholders import check_page_placeholders, check_placeholders
from content.check.places import Places
from content.check.report import as_json_lines, as_text, from_error, has_errors
from content.check.sentences import check_forms, check_sentences
from content.check.spelling import Lookup, Spelling
from content.check.structure import check_structure
from content.check.to_review import ToReview, in_words, to_review
from content.library import Library
from content.sources import default_root, read_sources

__all__ = [
    "Finding",
    "Level",
    "Piece",
    "ToReview",
    "as_json_lines",
    "as_text",
    "check",
    "from_error",
    "has_errors",
    "in_words",
    "to_review",
]


def check(
    library: Library, root: Path | None = None, *, lookup: Lookup | None = None, today: date | None = None
) -> list[Finding]:
    """Everything there is to say about the content in `root`, the folder that the library was loaded from.

    Errors come first, then advice, then what somebody must verify; within these by file and line. `lookup` tells
    whether a word is spelt right (default: the Swedish dictionary, about two seconds to load the first time). On
    `today` depends how long an unverified fact has waited; without it no age is told.
    Raises ContentError when the jargon list or the contract cannot be read, and NoDictionary when the default
    dictionary is not installed.
    """
    folder = (root or default_root()).resolve()
    sources = read_sources(folder)
    places = Places(sources)
    jargon = load_jargon(folder)
    spelling = Spelling(library, lookup)
    findings: list[Finding] = []
    for piece in pieces(sources):
        findings += check_forms(piece)
        findings += check_sentences(piece)
        findings += check_placeholders(piece, library)
        findings += check_numbers(piece, library)
        findings += jargon.check(piece)
        findings += spelling.check(piece)
    for piece in letter_pieces(sources):
        findings += check_forms(piece)
        findings += check_sentences(piece)
        findings += check_numbers(piece, library)
        findings += jargon.check(piece)
        findings += spelling.check(piece)
    findings += check_letters(library, sources)
    findings += check_page_placeholders(library, sources)
    findings += check_lix(library, sources)
    findings += check_options(library, places)
    findings += check_structure(library, places)
    findings += check_facts(library, sources, today)
    findings += check_areas(library, sources)
    if contract := load_contract(folder):
        findings += check_contract(library, contract, places)
    return sorted(findings, key=lambda found: (ORDER[found.level], found.file, found.line, found.where, found.message))
