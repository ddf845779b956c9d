"""How easy a Swedish text is to read: sentences, words and LIX.

LIX = words / sentences + 100 x (words longer than six letters) / words. Under 30 is very easy, over 60 very hard.
A colon does not end a sentence here, so the figure is never lower than other tools' figure for the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\W_]+(?:[-'’:.][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+|\n\s*\n|\n(?=[-•])")
_LONG = 7
"""A word is long from this many letters."""


@dataclass(frozen=True)
class Readability:
    """The counts behind a LIX figure. `long` counts words of more than six letters."""

    sentences: int
    words: int
    long: int

    @property
    def lix(self) -> float:
        """The readability index; 0.0 for a text without words."""
        if not self.words:
            return 0.0
        return self.words / max(self.sentences, 1) + 100 * self.long / self.words


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order, without surrounding blanks. Parts without any word are left out."""
    parts = (" ".join(part.split()) for part in _SENTENCE_END.split(text))
    return [part for part in parts if words(part)]


def words(text: str) -> list[str]:
    """The words of a text. A placeholder such as `{case}` counts as one short word, whatever fills it later."""
    return _WORD.findall(_PLACEHOLDER.sub(" ord ", text))


def is_long(word: str) -> bool:
    """Whether LIX counts the word as long: more than six letters or digits."""
    return sum(character.isalnum() for character in word) >= _LONG


def measure(texts: Iterable[str]) -> Readability:
    """The counts for several texts taken together; a text without a final stop still ends its sentence."""
    sentence_count = word_count = long_count = 0
    for text in texts:
        found = words(text)
        sentence_count += len(sentences(text))
        word_count += len(found)
        long_count += sum(is_long(word) for word in found)
    return Readability(sentence_count, word_count, long_count)


def lix(*texts: str) -> float:
    """LIX of the texts taken together."""
    return measure(texts).lix
