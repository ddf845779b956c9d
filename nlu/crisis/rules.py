"""The crisis net's words and patterns, loaded from the files beside this module and compiled once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import cast

from content.plain_yaml import load_plain
from nlu.crisis.normalise import Normaliser, fold
from nlu.crisis.phrase import Phrase, PhraseBook
from nlu.understanding import CrisisKind, CrisisLevel

_HERE = Path(__file__).parent
_PATTERN_FILES = ("violence", "suicide", "veiled", "self_harm", "danger", "medical", "harm_other", "english")


@dataclass(frozen=True)
class Rule:
    """One compiled pattern and what a hit means. `long_ago`: the level when it was years ago, if that differs."""

    id: str
    pattern: str
    kind: CrisisKind
    level: CrisisLevel
    about_other: bool = False
    long_ago: CrisisLevel | None = None
    negatable: bool = True

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern)


@dataclass(frozen=True)
class Harmless:
    """A phrase that only sounds like danger."""

    pattern: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern)


class Index:
    """Finds the few rules that can match at all, from the words that stand in the text."""

    def __init__(self, entries: Iterable[tuple[Phrase, Rule | Harmless]]) -> None:
        self._by_start: dict[str, list[tuple[int, str, Rule | Harmless]]] = defaultdict(list)
        for order, (phrase, rule) in enumerate(entries):
            for anchor in phrase.anchors:
                self._by_start[anchor[:2]].append((order, anchor, rule))

    def candidates(self, words: Iterable[str]) -> list[Rule | Harmless]:
        found: dict[int, Rule | Harmless] = {}
        for word in words:
            for start in (word[:2], word[:1]):
                for order, anchor, rule in self._by_start.get(start, ()):
                    if order not in found and word.startswith(anchor):
                        found[order] = rule
        return [found[order] for order in sorted(found)]

    def everything(self) -> list[Rule | Harmless]:
        return [rule for entries in self._by_start.values() for _, _, rule in entries]


@dataclass(frozen=True)
class Rules:
    normalise: Normaliser
    harmless: Index
    danger: Index


@cache
def load_rules() -> Rules:
    """The compiled rules. Raises PhraseError, KeyError or a YAML error if a data file is broken."""
    words = _read("words.yml")
    variants: dict[str, str] = {}
    for usual, others in words["variants"].items():
        for other in others:
            variants[fold(str(other))] = fold(usual)
    long_words = tuple(fold(w) for w in words["long_words"])
    apart = {_fold_all(k): _fold_all(v) for k, v in words["apart"].items()}
    glued = tuple(words["glued"])
    book = PhraseBook({k: [str(x) for x in v] for k, v in words["families"].items()},
                      lambda w: variants.get(fold(w), fold(w)))  # fmt: skip
    harmless = []
    for entry in _read("harmless.yml"):
        for pattern in entry["say"]:
            phrase = book.compile(pattern)
            harmless.append((phrase, Harmless(phrase.regex)))
    danger = []
    for name in _PATTERN_FILES:
        for entry in _read(f"patterns/{name}.yml"):
            for pattern in entry["say"]:
                phrase = book.compile(pattern)
                danger.append((phrase, _rule(entry, phrase)))
    return Rules(Normaliser(variants, long_words, apart, glued), Index(harmless), Index(danger))


def _rule(entry: dict[str, object], phrase: Phrase) -> Rule:
    return Rule(
        id=str(entry["id"]),
        pattern=phrase.regex,
        kind=cast(CrisisKind, entry["kind"]),
        level=cast(CrisisLevel, entry["level"]),
        about_other=entry.get("about") == "other",
        long_ago=cast(CrisisLevel | None, entry.get("long_ago")),
        negatable=entry.get("negated") not in ("no", False),
    )


def _fold_all(words: object) -> str:
    return " ".join(fold(w) for w in str(words).split())


def _read(name: str):
    return load_plain(_HERE / name)
