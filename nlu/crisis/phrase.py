"""The small language that patterns are written in, made into regular expressions.

`word`, `word*` (any ending), `<family>`, `[may be missing]`, `(this|or this)`, `..` (up to two words between),
`...` (up to five), `~` (up to five, but no "jag": the same person goes on), `#` (a number), `##` (a number of two
figures or more). A gap never crosses a sentence or a "not".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r"~|\.\.\.|\.\.|##|#|<[^>]+>|[\[\](|)]|[^\s\[\](|)<>]+")
_GAP = r"(?: (?!(?:inte|aldrig|ingen|inga|varken|not|dont|never) )[^ |]+){0,%d}?"
COMMON = frozenset(
    """
    aldrig alla allt ar att av bara bli blir de den det då efter en ett fa far for från få får för går han har
    hon i igen ingen inget inte ja jag kan kommer langre länge me med mer mig min mina mitt my nagon nu när
    någon något och om pa på sa sedan sig ska som så ta tanker tar the till to tänker upp var vara vill vore
    want är
    """.split()  # noqa: SIM905
)
"""Words too common to be looked for first."""


@dataclass(frozen=True)
class Phrase:
    """A compiled pattern. It can only match where one of the words in `anchors` (or a word beginning so) stands."""

    regex: str
    anchors: frozenset[str]


@dataclass(frozen=True)
class _Part:
    regex: str
    anchors: frozenset[str]
    weight: int
    optional: bool = False


class PhraseError(ValueError):
    """A pattern that cannot be read; the message quotes it."""


class PhraseBook:
    """Compiles patterns; `spell` brings a word of a pattern into the form that texts are normalised to."""

    def __init__(self, families: Mapping[str, list[str]], spell: Callable[[str], str]) -> None:
        self._families = families
        self._spell = spell
        self._made: dict[str, _Part] = {}

    def compile(self, pattern: str) -> Phrase:
        """Raises PhraseError for an unknown family or an open bracket."""
        signs = _TOKEN.findall(pattern)
        part, rest = self._sequence(signs, 0)
        if rest != len(signs):
            raise PhraseError(f"unexpected {signs[rest]!r} in pattern {pattern!r}")
        return Phrase(part.regex, part.anchors)

    def _sequence(self, signs: list[str], at: int) -> tuple[_Part, int]:
        parts: list[_Part] = []
        while at < len(signs) and signs[at] not in ("|", ")", "]"):
            sign = signs[at]
            if sign in ("(", "["):
                part, at = self._choice(signs, at + 1, ")" if sign == "(" else "]")
                parts.append(part)
            else:
                parts.append(self._single(sign))
                at += 1
        if not parts:
            raise PhraseError(f"an empty part in {' '.join(signs)!r}")
        best = max((p for p in parts if not p.optional), key=lambda p: p.weight, default=parts[0])
        return _Part("".join(p.regex for p in parts), best.anchors, best.weight), at

    def _choice(self, signs: list[str], at: int, end: str) -> tuple[_Part, int]:
        options: list[_Part] = []
        while True:
            option, at = self._sequence(signs, at)
            options.append(option)
            if at >= len(signs):
                raise PhraseError(f"a bracket is open in {' '.join(signs)!r}")
            if signs[at] == end:
                break
            at += 1
        return self._either(options, optional=end == "]"), at + 1

    def _either(self, options: list[_Part], *, optional: bool = False) -> _Part:
        unique = list(dict.fromkeys(o.regex for o in options))
        regex = f"(?:{'|'.join(unique)})" + ("?" if optional else "")
        anchors = frozenset().union(*(o.anchors for o in options))
        return _Part(regex, anchors, min(o.weight for o in options), optional)

    def _single(self, sign: str) -> _Part:
        if sign in ("..", "..."):
            return _Part(_GAP % (2 if sign == ".." else 5), frozenset(), -1, optional=True)
        if sign == "~":
            return _Part(_GAP.replace("(?:inte", "(?:jag|ja|inte") % 5, frozenset(), -1, optional=True)
        if sign in ("#", "##"):
            return _Part(r" [0-9]+(?= )" if sign == "#" else r" [1-9][0-9]+(?= )", frozenset("0123456789"), 0)
        if sign.startswith("<"):
            return self._family(sign[1:-1])
        if sign.endswith("*"):
            stem = _fold_only(self._spell, sign[:-1])
            return _Part(rf" {re.escape(stem)}[^ |]*(?= )", frozenset({stem}), _weight(stem))
        word = self._spell(sign)
        return _Part(rf" {re.escape(word)}(?= )", frozenset({word}), _weight(word))

    def _family(self, name: str) -> _Part:
        if name not in self._families:
            raise PhraseError(f"there is no family <{name}>")
        if name not in self._made:
            self._made[name] = self._either([self._sequence(_TOKEN.findall(p), 0)[0] for p in self._families[name]])
        return self._made[name]


def _fold_only(spell: Callable[[str], str], stem: str) -> str:
    marked = spell(stem + "qq")  # a beginning of a word must not be respelt as a whole word
    return marked.removesuffix("qq")


def _weight(word: str) -> int:
    return 0 if word in COMMON else len(word)
