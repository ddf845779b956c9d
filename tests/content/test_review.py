"""What nobody has verified is a task that grows older every day, and the README tells how much of it there is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from content.check import Finding, as_json_lines, as_text, check, in_words, to_review
from content.library import Library
from tests.content.small_content import FACT, SmallContent

TODAY = date(2026, 12, 1)
README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def tasks(small: SmallContent, fact: str) -> list[Finding]:
    small.write("glossary.yml", f"- {{word: avslag, explanation: Du får nej., fact: {{source: lagen, {fact}}}}}\n")
    return [found for found in check(small.load(), small.root, lookup=bool, today=TODAY) if found.rule == "fact"]


@pytest.mark.parametrize(
    ("fact", "age"),
    [
        ('needs_review: true, since: "2026-11-22"', 9),
        ('needs_review: true, verified_on: "2026-11-21"', 10),
        ('needs_review: true, verified_on: "2026-11-30", since: "2026-11-21"', 1),
        ('needs_review: true, since: "2026-12-01"', 0),
        ('needs_review: true, since: "2026-12-24"', 0),
    ],
)
def test_its_age_is_counted_from_when_it_was_last_touched(small: SmallContent, fact: str, age: int) -> None:
    (found,) = tasks(small, fact)
    assert (found.level, found.age_days, found.source) == ("review", age, "lagen")


def test_what_has_no_day_has_no_age_and_the_editor_is_asked_for_one(small: SmallContent) -> None:
    (found,) = tasks(small, "needs_review: true")
    assert (found.level, found.age_days) == ("review", None)
    assert "since" in found.suggestion


def test_a_day_that_is_none_is_an_error(small: SmallContent) -> None:
    wrong, task = tasks(small, "needs_review: true, since: i våras")
    assert (wrong.level, task.age_days) == ("error", None)


def test_what_is_verified_is_no_task(small: SmallContent) -> None:
    assert tasks(small, 'verified_on: "2026-11-21", since: "2026-11-20"') == []


def test_without_a_today_no_age_is_told(small: SmallContent) -> None:
    small.change("glossary.yml", FACT, '{source: lagen, needs_review: true, since: "2026-11-22"}')
    (found,) = small.findings("fact")
    assert found.age_days is None
    assert "Har väntat" not in as_text([found])


def test_the_age_is_told_in_days_and_to_programs(small: SmallContent) -> None:
    found = tasks(small, 'needs_review: true, since: "2026-11-30"')
    assert "  Har väntat i 1 dag." in as_text(found)
    assert "Det äldsta har väntat i 1 dag." in as_text(found)
    assert json.loads(as_json_lines(found))["age_days"] == 1


def test_what_waits_is_counted_by_where_it_stands(small: SmallContent) -> None:
    own = '{source: "Allmän förklaring", needs_review: true, since: "2026-11-22"}'
    law = '{source: "SoL 12 kap.", needs_review: true, since: "2026-11-25"}'
    small.write(
        "glossary.yml",
        f"- {{word: avslag, explanation: Du får nej., fact: {own}}}\n"
        f"- {{word: bifall, explanation: Du får ja., fact: {law}}}\n",
    )
    small.change("faq.yml", FACT, law)
    waiting = to_review(check(small.load(), small.root, lookup=bool, today=TODAY))
    assert [(one.kind, one.count, one.own_words, one.oldest) for one in waiting] == [
        ("ordlistan", 2, 1, 9),
        ("frågor och svar om ombud", 1, 0, 6),
    ]


# --- The content that the package carries ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def findings(library: Library) -> list[Finding]:
    return check(library, lookup=bool, today=TODAY)


def test_everything_that_waits_has_an_age(findings: list[Finding]) -> None:
    ageless = [found.where for found in findings if found.level == "review" and found.age_days is None]
    assert ageless == []


def test_the_readme_tells_how_much_waits_for_a_jurist(findings: list[Finding]) -> None:
    waiting = to_review(findings)
    assert in_words(waiting) in README, f"write this in the README:\n{in_words(waiting)}"
    assert "annat" not in {one.kind for one in waiting}
