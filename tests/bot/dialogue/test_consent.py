"""Consent first: help is always given, what was said is remembered, and nothing is kept without a yes."""

from __future__ import annotations

import pytest

from content.library import Library
from tests.bot.dialogue.conversation import Conversation, danger, heard_in_passing, meant


def test_the_first_thing_asked_is_whether_i_may_ask(chat: Conversation) -> None:
    opening = chat.library.flows["menu"].opening
    assert opening
    assert chat.turn.messages[0].text == opening.chat
    assert chat.asked == "consent"
    assert chat.options == ["yes", "no"]
    assert chat.state.consent == "unasked"


@pytest.mark.parametrize("word", ["ja", "Ja!", "okej", "det går bra", "japp"])
def test_a_yes_leads_to_the_menu(chat: Conversation, word: str) -> None:
    chat.says(word)
    assert chat.asked == "menu"


@pytest.mark.parametrize("word", ["nej", "nej tack", "nä", "jag vill inte"])
def test_a_no_tells_where_to_turn_and_forgets_everything(chat: Conversation, word: str) -> None:
    chat.says("jag har ingen mat och bor i Farsta", meant("nodprovning", urgent=["food"], area="farsta"))
    chat.says(word)
    assert chat.turn.done
    assert chat.heard("consent_no")
    assert "112" in chat.told
    assert "90101" in chat.told
    assert not chat.state.answers
    assert not chat.state.own_words
    assert chat.state.topic is None
    assert chat.turn.held_back == ()


def test_who_said_no_and_writes_again_is_asked_again(chat: Conversation) -> None:
    chat.says("nej").says("jo förresten", heard_in_passing(area="farsta"))
    assert chat.asked in ("consent", "menu")
    assert not chat.turn.done


def test_words_before_the_yes_are_held_back_and_used_after_it(chat: Conversation) -> None:
    chat.says("jag har ingen mat och bor i Farsta", meant("nodprovning", need=["food"], area="farsta"))
    assert chat.asked == "consent"
    assert chat.turn.held_back == ("area", "need")
    assert "Farsta" not in chat.told  # nothing is told away before the yes
    chat.says("ja")
    assert chat.turn.flow == "nodprovning"
    assert chat.turn.held_back == ()
    assert "Farsta" in chat.told
    chat.chooses("no")
    assert chat.asked == "food_days"  # what they need is known


def test_what_may_be_stored_before_the_yes_holds_no_word_of_the_client(chat: Conversation) -> None:
    chat.says("jag har ingen mat och bor i Farsta", meant("nodprovning", need=["food"], area="farsta"))
    stored = chat.state.hushed().model_dump_json()
    assert "mat" not in stored
    assert "farsta" not in stored


def test_help_is_given_before_the_yes(chat: Conversation) -> None:
    chat.wants("help")
    assert chat.heard("help_general")
    assert chat.asked == "consent"


def test_questions_about_ombud_are_answered_before_the_yes(chat: Conversation, library: Library) -> None:
    chat.says("vad kostar det", meant("out_of_scope", "faq/cost"))
    cost = next(f for f in library.faq if f.id == "cost")
    assert cost.text.chat in chat.told
    assert chat.asked == "consent"
    assert chat.state.consent == "unasked"


def test_the_way_to_a_human_is_shown_before_the_yes_and_nothing_is_stored(chat: Conversation) -> None:
    chat.wants("human")
    assert "112" in chat.told
    assert "1177" in chat.told
    assert chat.asked == "consent"
    assert chat.intakes == []
    assert not chat.state.flows


def test_danger_is_met_before_the_yes(chat: Conversation) -> None:
    chat.says("jag vill inte leva", danger())
    assert chat.heard("crisis_suicide")
    assert chat.asked == "crisis_ask"
    assert chat.state.consent == "unasked"


def test_why_is_answered_before_the_yes(chat: Conversation) -> None:
    chat.wants("why")
    step = chat.library.step("consent")
    assert step
    assert step.why in chat.told


def test_a_long_answer_with_a_no_in_it_is_asked_once_more(chat: Conversation) -> None:
    chat.says("nej jag fick avslag av soc i tisdags och har inga pengar", meant("explain_decision", confidence=0.7))
    assert chat.asked == "consent"
    chat.says("ja")
    assert chat.turn.flow == "explain_decision"


def test_stopping_before_the_yes_says_that_nothing_is_saved(chat: Conversation) -> None:
    chat.says("sluta")
    assert chat.turn.done
    assert chat.heard("stop_nothing_saved")


def test_words_that_are_neither_yes_nor_no_lead_to_a_human_and_not_to_a_circle(chat: Conversation) -> None:
    for _ in range(3):
        chat.says("blomkål")
    assert chat.asked == "offer_human"


def test_who_does_not_know_whether_i_may_ask_gets_help_and_then_a_human(chat: Conversation) -> None:
    chat.says("vet inte")
    assert chat.heard("help_general")
    chat.says("vet inte").says("vet inte")
    assert chat.asked == "offer_human"
