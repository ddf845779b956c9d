"""What a decision means: words for every decision there can be, with a source, and never a promise or a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any, TypeAlias

import pytest

from content.condition import Value, holds, keys_of
from content.explanation import Advice, Explanation, explanation_for
from content.flow import Channel, Text
from content.library import Library
from content.readability import lix, sentences, words
from content.sources import default_root, read_sources

Advised: TypeAlias = list[tuple[dict[str, Value], list[str]]]
"""Clients' answers, each with the advice that follows."""

CHANNELS: tuple[Channel, ...] = ("chat", "phone")
REFUSALS = ("no", "turned_away")
UNDER_FORVALTNINGSLAGEN = ("social_services", "forsakringskassan", "arbetsformedlingen")
PROMISES = re.compile(
    r"\bdu (?:får|ska få|kommer att få) (?:pengar|pengarna|hjälpen|stödet|bidraget|boendestöd)\b|\bdu kommer att\b"
    r"|\bsäkert\b|\bgarant|\blovar\b|\bordnar sig\b|\bingen fara\b|\bdu har rätt till (?:pengar|stöd|hjälp)",
    re.IGNORECASE,
)
GUESSES = re.compile(
    r"\beftersom\b|\bberor på\b|\bdärför att\b|\bförmodligen\b|\btroligen\b|\bantagligen\b", re.IGNORECASE
)
DATES = re.compile(
    r"\d|\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b", re.IGNORECASE
)
QUOTED = re.compile(r"”[^”]*”")


def answers_to(library: Library, key: str) -> list[str | None]:
    """Every answer to the question, and None: the client does not know or does not want to say."""
    step = library.flows["explain_decision"].step(key)
    assert step is not None
    return [*(option.id for option in step.options), None]


def decisions(library: Library, *more: str) -> Iterator[dict[str, Value]]:
    """Every decision that the questions can tell of, an unanswered question included."""
    keys = ("decision_from", "decision_about", "outcome", "written", *more)
    for values in product(*(answers_to(library, key) for key in keys)):
        yield dict(zip(keys, values, strict=True))


def told(library: Library, answers: dict[str, Value]) -> Explanation:
    found = explanation_for(library.explanations, answers)
    assert found is not None, answers
    return found


def fitting(library: Library, answers: dict[str, Value]) -> list[str]:
    """The advice that this client gets, in order."""
    by_id = {advice.id: advice for advice in library.advice}
    return [name for name in told(library, answers).advice if holds(by_id[name].when, answers)]


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


def texts_of(one: Explanation | Advice) -> list[Text]:
    return [one.text] if isinstance(one, Advice) else [one.means, one.ombud, one.not_means]


def all_texts(library: Library) -> list[tuple[str, Text]]:
    return [(one.id, text) for one in (*library.explanations, *library.advice) for text in texts_of(one)]


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


# --- The words ------------------------------------------------------------------------------------------------------


def test_what_it_means_is_two_sentences_at_most(library: Library) -> None:
    for one in library.explanations:
        for channel in CHANNELS:
            assert 1 <= len(sentences(one.means.form(channel))) <= 2, one.id


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_sentence_is_longer_than_twelve_words_and_no_advice_longer_than_four_sentences(
    library: Library, channel: Channel
) -> None:
    for name, text in all_texts(library):
        said = sentences(text.form(channel))
        assert all(len(words(sentence)) <= 12 for sentence in said), (name, said)
        assert len(said) <= 4, (name, said)


@pytest.mark.parametrize("channel", CHANNELS)
def test_each_file_reads_easily(library: Library, channel: Channel) -> None:
    by_id = {one.id: one for one in library.explanations}
    assert lix(*(advice.text.form(channel) for advice in library.advice)) < 25
    files = read_sources(default_root()).under("decisions")
    assert {file.name.rsplit("/", 1)[-1] for file in files} >= {"general.yml", "social_services.yml", "landlord.yml"}
    for file in files:
        said = [text.form(channel) for entry in file.data for text in texts_of(by_id[entry["id"]])]
        assert lix(*said) < 25, (file.name, lix(*said))


@pytest.mark.parametrize("channel", CHANNELS)
def test_nobody_is_promised_an_outcome_and_no_reason_is_guessed(library: Library, channel: Channel) -> None:
    for name, text in all_texts(library):
        said = QUOTED.sub("", text.form(channel))
        assert not PROMISES.search(said), (name, said)
        assert not GUESSES.search(said), (name, said)


def test_no_last_day_is_told_in_numbers(library: Library) -> None:
    for name, text in all_texts(library):
        chat = text.chat.replace("Ring 112", "")
        assert not DATES.search(re.sub(r"\{[^}]*\}", "", chat)), (name, chat)
        assert not DATES.search(re.sub(r"\{[^}]*\}", "", text.phone)), (name, text.phone)


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


def test_on_the_phone_nobody_is_told_to_write_here(library: Library) -> None:
    for name, text in all_texts(library):
        assert "skriv här" not in text.phone.lower(), name
        assert "eller skriv:" not in text.phone.lower(), name
        assert "”" not in text.phone, name
