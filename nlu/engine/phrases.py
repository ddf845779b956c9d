"""The training phrases in `nlu/rasa/data/*.yml`: what both Rasa and the fallback learn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from content.plain_yaml import load_plain
from nlu.engine.intents import LABELS
from nlu.engine.rasa_env import PROJECT


@dataclass(frozen=True)
class Phrase:
    text: str
    label: str


class BadPhrases(ValueError):
    """A phrase file cannot be used. The message names the file and what is wrong."""


def read_phrases(folder: Path = PROJECT / "data") -> tuple[Phrase, ...]:
    """All phrases in file order. Raises BadPhrases for a broken file, an unknown label or an empty folder."""
    phrases = tuple(phrase for path in sorted(folder.glob("*.yml")) for phrase in _read_file(path))
    if not phrases:
        raise BadPhrases(f"{folder.name}: no training phrases found")
    return phrases


def _read_file(path: Path) -> Iterator[Phrase]:
    try:
        parsed = load_plain(path)
        groups = [(group["intent"], group["examples"]) for group in parsed["nlu"]]
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise BadPhrases(f"{path.name}: {error}") from error
    for label, examples in groups:
        if label not in LABELS:
            raise BadPhrases(f"{path.name}: unknown intent '{label}'")
        for line in examples.splitlines():
            if text := line.strip().removeprefix("- ").strip():
                yield Phrase(text, label)
