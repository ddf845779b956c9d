"""How urgent an intake is. The rules are content (`content/priority.yml`); each one that applies is explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.deadlines.answered import date_of
from bot.deadlines.counting import working_days_until
from bot.deadlines.rules import with_deadlines
from content.condition import Value, holds
from content.library import PriorityRule

LOWEST = 4
"""No rule applied."""


@dataclass(frozen=True)
class Hit:
    """A rule that applied, with its reason in Swedish."""

    id: str
    level: int
    why: str

    def as_json(self) -> dict[str, str]:
        return {"id": self.id, "why": self.why}


@dataclass(frozen=True)
class Priority:
    """`level` 0 (danger now) to 4 (can wait), and why: the deciding rules first."""

    level: int
    hits: tuple[Hit, ...]


def prioritise(rules: Sequence[PriorityRule], kind: str, values: Mapping[str, Value], today: date) -> Priority:
    """The most urgent level of all rules that apply. Rules only ever raise, so an unknown answer never lowers."""
    facts = with_deadlines(values)
    applying = (Hit(rule.id, rule.level, rule.why) for rule in rules if _applies(rule, kind, facts, today))
    hits = tuple(sorted(applying, key=lambda hit: hit.level))
    return Priority(min([LOWEST, *(hit.level for hit in hits)]), hits)


def _applies(rule: PriorityRule, kind: str, facts: Mapping[str, Value], today: date) -> bool:
    if rule.kinds and kind not in rule.kinds:
        return False
    if not holds(rule.when, facts):
        return False
    if rule.deadline is None:
        return True
    day = date_of(facts, rule.deadline)
    if day is None:
        return False
    if rule.within_days is None or day <= today:
        return True
    left = working_days_until(day, today) if rule.working_days else (day - today).days
    return left <= rule.within_days
