"""An opening is told once: what it contains is found, what it does not contain is never made up."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.loader import load_library
from nlu.extract import extract

DATA = Path(__file__).parent / "data"
FRIDAY = date(2026, 11, 20)
LIBRARY = load_library()


def said(text):
    return {key: found.value for key, found in extract(text, today=FRIDAY, library=LIBRARY).items()}


def rows(name):
    return [json.loads(line) for line in (DATA / f"extract_{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("name", "reach"), [("dev", 0.95), ("held_out", 0.9)])
def test_what_is_found_is_right_and_most_is_found(name, reach, record_property):
    right = wrong = expected = 0
    for row in rows(name):
        found = said(row["text"])
        good = sum(row["answers"].get(key) == value for key, value in found.items())
        right, wrong, expected = right + good, wrong + len(found) - good, expected + len(row["answers"])
    figures = {"precision": right / (right + wrong), "recall": right / expected}
    record_property("figures", figures)
    assert figures["precision"] >= 0.97, figures
    assert figures["recall"] >= reach, figures


def test_an_opening_answers_many_questions_at_once():
    assert said("jag fick avslag av soc i tisdags, har två barn och ingen mat") == {
        "answer": "refused",
        "outcome": "no",
        "decision_from": "social_services",
        "got_date": "2026-11-17",
        "children": "yes",
        "children_count": 2,
        "need": ["food"],
        "urgent": ["food"],
        "food_days": "gone",
    }


def test_each_answer_keeps_the_words_it_was_found_in():
    text = "hej! jag bor i Tensta, har 40 kr kvar"
    found = extract(text, today=FRIDAY, library=LIBRARY)
    assert all(part in text for answer in found.values() for part in answer.raw.split("; "))


def test_the_day_somebody_said_no_is_read_back_because_it_may_not_be_the_day_of_receipt():
    assert extract("soc sa nej igår", today=FRIDAY, library=LIBRARY)["got_date"].uncertain


def test_a_day_that_can_be_several_keeps_the_last_of_them():
    asked = extract("jag bad om en sip i maj", today=FRIDAY, library=LIBRARY)["asked_when"]
    assert (str(asked.value)[5:], str(asked.latest)[5:]) == ("05-01", "05-31")
    assert extract("jag fick avslag av soc i tisdags", today=FRIDAY, library=LIBRARY)["got_date"].latest is None


@pytest.mark.parametrize(
    "text",
    [
        "min grannes barn har ingen mat",
        "kan man få avslag?",
        "om jag blir vräkt vad händer",
        "jag har mat",
        "jag är inte hemlös",
        "min mamma bor i Tensta",
        "jag är rädd att bli vräkt",
        "jag behöver ingen tolk",
        "mina barn är vuxna",
        "ring inte till mig",
    ],
)
def test_questions_negations_suppositions_and_other_people_give_no_answer(text):
    assert said(text) == {}


def test_no_children_is_an_answer_too():
    assert said("jag har inga barn") == {"children": "no", "children_count": 0}


def test_two_different_answers_to_one_question_give_none():
    assert "children_count" not in said("jag har två barn. jag har tre barn.")


@settings(max_examples=100)
@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    said(text)


def test_a_huge_text_can_be_read():
    said("jag har två barn och ingen mat " * 4000)


def test_a_tired_person_writes_in_pieces():
    found = said("fått nej av soc. ingen mat. 2 barn")
    assert (found["children_count"], found["need"], found["answer"]) == (2, ["food"], "refused")


@pytest.mark.parametrize("text", ["hungrig", "jag är hungrig", "vi är hungriga nu"])
def test_hunger_is_a_need_of_food(text):
    assert said(text)["need"] == ["food"]


@pytest.mark.parametrize("text", ["min granne har två barn", "ett barn", "två barn grät på bussen"])
def test_children_of_nobody_in_particular_are_not_counted(text):
    assert "children_count" not in said(text)


@pytest.mark.parametrize("text", ["soc sa nej till boendestöd på telefon", "soc gav mig avslag på boendestöd"])
def test_a_no_to_something_else_is_no_answer_about_forsorjningsstod(text):
    found = said(text)
    assert (found["outcome"], found["decision_about"]) == ("no", "boendestod")
    assert "answer" not in found


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("jag har fått ett återkrav från försäkringskassan", "forsakringskassan"),
        ("jag fick ett återkrav från a-kassan", "a_kassa"),
    ],
)
def test_who_is_asked_to_pay_back_tells_by_whom_and_what(text, sender):
    assert said(text) == {"decision_from": sender, "decision_about": "repay", "outcome": "repay"}


@pytest.mark.parametrize("text", ["min syster har fått ett återkrav", "jag har inte fått något återkrav"])
def test_what_others_or_nobody_must_pay_back_is_nobodys_answer(text):
    assert "outcome" not in said(text)


def test_an_interpreter_of_signs_is_an_interpreter():
    assert said("jag behöver teckenspråkstolk")["adapt"] == ["interpreter"]


def test_a_phone_that_somebody_reads_is_no_safe_place_for_a_message():
    assert said("min man kollar mobilen")["contact_safe"] == "no"
