"""The difficult words of a letter that our glossary explains."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from content.library import Term
from nlu.letters.letter import Finding
from nlu.letters.plain import Plain, even_word

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_MOST_WORDS = 4
_SHORTEST = 4
"""Letters. A shorter word counts only in capitals, as it stands in the glossary: SGI, LSS."""


def difficult_words(plain: Plain, glossary: Sequence[Term]) -> tuple[Finding[str], ...]:
    """Each term once, where it stands first. Longer terms win: "skälig levnadsnivå", and not "skälig"."""
    by_form = _by_form(tuple(glossary))
    words = list(_WORD.finditer(plain.text))
    found: dict[str, Finding[str]] = {}
    at = 0
    while at < len(words):
        taken = 1
        for count in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            first, last = words[at], words[at + count - 1]
            term = by_form.get(" ".join(word.group() for word in words[at : at + count]))
            if term is None:
                continue
            start, end = plain.span(first.start(), last.end())
            raw = plain.source[start:end]
            if len(raw) < _SHORTEST and raw not in (term.word, *term.forms):
                continue
            taken = count
            if not term.common:
                found.setdefault(term.word, Finding(term.word, raw, start, end))
            break
        at += taken
    return tuple(found.values())


@lru_cache(maxsize=4)
def _by_form(glossary: tuple[Term, ...]) -> Mapping[str, Term]:
    forms = [(form, term) for term in glossary for form in (term.word, *term.forms)]
    return {" ".join(word.group() for word in _WORD.finditer(even_word(form))): term for form, term in forms}
