"""Scores an engine on labelled lines: what `ombud nlu test FILE.jsonl` prints.

A line is `{"text", "intent", "accept"?: [...]}`. Sub-intents are mapped to contract intents before scoring; a
prediction listed in `accept` counts as the line's own intent. The crisis figures count what the client would meet,
that is the net together with a sure classifier.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from content.library import Library
from nlu.engine.engine import Engine
from nlu.engine.intents import contract_intent
from nlu.understanding import Understanding


class BadLine(ValueError):
    """A line of the file cannot be used; the message names the line number and what is wrong."""


class EngineMissing(RuntimeError):
    """Rasa was asked for and did not answer: figures of nothing are no figures."""


@dataclass(frozen=True)
class Labelled:
    """A text with its contract intent and the contract intents that are also right."""

    text: str
    intent: str
    accept: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Score:
    n: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Confusion:
    text: str
    intent: str
    got: str
    confidence: float


@dataclass(frozen=True)
class Report:
    """Shares are 0-1. A recall is None when no line is labelled `crisis`, the false alarms when all lines are."""

    n: int
    accuracy: float
    macro_f1: float
    crisis_recall: float | None
    crisis_takeover_recall: float | None
    false_alarm_rate: float | None
    per_intent: dict[str, Score]
    confusions: tuple[Confusion, ...]

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def read_lines(path: Path) -> tuple[Labelled, ...]:
    """Raises BadLine for a broken line, an unknown intent or an empty file."""
    lines = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not raw.strip():
            continue
        try:
            line = json.loads(raw)
            accept = frozenset(contract_intent(str(name)) for name in line.get("accept", ()))
            lines.append(Labelled(str(line["text"]), contract_intent(str(line["intent"])), accept))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadLine(f"{path.name}:{number}: {error!r}") from error
    if not lines:
        raise BadLine(f"{path.name}: no lines")
    return tuple(lines)


async def evaluate(lines: Iterable[Labelled], engine: Engine, *, today: date, library: Library) -> Report:
    """Asks the engine for every line, one after the other. Raises EngineMissing when the wanted engine is silent."""
    answered: list[tuple[Labelled, Understanding]] = []
    for line in lines:
        understood = await engine.understand(line.text, today=today, library=library)
        if understood.engine == "none":
            raise EngineMissing("Rasa did not answer")
        answered.append((line, understood))
    return score(answered)


def score(answered: Iterable[tuple[Labelled, Understanding]]) -> Report:
    """The figures of lines already answered."""
    pairs = list(answered)
    golds = [line.intent for line, _ in pairs]
    got = [line.intent if u.intent in line.accept else u.intent for line, u in pairs]
    per_intent = {intent: _score_one(intent, golds, got) for intent in sorted(set(golds))}
    levels = [(line, understood.crisis.level) for line, understood in pairs]
    in_danger = [level for line, level in levels if line.intent == "crisis"]
    not_labelled = [level for line, level in levels if line.intent != "crisis" and "crisis" not in line.accept]
    right = sum(gold == guess for gold, guess in zip(golds, got, strict=True))
    wrong = (
        Confusion(line.text, line.intent, understood.intent, round(understood.confidence, 3))
        for (line, understood), guess in zip(pairs, got, strict=True)
        if guess != line.intent
    )
    return Report(
        n=len(pairs),
        accuracy=_share(right, len(pairs)) or 0.0,
        macro_f1=round(sum(s.f1 for s in per_intent.values()) / max(1, len(per_intent)), 4),
        crisis_recall=_share(sum(level != "none" for level in in_danger), len(in_danger)),
        crisis_takeover_recall=_share(sum(level == "certain" for level in in_danger), len(in_danger)),
        false_alarm_rate=_share(sum(level != "none" for level in not_labelled), len(not_labelled)),
        per_intent=per_intent,
        confusions=tuple(wrong),
    )


def _score_one(intent: str, golds: list[str], got: list[str]) -> Score:
    counts = Counter((gold == intent, guess == intent) for gold, guess in zip(golds, got, strict=True))
    hit, missed, wrongly = counts[True, True], counts[True, False], counts[False, True]
    precision = _share(hit, hit + wrongly) or 0.0
    recall = _share(hit, hit + missed) or 0.0
    f1 = round(2 * hit / max(1, 2 * hit + missed + wrongly), 4)
    return Score(hit + missed, precision, recall, f1)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
