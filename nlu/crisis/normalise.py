"""Free text made comparable: one space between lower-case words, no accents, no tricks, `|` between sentences.

People in crisis write with misspellings, with letters apart, with figures for letters and without å, ä, ö; a speech
recogniser leaves out the punctuation. All that is evened out here, so that a pattern is written once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

_FOLD = str.maketrans("åäöæøéèüáàóíúñç", "aaoaoeeuaaoiunc")
_LEET = str.maketrans("0134578@$!", "oieastbasi")
_CLITIC = re.compile(r"[’'`´]")
_PIECE = re.compile(r"[^\W_]+(?:[@$!][^\W_]+)*|[.!?;\n]+", re.UNICODE)
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-*_]{1,2}){3,}[^\W\d_](?!\w)", re.UNICODE)
_REPEATED = re.compile(r"(\w)\1{2,}")
_WANTS_VERB = {"vill", "att", "fa", "ska", "kommer", "bara", "borde", "tanker", "vil", "hellre", "garna", "bra", "kan"}
_FUZZY_FROM = 7


def fold(text: str) -> str:
    """The text in lower case without accents, so that "försvinna" and "forsvinna" are the same word.

    The bare word "dö" keeps its ö: without it, it would be the English "do".
    """
    return " ".join(w if w == "dö" else w.translate(_FOLD) for w in text.lower().split(" "))


class Normaliser:
    """Turns a text into the form that patterns are matched on. `variants` maps a spelling to the usual one."""

    def __init__(
        self,
        variants: Mapping[str, str],
        long_words: tuple[str, ...],
        apart: Mapping[str, str],
        glued: tuple[str, ...],
    ) -> None:
        self._variants = dict(variants)
        self._long_words = long_words
        self._known = frozenset(long_words)
        self._apart = dict(apart)
        self._apart_regex = re.compile(" (" + "|".join(map(re.escape, apart)) + ")(?= )")
        pieces = "|".join(sorted((fold(w) for w in glued), key=len, reverse=True)).replace("dö", "d[oö]")
        self._glued = re.compile(f"(?:{pieces})+")
        self._glue_piece = re.compile(pieces)
        self._nearest = lru_cache(maxsize=4096)(self._find_nearest)

    def __call__(self, text: str) -> str:
        """` word word | word `: always with a space at both ends; never raises."""
        text = unicodedata.normalize("NFKC", text).lower()
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")  # soft hyphens, zero-width characters
        has_swedish_letters = any(c in text for c in "åäö")
        text = _CLITIC.sub("", text)
        text = _SPACED.sub(lambda m: re.sub(r"[ .\-*_]", "", m.group()), text)
        words: list[str] = []
        for piece in _PIECE.findall(text):
            if not piece[0].isalnum():
                if piece.startswith((".", "…")) and len(piece) > 1:
                    continue  # "jag vill... dö" is one thought
                words.append("|")
                continue
            words.extend(self._word(piece, words, has_swedish_letters).split(" "))
        return self._apart_regex.sub(lambda m: " " + self._apart[m.group(1)], " " + " ".join(words) + " ")

    def _word(self, piece: str, before: list[str], has_swedish_letters: bool) -> str:
        if not piece.isalpha() and not piece.isdigit() and sum(c.isalpha() for c in piece) >= 2:
            piece = piece.translate(_LEET)
        piece = _REPEATED.sub(r"\1", piece)
        if piece == "do" and not has_swedish_letters and before and before[-1] in _WANTS_VERB:
            return "dö"
        word = fold(piece)
        word = self._variants.get(word, word)
        if len(word) >= 6 and word not in self._known and self._glued.fullmatch(word):
            return " ".join("dö" if w == "do" else w for w in self._glue_piece.findall(word))
        if len(word) >= _FUZZY_FROM and word.isalpha() and word not in self._known:
            return self._nearest(word)
        return word

    def _find_nearest(self, word: str) -> str:
        if any(word.startswith(known) for known in self._long_words):
            return word
        cutoff = 88 if len(word) < 9 else 82
        found = process.extractOne(word, self._long_words, scorer=fuzz.ratio, score_cutoff=cutoff)
        return found[0] if found and found[0][0] == word[0] else word
