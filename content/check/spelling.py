"""Spelling, with the Swedish dictionary of the `hunspell-sv` package and our own list of names.

The dictionary takes about two seconds and 250 MB to load. It is loaded once, and only by the check and the editor.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from content.check.finding import Finding
from content.check.piece import Piece
from content.check.sentences import is_swedish
from content.library import Library
from content.readability import sentences, words

Lookup: TypeAlias = Callable[[str], bool]

_OWN_WORDS = Path(__file__).parent / "own_words.txt"
_SUGGESTIONS = 3


class NoDictionary(RuntimeError):
    """The Swedish dictionary is not installed where Python is (`share/hunspell`)."""


@cache
def dictionary() -> Any:
    """The Swedish dictionary. Raises NoDictionary when the package's files are not there."""
    from spylls.hunspell import Dictionary

    base = Path(sys.prefix) / "share" / "hunspell" / "sv_SE"
    if not base.with_suffix(".dic").exists():
        raise NoDictionary(f"{base}.dic")
    return Dictionary.from_files(str(base))


class Spelling:
    """Knows which words are spelt right: the dictionary's, the library's names and our own list."""

    def __init__(self, library: Library, lookup: Lookup | None = None) -> None:
        self._lookup = lookup or _in_dictionary
        self._suggests = lookup is None
        self._known = _known_words(library)
        self._answers: dict[str, bool] = {}

    def right(self, word: str) -> bool:
        """Whether the word is known. Numbers and single letters always are."""
        if len(word) < 2 or any(character.isdigit() for character in word) or word.lower() in self._known:
            return True
        if word not in self._answers:
            parts = word.split("-")
            self._answers[word] = self._lookup(word) or all(
                len(part) < 2 or part.lower() in self._known or self._lookup(part) for part in parts
            )
        return self._answers[word]

    def check(self, piece: Piece) -> Iterator[Finding]:
        """Every word of the piece that nobody knows."""
        if not is_swedish(piece):
            return
        for sentence in sentences(piece.text):
            for word in words(sentence):
                if not self.right(word):
                    message = f"'{word}' finns inte i ordlistan."
                    yield piece.finding("error", "spelling", message, sentence, self._suggest(word))

    def _suggest(self, word: str) -> str:
        if not self._suggests:
            return ""
        found = ", ".join(islice(dictionary().suggest(word), _SUGGESTIONS))
        return f"Menar du: {found}?" if found else "Är det ett namn? Skriv in det i own_words.txt."


def _in_dictionary(word: str) -> bool:
    return bool(dictionary().lookup(word))


def _known_words(library: Library) -> frozenset[str]:
    names = [name for area in library.areas.areas for name in (area.name, *area.aliases)]
    names += [office.name for office in library.areas.offices]
    names += [line.name for line in library.helplines]
    names += [form for term in library.glossary for form in (term.word, *term.forms)]
    names += _OWN_WORDS.read_text(encoding="utf-8").splitlines()
    known = {word.lower() for name in names if not name.startswith("#") for word in words(name)}
    # A genitive of a name is right too: "Farstas kontor".
    return frozenset(known | {f"{word}s" for word in known})
