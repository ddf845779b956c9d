"""The patterns of say-it-once, loaded from `rules.yml` and compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from content.condition import Value
from content.plain_yaml import load_plain
from nlu.crisis.normalise import fold
from nlu.crisis.phrase import PhraseBook


@dataclass(frozen=True)
class Rule:
    """What one way of saying gives. `answers` are certain; `reads` maps a key to the kind of value to look for."""

    regex: re.Pattern[str]
    answers: Mapping[str, Value]
    reads: Mapping[str, str]
    unless: re.Pattern[str] | None
    only_client: bool
    in_question: bool
    uncertain: bool
    needs_value: bool
    whole: bool


@cache
def load_rules() -> tuple[Rule, ...]:
    """Every rule in the order of the file. Raises PhraseError or KeyError if the file is broken."""
    data = load_plain(Path(__file__).parent / "rules.yml")
    book = PhraseBook({k: [str(x) for x in v] for k, v in data["families"].items()}, fold)
    rules: list[Rule] = []
    for entry in data["rules"]:
        unless = [book.compile(str(p)).regex for p in entry.get("unless", ())]
        for pattern in entry["say"]:
            rules.append(
                Rule(
                    regex=re.compile(book.compile(pattern).regex),
                    answers=entry.get("set", {}),
                    reads=entry.get("read", {}),
                    unless=re.compile("|".join(unless)) if unless else None,
                    only_client=entry.get("subject") != "any",
                    in_question=bool(entry.get("in_question")),
                    uncertain=bool(entry.get("uncertain")),
                    needs_value=bool(entry.get("needs_value")),
                    whole=bool(entry.get("whole")),
                )
            )
    return tuple(rules)
