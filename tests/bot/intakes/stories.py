"""What the intake tests are made of: answers with provenance, and a small library."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.intakes.intake import IntakeDraft, draft_intake
from content.condition import Value
from content.flow import Flow, Sourced, Step, StepType, Text
from content.library import Area, Areas, Library, Office, PriorityRule

TODAY = date(2026, 11, 23)
"""A Monday."""

RULES = (
    PriorityRule(id="danger", level=0, when={"danger": "yes"}, why="Klienten säger att det är fara just nu."),
    PriorityRule(id="no_food", level=1, when={"need": {"includes": "food"}}, why="Maten är slut."),
    PriorityRule(id="evict", level=1, deadline="evict_date", within_days=7, why="Klienten måste flytta snart."),
    PriorityRule(id="appeal", level=1, deadline="appeal_deadline", within_days=2, working_days=True, why="Två dagar."),
    PriorityRule(id="children", level=2, when={"children": "yes"}, why="Det bor barn hos klienten."),
    PriorityRule(id="money", level=3, kinds=("nodprovning",), when={"money": 0}, why="Pengarna är slut."),
)

_TYPES = {
    "area": StepType.AREA, "children": StepType.YES_NO, "need": StepType.MULTI, "adapt": StepType.MULTI,
    "money": StepType.AMOUNT, "evict_date": StepType.DATE, "more": StepType.TEXT, "tried": StepType.TEXT,
    "name": StepType.NAME, "contact_value": StepType.CONTACT, "contact_safe": StepType.YES_NO,
}  # fmt: skip
_SAID = Text(chat="Fråga", phone="Fråga")


def library(rules: Sequence[PriorityRule] = RULES, words: Sequence[str] = ("BJÖRK", "LYKTA", "SMULTRON")) -> Library:
    """A small Stockholm: two areas, a unit for the homeless and a fallback."""
    return Library(
        version="test",
        flows={
            "po_intake": Flow(
                id="po_intake",
                title="prata med ett ombud",
                intake=True,
                steps=tuple(Step(key=key, type=kind, text=_SAID) for key, kind in _TYPES.items()),
            )
        },
        texts={},
        areas=Areas(
            municipality="Stockholm",
            areas=(
                Area(id="farsta", name="Farsta", office="soderort"),
                Area(id="bromma", name="Bromma", office="vasterort"),
            ),
            offices=(
                Office(id="soderort", name="Söderort"),
                Office(id="vasterort", name="Västerort"),
                Office(id="hemlosa", name="Enheten för hemlösa", homeless=True),
                Office(id="stockholm", name="Stockholm", fallback=True),
            ),
            source=Sourced(source="test"),
        ),
        helplines=(),
        faq=(),
        glossary=(),
        priority=tuple(rules),
        case_words=tuple(words),
    )


def answers(**values: Value) -> dict[str, dict[str, Any]]:
    """Answers as the dialogue hands them over."""
    return {
        key: {"value": value, "raw": f"{value}", "how": "words", "channel": "chat", "at": "2026-11-23T10:00:00+01:00"}
        for key, value in values.items()
    }


def drafted(kind: str, said: dict[str, dict[str, Any]], **more: Any) -> IntakeDraft:
    return draft_intake(kind, said, channel="web", library=library(), today=TODAY, **more)
