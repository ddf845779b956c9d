"""What people really say, row by row: `data/values_<step type>.jsonl`.

A row is the text, what it means (`value`, `latest`, `move`; left out: none) and, where it matters, whether the
question asks about the past or the future, and the name of a set of options in `values_options.jsonl`.
Today is Wednesday 11 March 2026.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from content.flow import Option, StepType
from content.library import Area, Areas, Office, Sourced
from nlu.values import Parsed, parse

TODAY = date(2026, 3, 11)
DATA = Path(__file__).parent / "data"
TYPES = [kind.value for kind in StepType if kind is not StepType.SAY]


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (DATA / f"values_{name}.jsonl").read_text(encoding="utf-8").splitlines()]


OPTIONS = {row["set"]: tuple(Option(**option) for option in row["options"]) for row in rows("options")}
PLACE_OPTIONS = (Option(id="homeless", label="har ingen bostad"), Option(id="elsewhere", label="bor i en annan kommun"))
AREAS = Areas(
    municipality="Stockholm",
    areas=tuple(Area(office="any", **row) for row in rows("places")),
    offices=(Office(id="any", name="Ombuden"),),
    source=Sourced(source="invented for the tests"),
)


def understood(kind: str, row: dict) -> Parsed:
    options = PLACE_OPTIONS if kind == "area" else OPTIONS.get(row.get("options", ""), ())
    return parse(kind, row["text"], today=TODAY, expect=row.get("expect"), options=options, areas=AREAS)


@pytest.mark.parametrize("kind", TYPES)
def test_every_row_of_the_table_is_understood_as_meant(kind: str) -> None:
    wrong = []
    for row in rows(kind):
        meant = Parsed(row["value"], row.get("move"), row.get("uncertain", False), row.get("latest"))
        if (got := understood(kind, row)) != meant:
            wrong.append(f"{row['text']!r} ({row.get('expect') or row.get('options') or ''}): {got}, meant {meant}")
    assert not wrong, "\n".join(wrong)


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert sum(len(rows(kind)) for kind in TYPES) >= 300
