"""How urgent it is, and why: every rule that applies is explained, and not knowing never lowers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intakes.priority import LOWEST, prioritise
from content.condition import Value
from content.library import PriorityRule
from content.loader import load_library
from tests.bot.intakes.stories import RULES, TODAY


def level(kind: str = "po_intake", **values: Value) -> int:
    return prioritise(RULES, kind, values, TODAY).level


def reasons(**values: Value) -> list[str]:
    return [hit.id for hit in prioritise(RULES, "po_intake", values, TODAY).hits]


def test_the_most_urgent_rule_decides_and_all_that_apply_are_told() -> None:
    found = prioritise(RULES, "po_intake", {"children": "yes", "danger": "yes", "need": ["food"]}, TODAY)
    assert found.level == 0
    assert [hit.as_json() for hit in found.hits] == [
        {"id": "danger", "why": "Klienten säger att det är fara just nu."},
        {"id": "no_food", "why": "Maten är slut."},
        {"id": "children", "why": "Det bor barn hos klienten."},
    ]


def test_nothing_known_is_the_lowest_class_and_no_reason() -> None:
    assert prioritise(RULES, "po_intake", {}, TODAY) == prioritise((), "po_intake", {"danger": "yes"}, TODAY)
    assert level() == LOWEST


@pytest.mark.parametrize(("days", "urgent"), [(-3, True), (0, True), (7, True), (8, False)])
def test_a_date_counts_when_it_is_near_or_has_passed(days: int, urgent: bool) -> None:
    assert (level(evict_date=(TODAY + timedelta(days=days)).isoformat()) == 1) is urgent


@pytest.mark.parametrize("day", [None, "snart", 7])
def test_a_date_that_is_not_known_is_no_hit(day: Value) -> None:
    assert level(evict_date=day) == LOWEST


@pytest.mark.parametrize(
    ("got", "urgent"),
    [("2026-11-02", True), ("2026-11-04", True), ("2026-11-05", False), ("2026-10-01", True)],
)
def test_a_computed_deadline_is_counted_in_working_days(got: str, urgent: bool) -> None:
    said: dict[str, Value] = {"decision_from": "social_services", "route": "appeal", "got_date": got}
    assert ("appeal" in reasons(**said)) is urgent


def test_on_a_friday_two_working_days_reach_over_the_weekend() -> None:
    friday = date(2026, 11, 20)
    said: dict[str, Value] = {"decision_from": "social_services", "route": "appeal", "got_date": "2026-11-03"}
    assert prioritise(RULES, "explain_decision", said, friday).level == 1


def test_a_rule_for_one_kind_is_silent_for_the_others() -> None:
    assert level("nodprovning", money=0) == 3
    assert level("po_intake", money=0) == LOWEST


_KEYS = ["danger", "need", "evict_date", "children", "money", "got_date", "route", "decision_from", "home_risk",
         "urgent", "food_days", "med_today", "power_date", "home_date", "children_count", "area"]  # fmt: skip
_VALUES: st.SearchStrategy[Value] = st.one_of(
    st.sampled_from(["yes", "no", "homeless", "gone", "appeal", "social_services", "2026-11-24", "2027-06-01"]),
    st.lists(st.sampled_from(["food", "medicine", "power", "shelter", "none"]), unique=True),
    st.integers(0, 5),
)


@given(st.dictionaries(st.sampled_from(_KEYS), _VALUES), st.sets(st.sampled_from(_KEYS)))
def test_declining_more_questions_never_lowers(known: dict[str, Value], declined: set[str]) -> None:
    asked: dict[str, Value] = {**dict.fromkeys(declined), **known}
    assert prioritise(RULES, "po_intake", asked, TODAY).level <= prioritise(RULES, "po_intake", known, TODAY).level


@pytest.fixture(scope="module")
def published() -> tuple[PriorityRule, ...]:
    return load_library().priority


@given(known=st.dictionaries(st.sampled_from(_KEYS), _VALUES))
def test_the_published_rules_explain_every_level_they_give(
    published: tuple[PriorityRule, ...], known: dict[str, Value]
) -> None:
    found = prioritise(published, "nodprovning", known, TODAY)
    assert 0 <= found.level <= LOWEST
    assert found.level == min([LOWEST, *(hit.level for hit in found.hits)])
    assert all(hit.why.endswith(".") for hit in found.hits)
    for key in known:
        unknown = {**known, key: None}
        without = {other: value for other, value in known.items() if other != key}
        assert (
            prioritise(published, "nodprovning", unknown, TODAY).level
            <= prioritise(published, "nodprovning", without, TODAY).level
        )
