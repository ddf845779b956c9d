"""What a decision means: words for every decision there can be, with a source, and never a promise or a guess."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, TypeAlias

import pytest

from content.condition import Value, holds, keys_of
from content.explanation import explanation_for
from content.library import Library
from tests.content.decisions import answers_to, decisions, fitting, texts_of, told

Advised: TypeAlias = list[tuple[dict[str, Value], list[str]]]
"""Clients' answers, each with the advice that follows."""

UNDER_FORVALTNINGSLAGEN = ("social_services", "forsakringskassan", "arbetsformedlingen")


@pytest.fixture(scope="module")
def advised(library: Library) -> Advised:
    """The advice of every client there can be: each decision, each way to object, with money for food and without."""
    by_id = {advice.id: advice for advice in library.advice}
    found: Advised = []
    for decision in decisions(library):
        names = told(library, decision).advice
        for route, enough in product(answers_to(library, "route"), ("yes", "no")):
            answers = {**decision, "route": route, "enough": enough}
            found.append((answers, [name for name in names if holds(by_id[name].when, answers)]))
    return found


def conditions(library: Library) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in (*library.explanations, *library.advice):
        yield one.id, dict(one.when or {})


# --- Somebody has words for every decision ------------------------------------------------------------------------


def test_every_decision_there_can_be_is_explained(library: Library) -> None:
    missing = [answers for answers in decisions(library) if not explanation_for(library.explanations, answers)]
    assert missing == []


def test_a_client_who_only_knows_who_wrote_is_told_where_to_look(library: Library) -> None:
    found = told(library, {"decision_from": "other", "decision_about": None, "outcome": None})
    assert found.id == "unknown_outcome"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (("social_services", "forsorjningsstod", "no", "yes"), "forsorjningsstod_no"),
        (("social_services", "forsorjningsstod", "no", "oral"), "forsorjningsstod_oral_no"),
        (("social_services", "boendestod", "ends", "oral"), "boendestod_ends"),
        (("social_services", "sjukpenning", "no", "yes"), "social_services_no"),
        (("social_services", "other", "turned_away", None), "social_services_other_turned_away"),
        (("forsakringskassan", "sjukersattning", "partly", "lost"), "sjukersattning_partly"),
        (("forsakringskassan", "repay", "repay", "yes"), "forsakringskassan_repay"),
        (("a_kassa", "repay", "yes", "yes"), "about_repaying"),
        (("health_care", "other", "no", "oral"), "health_care_oral_no"),
        (("landlord", "other", "ends", "yes"), "landlord_ends"),
        (("kronofogden", None, None, "yes"), "kronofogden_unknown"),
        (("other", "other", "no", "oral"), "oral_no"),
        ((None, None, "waiting", None), "waiting"),
    ],
)
def test_the_words_that_say_most_about_a_decision_are_told(
    library: Library, answers: tuple[str | None, ...], expected: str
) -> None:
    keys = ("decision_from", "decision_about", "outcome", "written")
    assert told(library, dict(zip(keys, answers, strict=True))).id == expected


def test_every_explanation_is_told_to_somebody(library: Library) -> None:
    reached = {told(library, answers).id for answers in decisions(library)}
    assert {one.id for one in library.explanations} - reached == set()


def test_nothing_is_said_before_anybody_asked_what_the_answer_was(library: Library) -> None:
    assert explanation_for(library.explanations, {"decision_from": "social_services"}) is None


# --- What can be done ---------------------------------------------------------------------------------------------


def test_every_client_hears_something_to_do_and_never_too_much(advised: Advised) -> None:
    for answers, names in advised:
        assert set(names) - {"emergency"}, answers
        assert len(set(names) - {"emergency"}) <= 4, (answers, names)


def test_a_client_without_money_for_food_or_rent_hears_how_to_apply_today(advised: Advised) -> None:
    for answers, names in advised:
        assert ("emergency" in names) == (answers["enough"] == "no"), (answers, names)


def test_every_piece_of_advice_is_used(library: Library, advised: Advised) -> None:
    used = {name for _, names in advised for name in names}
    assert {advice.id for advice in library.advice} - used == set()


def test_nobody_hears_the_same_advice_twice(library: Library) -> None:
    for one in library.explanations:
        assert len(set(one.advice)) == len(one.advice), one.id


def test_conditions_ask_for_answers_that_the_questions_can_give(library: Library) -> None:
    flow = library.flows["explain_decision"]
    for name, condition in conditions(library):
        for key in keys_of(condition):
            step = flow.step(key)
            assert step is not None, (name, key)
        for key, wanted in wanted_answers(condition):
            step = flow.step(key)
            assert step is not None
            known = {option.id for option in step.options} or {"yes", "no"}
            assert wanted in known, (name, key, wanted)


