"""What waits for somebody who can verify it, counted by where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.check.finding import Finding

_PLACES = {
    "glossary.yml": "ordlistan",
    "decisions/": "besluten",
    "advice.yml": "råden",
    "letters/": "breven",
    "flows/": "samtalen",
    "steps/": "samtalen",
    "faq.yml": "frågor och svar om ombud",
    "helplines.yml": "nummer och tider",
    "pages/": "webbens sidor",
    "areas.yml": "stadsdelar och kontor",
}
_ELSEWHERE = "annat"
_OWN_WORDS = "Allmän"
"""A source that begins so is no source: our own general words, which no jurist has read."""


@dataclass(frozen=True)
class ToReview:
    """`count` facts of one kind to verify, `own_words` of them general wordings; the oldest waited `oldest` days."""

    kind: str
    count: int
    own_words: int
    oldest: int | None


def to_review(findings: Sequence[Finding]) -> tuple[ToReview, ...]:
    """What waits, by kind, in a fixed order; kinds of which nothing waits are left out."""
    tasks = [finding for finding in findings if finding.level == "review"]
    kinds = [*dict.fromkeys(_PLACES.values()), _ELSEWHERE]
    found = [_counted(kind, [task for task in tasks if _kind(task) == kind]) for kind in kinds]
    return tuple(one for one in found if one.count)


def in_words(waiting: Sequence[ToReview]) -> str:
    """One line for each kind, without days, so that it stays true until a fact is verified or added."""
    width = max((len(one.kind) for one in waiting), default=0)
    return "\n".join(f"{one.kind:<{width}} {one.count:>4}, {one.own_words} med egna ord" for one in waiting)


def _counted(kind: str, tasks: Sequence[Finding]) -> ToReview:
    own_words = sum(task.source.startswith(_OWN_WORDS) for task in tasks)
    ages = [task.age_days for task in tasks if task.age_days is not None]
    return ToReview(kind, len(tasks), own_words, max(ages, default=None))


def _kind(finding: Finding) -> str:
    name = finding.file.partition("/")[2]
    return next((kind for place, kind in _PLACES.items() if name.startswith(place)), _ELSEWHERE)
