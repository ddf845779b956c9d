"""What a decision means is told from reviewed words, with a last day only where the day it came is known."""

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


def test_the_last_day_is_told_with_care(chat: Conversation) -> None:
    a_no_from_forsakringskassan(chat, "i torsdags")
    assert "Sista dagen är ungefär tisdag 19 januari 2027." in chat.told
    assert "Kontrollera brevet." in chat.told


def test_a_last_day_that_has_passed_leaves_something_to_do_and_no_false_hope(chat: Conversation) -> None:
    a_no_from_forsakringskassan(chat, "1 september")
    assert "Sista dagen var ungefär måndag 2 november 2026." in chat.told
    assert "Ring dem ändå och fråga." in chat.told


def test_from_an_unknown_day_nothing_is_counted(chat: Conversation) -> None:
    a_no_from_forsakringskassan(chat, "vet inte")
    assert "Jag vet inte sista dagen." in chat.told
    assert "ungefär" not in chat.told


def test_of_several_days_the_first_counts_and_that_is_said(chat: Conversation) -> None:
    a_no_from_forsakringskassan(chat, "torsdag eller fredag förra veckan")
    assert "Sista dagen är ungefär" in chat.told
    assert "Jag räknade från den första dagen du sa." in chat.told


@pytest.mark.parametrize("outcome", ["waiting", "turned_away"])
def test_who_has_got_nothing_is_asked_for_no_day(chat: Conversation, outcome: str) -> None:
    asks_about(chat, "social_services", "forsorjningsstod", outcome)
    if chat.asked == "written":
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


def test_the_eviction_letter_of_a_landlord_has_a_last_day_of_its_own(chat: Conversation) -> None:
    asks_about(chat, "landlord", "other", "ends").chooses("yes").says("vet inte").says("i går").chooses("not_found")
    chat.chooses("yes").says("hoppa över").chooses("yes")
    assert "tre veckor" in chat.told
    assert "Jag vet inte" not in chat.told


def test_who_objects_is_asked_what_is_wrong(chat: Conversation) -> None:
    a_no_from_forsakringskassan(chat, "i torsdags").chooses("object")
    assert chat.asked == "wrong"
