"""What a decision means: words for every decision there can be, with a source, and never a promise or a guess."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, TypeAlias

import pytest

from content.condition import Value, holds, keys_of
from content.explanation import explanation_for
from content.library import Library
from tests.content.decisions import all_texts, answers_to, decisions, fitting, told

Advised: TypeAlias = list[tuple[dict[str, Value], list[str]]]
"""Clients' answers, each with the advice that follows."""

TOO_LATE = "too_late"
"""The one fact that no question gives: it is computed when the last day has passed."""

UNDER_FORVALTNINGSLAGEN = ("social_services", "forsakringskassan", "arbetsformedlingen")


@pytest.fixture(scope="module")
def advised(library: Library) -> Advised:
    """The advice of every client there can be: each decision, each way to object, with reasons given or not, with money
    for food and without. What the letter says is only asked of those who have it.
    """
    by_id = {advice.id: advice for advice in library.advice}
    found: Advised = []
    for decision in decisions(library):
        names = told(library, decision).advice
        letters = product(answers_to(library, "route"), ("yes", "no", None))
        for route, reason in letters if decision["written"] == "yes" else [(None, None)]:
            for enough, too_late in product(("yes", "no"), ({}, {TOO_LATE: "yes"})):
                answers = {**decision, "route": route, "reason_given": reason, "enough": enough, **too_late}
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
        (("social_services", "other", "no", "yes"), "social_services_other_no"),
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


@pytest.mark.parametrize(
    ("what", "outcome", "written", "expected"),
    [
        ("contact_person", "no", "yes", "contact_person_no"),
        ("contact_person", "no", "oral", "contact_person_oral_no"),
        ("contact_person", "turned_away", None, "contact_person_turned_away"),
        ("contact_person", "waiting", None, "social_services_waiting"),
        ("shelter", "no", "lost", "shelter_no"),
        ("shelter", "ends", "yes", "shelter_ends"),
        ("shelter", "repay", "yes", "social_services_repay"),
        ("sip", "no", "yes", "sip_no"),
        ("sip", "no", "oral", "sip_oral_no"),
        ("sip", "turned_away", None, "sip_turned_away"),
        ("sip", "yes", "yes", "social_services_yes"),
        ("other", "no", "yes", "social_services_other_no"),
        (None, "no", "yes", "social_services_other_no"),
        (None, "no", "oral", "social_services_other_oral_no"),
    ],
)
def test_what_the_social_services_also_decide_is_told_apart_and_else_stays_general(
    library: Library, what: str | None, outcome: str, written: str | None, expected: str
) -> None:
    answers: dict[str, Value] = {
        "decision_from": "social_services", "decision_about": "other", "about_other": what, "outcome": outcome,
        "written": written,
    }  # fmt: skip
    assert told(library, answers).id == expected


def test_nobody_hears_of_a_contact_person_a_shelter_or_sip_without_having_told_of_it(library: Library) -> None:
    narrower = {one.id for one in library.explanations if "about_other" in keys_of(one.when)}
    assert len(narrower) >= 12
    for answers in decisions(library):
        what, found = answers.get("about_other"), told(library, answers).id
        assert found not in narrower or found.startswith(f"{what}_"), (answers, found)


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
        for key in keys_of(condition) - {TOO_LATE}:
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
    applying = {"apply_anyway", "ask_to_apply", "ask_how_to_apply", "ask_sip_anyway"}
    for answers in decisions(library):
        if answers["outcome"] == "turned_away":
            advised = [name for name in fitting(library, answers) if name != "feel_worse"]
            assert advised[0] in applying, answers
            # A SIP is no application: there one asks again.
            expected = answers["decision_from"] == "social_services" and answers.get("about_other") != "sip"
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


def test_what_is_too_late_is_not_advised(advised: Advised) -> None:
    for answers, names in advised:
        if TOO_LATE in answers:
            assert not {"appeal", "review_fk", "pay_rent"} & set(names), answers


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


def test_who_has_the_reasons_is_not_told_to_ask_for_them(advised: Advised) -> None:
    asking = {"ask_reasons", "ask_why", "ask_missing_reasons", "ask_missing_why", "partly_what", "ends_when"}
    for answers, names in advised:
        if answers["reason_given"] == "yes":
            assert not asking & set(names), (answers, names)


def test_missing_reasons_are_asked_for_first(advised: Advised) -> None:
    """Only food, a bed for the night, one's health and a letter that cannot wait come before."""
    before = {"emergency", "emergency_shelter", "nowhere_to_sleep", "feel_worse"}
    missing = {"ask_missing_reasons", "ask_missing_why"}
    urgent = {"read_today", "sip_refused"}
    asked = 0
    for answers, names in advised:
        refused = answers["outcome"] in ("no", "partly", "ends", "repay")
        if answers["reason_given"] != "no" or not refused or urgent & set(names):
            continue
        first = next(name for name in names if name not in before)
        assert first in missing, (answers, names)
        asked += 1
    assert asked > 500


# --- Sources --------------------------------------------------------------------------------------------------------


def test_nothing_is_said_without_a_source(library: Library) -> None:
    for one in (*library.explanations, *library.advice):
        assert one.facts, one.id
        for fact in one.facts:
            assert fact.source.strip(), one.id
            assert fact.verified_on or fact.needs_review, one.id


@pytest.mark.parametrize("law", ["FL 2017:900 12 §", "44 §", "45 §", "37-38 §§", "SFB 113 kap.", "JB 12 kap. 44 §"])
def test_what_is_told_of_days_has_a_source_too(library: Library, law: str) -> None:
    """The words of the days stand among the texts; what they rest on stands with the flow that tells them."""
    facts = library.flows["explain_decision"].facts
    assert [fact for fact in facts if law in fact.source and fact.verified_on and not fact.needs_review]


def test_what_we_know_too_little_about_is_told_as_such(library: Library) -> None:
    """An explanation that rests on nothing but our own words and on what an ombud does must say that it is general."""
    for one in library.explanations:
        law = [
            fact for fact in one.facts if not fact.source.startswith(("Allmän", "Vad ett personligt ombud", "Många"))
        ]
        assert law or one.general, one.id
    for sender in ("a_kassa", "health_care"):
        assert all(one.general for one in library.explanations if one.when.get("decision_from") == sender)


WAITED_FOR = ("social_services", "arbetsformedlingen", "health_care", "kronofogden")
"""Where the law text we have gives a rule on long waits (FL 12 §). Försäkringskassan has rules of its own."""


def test_a_long_wait_rests_on_its_law_where_it_has_one_and_is_general_elsewhere(library: Library) -> None:
    for answers in decisions(library):
        if answers["outcome"] == "waiting":
            found = told(library, answers)
            rests_on_it = any("12 §" in fact.source for fact in found.facts)
            assert rests_on_it == (answers["decision_from"] in WAITED_FOR), answers
            assert rests_on_it or found.general, answers


def test_how_long_a_wait_may_be_is_only_told_where_the_days_are_counted(library: Library) -> None:
    """The explanations and the advice name no months: the rule is told with its day, and with its one chance first."""
    assert not [name for name, text in all_texts(library) if "sex månader" in text.chat + text.phone]
    for name in ("delay_ahead", "delay_now", "delay_unknown"):
        for said in (library.text(name).chat, library.text(name).phone):
            assert said.index("bara en gång") < said.index("be om ett beslut"), name
            assert "inom fyra veckor" in said
            assert "ett ombud först" in said
