"""The global moves: understood at every question, by button and in words, and never at the cost of an answer."""

from __future__ import annotations

import pytest

from tests.bot.dialogue.conversation import Conversation, meant


def test_help_explains_this_question_and_gives_an_example(chat: Conversation) -> None:
    chat.begins("complaint").says("hjälp")
    step = chat.library.step("complain_about")
    assert step
    assert step.help in chat.told
    assert chat.heard("help_general")
    assert chat.asked == "complain_about"


def test_help_on_the_phone_tells_the_keys(call: Conversation) -> None:
    call.begins("complaint").speaks("hjälp")
    assert call.heard("help_keys")


@pytest.mark.parametrize("how", ["button", "words"])
def test_why_tells_what_the_answer_is_for(chat: Conversation, how: str) -> None:
    chat.begins("complaint")
    chat.wants("why") if how == "button" else chat.says("varför frågar du det?")
    step = chat.library.step("complain_about")
    assert step
    assert step.why in chat.told
    assert chat.asked == "complain_about"


def test_repeat_says_the_question_again(chat: Conversation) -> None:
    chat.begins("complaint")
    question = chat.turn.messages[-1]
    chat.says("säg igen")
    assert chat.turn.messages[-1] == question
    assert chat.heard("repeat_intro")


def test_slower_lasts_for_the_rest_of_the_call(call: Conversation) -> None:
    call.begins("complaint").speaks("långsammare")
    assert call.state.slow
    call.speaks("soc")
    assert call.state.slow


def test_back_asks_the_question_before_again_and_only_that(chat: Conversation) -> None:
    chat.begins("complaint").chooses("other").says("de ljög för mig").chooses("yes")
    assert chat.asked == "more"
    chat.says("backa")
    assert chat.asked == "want_help_complain"
    chat.wants("back")
    assert chat.asked == "what_happened"
    chat.says("de ljög för mig i går").chooses("no")
    assert chat.asked == "more"
    assert chat.known["complain_about"] == "other"


def test_back_from_the_first_question_leads_to_the_menu_and_keeps_the_answers(chat: Conversation) -> None:
    chat.begins("complaint").chooses("other").wants("back").wants("back")
    assert chat.asked == "menu"
    assert chat.state.consent == "yes"
    chat.wants("back")
    assert chat.heard("back_at_start")
    assert chat.asked == "menu"


def test_back_at_the_very_first_question_stays_there(chat: Conversation) -> None:
    chat.wants("back")
    assert chat.asked == "consent"


def test_a_word_is_explained_and_the_question_stands(chat: Conversation) -> None:
    term = chat.library.glossary[0]
    chat.begins("complaint").says(f"vad betyder {term.word}")
    assert term.explanation in chat.told
    assert chat.asked == "complain_about"


def test_an_unknown_word_is_admitted(chat: Conversation) -> None:
    chat.begins("complaint").says("vad betyder blomkål")
    assert chat.heard("word_unknown")
    assert chat.asked == "complain_about"


def test_wait_says_nothing_more_and_continue_puts_the_question_again(chat: Conversation) -> None:
    chat.begins("complaint").says("vänta lite")
    assert chat.heard("wait_ok")
    assert chat.question("complain_about") not in chat.told
    assert chat.asked == "complain_about"
    chat.says("fortsätt")
    assert chat.question("complain_about") in chat.told


def test_an_answer_is_taken_while_waiting(chat: Conversation) -> None:
    chat.begins("complaint").says("vänta").says("vården")
    assert chat.known["complain_about"] == "health_care"


@pytest.mark.parametrize("comes", ["resumed", "writes"])
def test_stop_keeps_everything_and_the_client_comes_back_to_the_same_question(chat: Conversation, comes: str) -> None:
    chat.begins("complaint").chooses("other").says("sluta")
    assert chat.turn.done
    assert chat.heard("stop_ok")
    assert "112" in chat.told
    chat.comes_back() if comes == "resumed" else chat.says("fortsätt")
    assert chat.asked == "what_happened"
    assert chat.known["complain_about"] == "other"
    welcome = chat.library.text("resumed").chat
    assert chat.told.count(welcome) == 1


def test_coming_back_in_the_middle_asks_the_waiting_question(chat: Conversation) -> None:
    chat.begins("complaint").chooses("other").comes_back()
    assert chat.told.count(chat.library.text("resumed").chat) == 1
    assert chat.asked == "what_happened"


DECLINED = [("vet inte", "dont_know"), ("hoppa över", "skip"), ("vill inte svara", "skip")]


@pytest.mark.parametrize(("words", "move"), DECLINED)
def test_every_question_can_be_declined(chat: Conversation, words: str, move: str) -> None:
    chat.begins("complaint").says(words)
    assert chat.state.answers["complain_about"].move == move
    assert chat.known["complain_about"] is None
    assert chat.asked == "what_happened"


def test_a_human_is_offered_in_the_middle_and_the_answers_go_along(chat: Conversation) -> None:
    chat.begins("complaint").chooses("other").says("jag vill prata med en människa")
    assert chat.turn.flow == "human"
    assert chat.known["complain_about"] == "other"
    chat.answers(name="Kim", contact_way="sms", contact_value="070-174 06 05", contact_safe="yes", contact_time="any",
                 more=None, summary="send")  # fmt: skip
    assert [i.kind for i in chat.intakes] == ["human"]
    assert chat.turn.done
    assert "112" in chat.told


def test_asking_for_a_human_twice_does_not_start_over(chat: Conversation) -> None:
    chat.begins("complaint").wants("human").says("Kim").wants("human")
    assert chat.asked == "contact_way"
    assert "112" in chat.told


def test_more_shows_the_rest_of_a_long_list(chat: Conversation) -> None:
    chat.begins("complaint").answers(complain_about="other", what_happened="x y z", want_help_complain="no", more=None)
    assert chat.asked == "area"
    assert "more" in chat.moves
    seen = set(chat.options)
    chat.wants("more")
    assert not seen & set(chat.options)
    while "homeless" not in chat.options:
        chat.wants("more")


def test_the_classifier_finds_moves_that_the_word_list_does_not(chat: Conversation) -> None:
    chat.begins("complaint").says("kan vi pausa ett tag är du snäll", meant("stop", "wait"))
    assert chat.heard("wait_ok")


def test_an_unsure_classifier_moves_nothing(chat: Conversation) -> None:
    chat.begins("complaint").says("krångel", meant("stop", confidence=0.4))
    assert not chat.turn.done
    assert chat.asked == "complain_about"
