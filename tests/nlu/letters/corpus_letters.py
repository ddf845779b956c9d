"""The synthetic letters of `corpus/` with what a careful person reads in them, and the score of the reader.

`first_*` were written before the first rule, `held_*` too and never tuned on, `later_*` afterwards. A field that a
letter's `.yml` does not name must not be found: an invention counts as a mistake.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from content.library import Library
from content.loader import load_library
from nlu.letters import ReadLetter, read_letter

CORPUS = Path(__file__).parent / "corpus"
TODAY = date(2026, 11, 23)
FIELDS = (
    "kind", "language", "authority", "about", "outcome", "decision_date", "last_day", "amount", "route", "within",
    "reason_given", "two", "for_other", "sections", "words",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: dict[str, Any]


def cases(group: str = "") -> list[Case]:
    """The letters whose names begin with `group`."""
    return [
        Case(path.stem, path.read_text("utf-8"), yaml.safe_load(path.with_suffix(".yml").read_text("utf-8")))
        for path in sorted(CORPUS.glob(f"{group}*.txt"))
    ]


def read(case: Case, library: Library) -> ReadLetter:
    return read_letter(case.text, today=TODAY, glossary=library.glossary)


def mistakes(case: Case, letter: ReadLetter) -> dict[str, tuple[object, object]]:
    """For each field that is not as expected: what was expected, and what was read."""
    found = _as_expected(letter)
    wrong = {}
    for field in FIELDS:
        wanted = case.expected.get(field, {"kind": "unknown", "language": "sv"}.get(field))
        if field == "words":
            missing = set(wanted or ()) - set(found["words"])
            if missing:
                wrong[field] = (sorted(missing), found["words"])
        elif field == "sections":
            if not _same_sections(wanted or [], found["sections"]):
                wrong[field] = (wanted, found["sections"])
        elif found[field] != wanted:
            wrong[field] = (wanted, found[field])
    return wrong


def _same_sections(wanted: list[str], found: list[str]) -> bool:
    return len(wanted) == len(found) and all(part in whole for part, whole in zip(wanted, found, strict=True))


def _as_expected(letter: ReadLetter) -> dict[str, Any]:
    within, last = letter.within, letter.last_day
    return {
        "kind": letter.kind,
        "language": letter.language,
        "authority": letter.authority.value if letter.authority else None,
        "about": letter.about.value if letter.about else None,
        "outcome": letter.outcome.value if letter.outcome else None,
        "decision_date": letter.decision_date.value.isoformat() if letter.decision_date else None,
        "last_day": last.value.day.isoformat() if last else None,
        "amount": letter.amount.value if letter.amount else None,
        "route": letter.route.value if letter.route else None,
        "within": f"{within.value.count} {within.value.unit}" if within else None,
        "reason_given": True if letter.reasons else None,
        "two": True if letter.several else None,
        "for_other": True if letter.for_other else None,
        "sections": [section.value for section in letter.sections],
        "words": [word.value for word in letter.words],
    }


def score(group: str, library: Library) -> str:
    """One line: how many fields of the group's letters are read as a careful person reads them."""
    found = [mistakes(case, read(case, library)) for case in cases(group)]
    fields = len(found) * len(FIELDS)
    right = fields - sum(map(len, found))
    return f"{group}* {len(found)} letters: {right / fields:.1%} of the fields, {found.count({})} letters whole"


if __name__ == "__main__":
    for name in ("first_", "later_", "held_"):
        print(score(name, load_library()))
