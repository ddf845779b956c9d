"""What a decision means is told from reviewed words: the right ones, in order, and anew when an answer changes."""

from __future__ import annotations

import pytest

from content.explanation import explanation_for
from tests.bot.dialogue.conversation import Conversation


def asks_about(call: Conversation, *answers: str) -> Conversation:
    """Up to the day when the decision came."""
    return call.begins("explain_decision").chooses(answers[0]).chooses(answers[1]).chooses(answers[2])


def a_no_from_forsakringskassan(chat: Conversation, day: str) -> Conversation:
    asks_about(chat, "forsakringskassan", "sjukpenning", "no").chooses("yes").says("vet inte").says(day)
    return chat.chooses("review").chooses("yes").says("hoppa över").chooses("yes")


def told(chat: Conversation) -> list[str]:
    return [message.text for message in chat.turn.messages if message.kind == "explain"]


def test_first_what_it_means_and_last_what_it_does_not_mean(chat: Conversation) -> None:
    a_no_from_forsakringskassan(chat, "i torsdags")
    found = explanation_for(chat.library.explanations, chat.known)
    assert found
    assert told(chat)[0] == found.means.chat
    assert found.not_means.chat in told(chat)
    assert chat.asked == "want"


def test_what_can_be_done_is_a_list_in_the_chat_and_sentences_on_the_phone(
    chat: Conversation, call: Conversation
) -> None:
    a_no_from_forsakringskassan(chat, "i torsdags")
    assert any("\n1. " in text for text in told(chat))
    asks_about(call, "forsakringskassan", "sjukpenning", "no").chooses("oral").speaks("vet inte").presses("1")
    assert "Det här kan du göra:" in call.told
    assert not any("\n" in text for text in told(call))


@pytest.mark.parametrize("outcome", ["waiting", "turned_away"])
def test_who_has_got_nothing_is_not_asked_when_it_came(chat: Conversation, outcome: str) -> None:
    asks_about(chat, "social_services", "forsorjningsstod", outcome)
    if outcome == "waiting":
        assert chat.asked == "applied_on"
        chat.says("vet inte")
    else:
        chat.chooses("oral")
    assert chat.asked == "enough"
    chat.chooses("yes")
    assert "Sista dagen" not in chat.told


def test_who_was_not_let_apply_hears_of_the_right_to(chat: Conversation) -> None:
    asks_about(chat, "social_services", "forsorjningsstod", "turned_away").chooses("oral").chooses("yes")
    assert "Du får ansöka ändå" in chat.told
    assert "skriftligt beslut" in chat.told


def test_money_missing_offers_the_emergency_help_and_keeps_the_decision(chat: Conversation) -> None:
    asks_about(chat, "social_services", "forsorjningsstod", "no").chooses("oral").says("vet inte").chooses("no")
    assert chat.asked == "offer_topic"
    chat.chooses("no")
    assert told(chat)


def test_a_changed_answer_is_explained_anew(chat: Conversation) -> None:
    a_no_from_forsakringskassan(chat, "i torsdags")
    assert "januari" in chat.told
    chat.says("backa").chooses("yes")
    assert told(chat) == []
    chat.says("backa").says("backa").says("backa").says("backa").says("backa")
    assert chat.asked == "got_date"
    chat.says("1 november").chooses("review").chooses("yes").says("hoppa över").chooses("yes")
    assert "Sista dagen är ungefär" in chat.told


def test_who_objects_is_asked_what_is_wrong(chat: Conversation) -> None:
    a_no_from_forsakringskassan(chat, "i torsdags").chooses("object")
    assert chat.asked == "wrong"


@pytest.mark.parametrize("words", ["De har fel.", "Fel.", "det är fel", "allt är fel", "det blev inte rätt"])
def test_that_something_is_wrong_is_an_answer_to_what_is_wrong(chat: Conversation, words: str) -> None:
    a_no_from_forsakringskassan(chat, "i torsdags").chooses("object").says(words)
    assert chat.known["wrong"] == words
    assert f"    {words}" in chat.told


@pytest.mark.parametrize("words", ["ändra", "jag svarade fel", "jag skrev fel"])
def test_who_answered_wrongly_can_still_change_it_there(chat: Conversation, words: str) -> None:
    a_no_from_forsakringskassan(chat, "i torsdags").chooses("object").says(words)
    assert chat.asked == "change_which"
    assert "wrong" not in chat.known


def test_a_plain_no_is_no_words_for_the_letter(chat: Conversation) -> None:
    a_no_from_forsakringskassan(chat, "i torsdags").chooses("object").says("nej")
    assert "__________ (vad som är fel)" in chat.told


@pytest.mark.parametrize(("written", "in_hand"), [("yes", True), ("oral", False), ("lost", False)])
def test_who_holds_no_letter_is_not_sent_to_it_for_the_number(chat: Conversation, written: str, in_hand: bool) -> None:
    asks_about(chat, "landlord", "other", "no").chooses(written)
    while chat.asked != "want":
        chat.chooses("yes") if chat.asked == "enough" else chat.says("hoppa över")
    assert ("Numret står ofta i brevet." in chat.told) is in_hand


# --- Reasons --------------------------------------------------------------------------------------------------------


def with_a_letter(chat: Conversation, reason_given: str) -> str:
    asks_about(chat, "social_services", "boendestod", "no").chooses("yes").says("vet inte").says("i torsdags")
    return chat.chooses("not_found").chooses(reason_given).says("hoppa över").chooses("yes").told


def test_who_has_got_the_reasons_is_not_sent_to_ask_for_them(chat: Conversation) -> None:
    assert "varför" not in with_a_letter(chat, "yes")


def test_who_has_got_no_reasons_is_first_told_to_ask_for_them(chat: Conversation) -> None:
    assert "1. Det står inte varför. Be dem skriva det." in with_a_letter(chat, "no")


# --- What the social services also decide ---------------------------------------------------------------------------


def about_something_else(chat: Conversation, words: str) -> Conversation:
    return chat.begins("explain_decision").chooses("social_services").says(words)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("kontaktperson", "contact_person"),
        ("det gäller min kontaktperson", "contact_person"),
        ("akut boende", "shelter"),
        ("härbärge", "shelter"),
        ("en sip", "sip"),
    ],
)
def test_the_clients_own_words_tell_what_else_it_is_about(chat: Conversation, words: str, what: str) -> None:
    about_something_else(chat, words)
    assert (chat.known["decision_about"], chat.known["about_other"]) == ("other", what)
    assert chat.asked == "outcome"


@pytest.mark.parametrize("words", ["annat", "god man", "något annat"])
def test_who_says_something_else_is_asked_whether_it_is_one_of_these(chat: Conversation, words: str) -> None:
    about_something_else(chat, words)
    assert "about_other" not in chat.known
    assert chat.asked == "about_other"
    chat.says("vet inte").chooses("no").chooses("oral").says("vet inte").chooses("yes")
    assert "kontaktperson" not in chat.told
    assert "SIP" not in chat.told


def test_on_the_phone_it_is_chosen_by_a_key(call: Conversation) -> None:
    call.begins("explain_decision").presses("1", "7")
    assert call.asked == "about_other"
    call.presses("2").presses("2").presses("2").presses("*9").presses("1")
    assert "Någon har sagt nej till ett akut boende." in call.told


def test_another_subject_forgets_what_else_it_was(chat: Conversation) -> None:
    about_something_else(chat, "kontaktperson").says("backa").chooses("boendestod")
    assert "about_other" not in chat.known
    assert chat.asked == "outcome"