def wanted_answers(condition: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, test in condition.items():
        if key in ("all", "any", "none"):
            for part in test:
                yield from wanted_answers(part)
        elif isinstance(test, str):
            yield key, test
        elif "in" in test:
            yield from ((key, option) for option in test["in"])


@pytest.mark.parametrize("sender", UNDER_FORVALTNINGSLAGEN)
def test_an_oral_no_leads_first_to_applying_and_to_a_written_decision(library: Library, sender: str) -> None:
    for about in answers_to(library, "decision_about"):
        if about == "repay":
            continue
        answers: dict[str, Value] = {
            "decision_from": sender, "decision_about": about, "outcome": "no", "written": "oral", "enough": "no",
        }  # fmt: skip
        advised = fitting(library, answers)
        assert advised[0] in ("apply_anyway", "ask_to_apply"), answers
        assert advised.index("ask_written") < advised.index("emergency"), answers


def test_whoever_was_turned_away_hears_first_how_to_apply(library: Library) -> None:
    applying = {"apply_anyway", "ask_to_apply", "ask_how_to_apply"}
    for answers in decisions(library):
        if answers["outcome"] == "turned_away":
            advised = [name for name in fitting(library, answers) if name != "feel_worse"]
            assert advised[0] in applying, answers
            expected = answers["decision_from"] == "social_services"
            assert ("apply_anyway" in advised) == expected, answers


def test_a_decision_that_was_only_said_leads_to_paper_whoever_made_it(library: Library) -> None:
    paper = {"ask_written", "ask_written_if_authority", "ask_on_paper"}
    for answers in decisions(library):
        if answers["written"] == "oral" and answers["outcome"] not in ("waiting", "turned_away"):
            assert paper & set(fitting(library, answers)), answers


def test_the_right_to_a_written_decision_is_claimed_of_authorities_only(library: Library) -> None:
    for answers in decisions(library):
        if answers["decision_from"] in ("landlord", "a_kassa"):
            assert not {"ask_written", "ask_to_apply", "apply_anyway"} & set(fitting(library, answers)), answers


def test_how_to_object_is_told_as_the_letter_says(advised: Advised) -> None:
    by_letter = {"appeal": {"appeal", "appeal_as_written"}, "review": {"review_fk", "review_other"}}
    without = {"review_fk_often", "ask_how_to_object", "ask_if_object"}
    ways = {*by_letter["appeal"], *by_letter["review"], *without}
    for answers, names in advised:
        told_ways = ways & set(names)
        assert len(told_ways) <= 1, (answers, names)
        assert told_ways <= by_letter.get(str(answers["route"]), without), (answers, names)


def test_only_forsakringskassan_is_said_never_to_make_it_worse(advised: Advised) -> None:
    for answers, names in advised:
        if {"review_fk", "review_fk_often"} & set(names):
            assert answers["decision_from"] == "forsakringskassan", answers


def test_nobody_without_the_letter_is_told_to_read_it(advised: Advised) -> None:
    for answers, names in advised:
        if answers["written"] in ("oral", "lost"):
            assert not {"read_today", "find_outcome"} & set(names), answers


def test_a_rent_not_paid_leads_to_the_social_services_and_to_the_time_there_is(library: Library) -> None:
    for outcome in ("ends", "repay", None):
        answers: dict[str, Value] = {"decision_from": "landlord", "outcome": outcome, "written": "yes"}
        found, names = told(library, answers), fitting(library, answers)
        assert names.index("read_today") < names.index("pay_rent") < names.index("rent_help")
        assert set(found.call) == {"social_services", "kronofogden"}


# --- Sources --------------------------------------------------------------------------------------------------------


def test_nothing_is_said_without_a_source(library: Library) -> None:
    for one in (*library.explanations, *library.advice):
        assert one.facts, one.id
        for fact in one.facts:
            assert fact.source.strip(), one.id
            assert fact.verified_on or fact.needs_review, one.id


def test_what_we_know_too_little_about_is_told_as_such(library: Library) -> None:
    """An explanation that rests on nothing but our own words and on what an ombud does must say that it is general."""
    for one in library.explanations:
        law = [
            fact for fact in one.facts if not fact.source.startswith(("Allmän", "Vad ett personligt ombud", "Många"))
        ]
        assert law or one.general, one.id
    for sender in ("a_kassa", "health_care"):
        assert all(one.general for one in library.explanations if one.when.get("decision_from") == sender)


def test_the_way_to_object_to_a_long_wait_is_told_with_its_one_chance_and_as_the_ombuds_to_explain(
    library: Library,
) -> None:
    knowing = {"social_services", "forsakringskassan", "arbetsformedlingen", "kronofogden"}
    for answers in decisions(library):
        found = told(library, answers)
        named = [text.chat for text in texts_of(found) if "sex månader" in text.chat]
        waits = answers["outcome"] == "waiting" and answers["decision_from"] in knowing
        assert named == ([found.ombud.chat] if waits else []), answers
        assert all("bara en gång" in text and "fråga ombudet först" in text for text in named)
    assert not any("sex månader" in advice.text.chat for advice in library.advice)
