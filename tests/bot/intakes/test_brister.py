"""Suggestions of brister: from the answers alone, in our own words, for an ombud to approve."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intakes.brister import brister
from content.condition import Value
from tests.bot.intakes.stories import TODAY, answers

CANARY = "kanariefågel"

SUGGESTED: list[tuple[str, dict[str, Value], list[str]]] = [
    ("nothing is known", {}, []),
    ("a new wish", {"has_sip": "no", "wants_sip": "yes", "asked_before": "no", "problem": CANARY}, []),
    (
        "asked and waited",
        {"has_sip": "no", "asked_before": "yes", "asked_when": "2026-06-12"},
        ["Klienten bad om en SIP för ungefär 5 månader sedan och väntar fortfarande."],
    ),
    (
        "asked, nobody knows when",
        {"asked_before": "yes", "asked_when": None},
        ["Klienten bad om en SIP och väntar fortfarande."],
    ),
    ("asked this week", {"asked_before": "yes", "asked_when": "2026-11-19"}, []),
    ("a week is enough", {"asked_before": "yes", "asked_when": "2026-11-16"},
     ["Klienten bad om en SIP för ungefär en vecka sedan och väntar fortfarande."]),
    (
        "a plan that is not followed",
        {"has_sip": "yes", "asked_before": "no", "problem": CANARY},
        ["Klienten har en SIP men säger att saker i planen inte är gjorda."],
    ),
    ("a plan, and nothing told of it", {"has_sip": "yes", "asked_before": "no", "problem": None}, []),
    (
        "a plan, and a new meeting that was asked for",
        {"has_sip": "yes", "asked_before": "yes", "asked_when": "2026-11-02", "problem": CANARY},
        [
            "Klienten bad om ett nytt möte om sin SIP för ungefär 3 veckor sedan och väntar fortfarande.",
            "Klienten har en SIP men säger att saker i planen inte är gjorda.",
        ],
    ),
    ("a day without the yes", {"asked_when": "2026-06-12"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("said", "texts"), [row[1:] for row in SUGGESTED], ids=[row[0] for row in SUGGESTED])
def test_what_the_answers_point_at(said: dict[str, Value], texts: list[str]) -> None:
    assert [brist.text for brist in brister(answers(**said), TODAY)] == texts


def test_each_tells_its_rule_and_where_it_is_reported() -> None:
    for _, said, texts in SUGGESTED:
        found = brister(answers(**said), TODAY)
        assert len({brist.id for brist in found}) == len(texts)
        for brist in found:
            assert brist.area == "Samverkan/SIP"
            assert brist.rule.endswith(".")
            assert set(brist.as_json()) == {"id", "text", "rule", "area"}


def test_a_vague_day_gives_the_least_wait() -> None:
    said: dict[str, Any] = answers(asked_before="yes", asked_when="2026-03-01")
    said["asked_when"]["latest"] = "2026-03-31"
    (brist,) = brister(said, TODAY)
    assert "för minst 7 månader sedan" in brist.text


_choices = st.sampled_from(["yes", "no", None])
_told = st.text("abcdefåäö ", min_size=12, max_size=30).filter(str.strip)


@given(_choices, _choices, st.one_of(st.none(), st.dates().map(str)), _told, _told)
def test_nothing_of_the_clients_stands_in_a_suggestion(
    has_sip: Value, asked: Value, when: str | None, problem: str, name: str
) -> None:
    said = answers(has_sip=has_sip, asked_before=asked, asked_when=when, problem=problem, name=name, exclude=problem)
    told = json.dumps([brist.as_json() for brist in brister(said, TODAY)], ensure_ascii=False)
    assert problem not in told
    assert name not in told
    assert not when or when not in told
