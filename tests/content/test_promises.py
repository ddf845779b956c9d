"""Nobody is promised an outcome: not in a question, an explanation, a letter, a page, or the explanation of a word."""

from __future__ import annotations

import re

from content.check.letters import letter_pieces
from content.check.piece import pieces
from content.library import Library
from content.sources import default_root, read_sources

PROMISES = re.compile(
    r"\bdu får pengar\b|\bdu ska få pengar\b|\bdu kommer att få\b|\bdu har rätt till pengar\b|\bdet ordnar sig\b"
    r"|\bdu (?:får|kommer att) vinna\b|\bgarant\w+|\bsäkert ja\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"”[^”]*”|“[^”]*”|\"[^\"]*\"")
PROMISING = ("du får pengar", "du kommer att få", "du har rätt till pengar", "det ordnar sig")


def test_no_text_in_the_library_promises_an_outcome(library: Library) -> None:
    sources = read_sources(default_root())
    texts = [(piece.file.name, piece.text) for piece in (*pieces(sources), *letter_pieces(sources))]
    texts += [("glossary.yml", term.explanation) for term in library.glossary]
    assert len(texts) > 1500
    promising = [(where, text) for where, text in texts if PROMISES.search(QUOTED.sub("", text))]
    assert promising == []


def test_a_promise_would_be_found_and_a_quoted_one_is_no_promise() -> None:
    for promise in PROMISING:
        assert PROMISES.search(f"Vänta lite, {promise} snart.")
        assert not PROMISES.search(QUOTED.sub("", f"Någon sa ”{promise}” till mig."))
