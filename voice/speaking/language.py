"""Which language a sentence is in, so that the few English ones are not read with Swedish letters' sounds. Pure."""

from __future__ import annotations

import re

_ENGLISH = frozenset({"i", "the", "a", "an", "and", "you", "can", "say", "or", "is", "are", "to", "press", "only",
                      "speak", "help", "human", "zero", "interpreter", "your", "with", "call"})  # fmt: skip
_ONLY_ENGLISH = frozenset({"the", "and", "you", "press", "speak", "only", "say"})


def language_of(sentence: str) -> str:
    """ "en" if most of the words are common English ones, else "sv"."""
    words = re.findall(r"[^\W\d_]+", sentence.casefold())
    english = sum(word in _ENGLISH for word in words)
    return "en" if english * 2 > len(words) and any(word in _ONLY_ENGLISH for word in words) else "sv"
