"""What was understood from one free text. Produced at the edge, handed to the pure dialogue core as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from content.condition import Value

CrisisLevel: TypeAlias = Literal["none", "perhaps", "certain"]
CrisisKind: TypeAlias = Literal["suicide", "self_harm", "violence", "medical", "danger", "harm_other"]
Language: TypeAlias = Literal["sv", "en", "other", "unknown"]

INTENTS = (
    "po_intake", "nodprovning", "explain_decision", "sip", "human", "crisis", "affirm", "deny", "dont_know",
    "repeat", "slower", "help", "stop", "back", "greet", "thanks", "status_of_my_case", "complain_brist",
    "out_of_scope",
)  # fmt: skip
"""The contract intents; a sub-intent (`wait`, `faq/cost`) is published with a map to one of these."""


@dataclass(frozen=True)
class Crisis:
    """What the crisis net found. `about_other`: the danger concerns somebody else ("min vän vill dö")."""

    level: CrisisLevel = "none"
    kind: CrisisKind | None = None
    about_other: bool = False


@dataclass(frozen=True)
class Extracted:
    """A value found inside a longer text. `raw` is the piece it was found in; `uncertain` asks for a read-back.

    `latest`: the last day (ISO) that it can be, where the value is the first of several.
    """

    value: Value
    raw: str
    uncertain: bool = False
    latest: str | None = None


@dataclass(frozen=True)
class Understanding:
    """`intent` is a contract intent, `sub_intent` the finer label when there is one (`wait`, `why`, `faq/cost`)."""

    intent: str = "out_of_scope"
    sub_intent: str | None = None
    confidence: float = 0.0
    ranking: tuple[tuple[str, float], ...] = ()
    crisis: Crisis = field(default_factory=Crisis)
    answers: dict[str, Extracted] = field(default_factory=dict)
    language: Language = "sv"
    engine: Literal["rasa", "fallback", "none"] = "none"
