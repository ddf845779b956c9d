"""A letter made comparable: what a scanner confuses becomes the same, and every letter remembers where it stood.

Scanners and copying lose å, ä and ö, take 0 for O, 1 and I for l, rn for m, break words at the end of lines and put
page headers into sentences. All that is evened out here, in the text and in the patterns alike (`pattern`), so that
each rule is written once, in ordinary Swedish.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_LETTERS = str.maketrans("åäàáâãæöøòóôéèêëüùúíìïñç", "aaaaaaaoooooeeeeuuuiiinc")
_TOKEN = re.compile(r"(?:[^\W_]|\|)+")
_FIRST_FIGURES = re.compile(r"\d+(?=(?:kr|kronor|kap|st|tim|e|a|h)$)", re.IGNORECASE)
_LIKE_FIGURES = str.maketrans("oOlI|", "00111")
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?!\S)")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ac][ \t]*\r?\n\s*(?=[^\W\d_])")
_PAGE = re.compile(
    r"\bsid(?:a|an)?\.?\s*[\dlI]+\s*(?:\(\s*[\dlI]+\s*\)|av\s*[\dlI]+"
    r"|/\s*[\dlI]+)?\s*$",
    re.IGNORECASE,
)
_ONLY_PAGE = re.compile(
    r"[ \t]*(?:sid(?:a|an)?\.?[ \t]*)?\d{1,2}[ \t]*(?:\([ \t]*\d{1,2}[ \t]*\)"
    r"|av[ \t]*\d{1,2})[ \t]*",
    re.IGNORECASE,
)


class Plain:
    """`text` is the even form; `source` the text as it was given."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._chars: list[str] = []
        self._from: list[int] = []
        self._to: list[int] = []
        skipped = _skipped(source)
        in_word = _in_words(source)
        for at, char in enumerate(source):
            if not skipped[at]:
                self._add(char, at, in_word[at])
        self.text = "".join(self._chars)

    def _add(self, char: str, at: int, kind: str) -> None:
        if char.isspace():
            self._space("\n" if char in "\n\r\v\f\u2028\u2029" else " ", at)
            return
        for one in unicodedata.normalize("NFKC", char).lower():
            if unicodedata.category(one) in ("Mn", "Cf", "Cc"):
                continue
            even = one.translate(_LETTERS)
            if kind == "figures":
                even = even.translate(_LIKE_FIGURES)
            elif kind == "word":
                even = {"0": "o", "1": "l", "|": "l", "i": "l", "5": "s", "6": "o"}.get(even, even)
            if kind == "word" and even == "n" and self._chars and self._chars[-1] == "r":
                self._chars[-1], self._to[-1] = "m", at + 1
                continue
            self._push(even, at)

    def _space(self, kind: str, at: int) -> None:
        """One space, one line break, or an empty line; never more."""
        last = self._chars[-1] if self._chars else "\n"
        before = self._chars[-2] if len(self._chars) > 1 else "\n"
        if kind == "\n" and last == " ":
            self._chars[-1] = "\n"
        elif kind == "\n" and (last != "\n" or before != "\n"):
            self._push("\n", at)
        elif kind == " " and last not in " \n":
            self._push(" ", at)

    def _push(self, char: str, at: int) -> None:
        self._chars.append(char)
        self._from.append(at)
        self._to.append(at + 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stood in the source, without spaces around it."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            return 0, 0
        return self._from[start], self._to[end - 1]

    def is_capital(self, at: int) -> bool:
        """Whether the letter there was a capital in the source."""
        return at < len(self._from) and self.source[self._from[at]].isupper()


def pattern(swedish: str) -> re.Pattern[str]:
    """A pattern written in ordinary small Swedish letters, to match even text. No named groups, no `[...i...]` ranges.

    Spaces match any white space.
    """
    return _pattern(swedish)


@cache
def _pattern(swedish: str) -> re.Pattern[str]:
    return re.compile(_even(swedish).replace(" ", r"\s+"))


def even_word(word: str) -> str:
    """One word as it stands in an even text."""
    return _even(word.lower())


def _even(letters: str) -> str:
    return letters.translate(_LETTERS).replace("i", "l").replace("rn", "m")


def _in_words(source: str) -> list[str]:
    """For each character: "word", "figures", or "" outside both."""
    kinds = [""] * len(source)
    for match in _TOKEN.finditer(source):
        token, start = match.group(), match.start()
        figures = any(c.isdigit() for c in token)
        letters = any(c.isalpha() and c not in "oOlI" for c in token)
        first = _FIRST_FIGURES.match(token)
        split = first.end() if first and letters else 0
        for number in range(len(token)):
            is_word = (letters and number >= split) or not figures
            kinds[start + number] = "word" if is_word else "figures"
    return kinds


def _skipped(source: str) -> list[bool]:
    """What is left out: hyphens at line ends, page headers after the first, spaces in s p a c e d words."""
    skipped = [False] * len(source)

    def skip(start: int, end: int) -> None:
        skipped[start:end] = [True] * (end - start)

    for match in _HYPHEN.finditer(source):
        after = source[match.end()]
        if after.islower() or source[match.start() - 1].isupper():
            skip(match.start(), match.end())
    for match in _SPACED.finditer(source):
        for at in range(match.start(), match.end()):
            skipped[at] = skipped[at] or source[at] == " "
    start, headers = 0, 0
    for line in source.splitlines(keepends=True):
        end, bare = start + len(line), line.strip()
        is_header = len(bare) <= 90 and bool(_PAGE.search(bare))
        headers += is_header
        if bare and ((is_header and headers > 1) or _ONLY_PAGE.fullmatch(bare)):
            skip(*_with_empty_lines(source, start, end))
        start = end
    return skipped


def _with_empty_lines(source: str, start: int, end: int) -> tuple[int, int]:
    """A header in the middle of a sentence goes with the empty lines around it."""
    before, after = len(source[:start].rstrip()), end
    while after < len(source) and source[after].isspace():
        after += 1
    goes_on = after < len(source) and (source[after].islower() or source[before - 1 : before].islower())
    if before and goes_on and source[before - 1] not in ".!?:":
        return before + 1, after
    return start, end
