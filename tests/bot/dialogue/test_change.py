"""Changing one answer: only what rested on it is asked again."""

from __future__ import annotations

import pytest

from tests.bot.dialogue.conversation import Conversation, heard_in_passing

UP_TO_SUMMARY = {
    "complain_about": "other", "what_happened": "de ljög för mig", "want_help_complain": "yes", "more": None,
    "area": "farsta", "send_ombud": "yes", "name": "Kim", "contact_way": "sms", "contact_value": "070-174 06 05",
    "contact_safe": "yes", "contact_time": "any", "adapt": ["none"],
}  # fmt: skip


@pytest.fixture
def at_summary(chat: Conversation) -> Conversation:
    chat.begins("complaint").answers(**UP_TO_SUMMARY)
    assert chat.asked == "summary"
    return chat


def test_the_summary_reads_everything_back(at_summary: Conversation) -> None:
    [summary] = [m.text for m in at_summary.turn.messages if m.kind == "summary"]
    for words in ("de ljög för mig", "Farsta", "Kim", "sms", "070-174 06 05"):
        assert words in summary


def test_another_way_of_contact_asks_again_for_the_address_and_its_safety_only(at_summary: Conversation) -> None:
    at_summary.chooses("change").chooses("contact_way").chooses("email")
    assert at_summary.asked == "contact_value"
    at_summary.says("kim@example.org")
    assert at_summary.asked == "contact_safe"
    at_summary.chooses("no")
    assert at_summary.asked == "summary"
    assert at_summary.known["contact_way"] == "email"
    assert at_summary.known["contact_value"] == "kim@example.org"


def test_the_same_answer_again_asks_nothing_more(at_summary: Conversation) -> None:
    at_summary.chooses("change").chooses("contact_way").chooses("sms")
    assert at_summary.asked == "summary"


def test_another_name_asks_nothing_more(at_summary: Conversation) -> None:
    at_summary.says("ändra").says("Namn").says("Robin")
    assert at_summary.asked == "summary"
    assert at_summary.known["name"] == "Robin"


def test_the_answer_to_change_can_be_named_at_once(at_summary: Conversation) -> None:
    at_summary.says("ändra stadsdel")
    assert at_summary.asked == "area"
    at_summary.says("Tensta")
    assert at_summary.known["area"] == "jarva"
    assert at_summary.asked == "summary"


def test_a_correction_in_one_breath_is_taken(at_summary: Conversation) -> None:
    at_summary.says("stopp, det ska vara Tensta och inte det andra", heard_in_passing(area="jarva"))
    if at_summary.turn.done:  # "stopp" is also a move
        at_summary.says("fortsätt").says("det ska vara Tensta", heard_in_passing(area="jarva"))
    assert at_summary.known["area"] == "jarva"
    assert at_summary.asked == "summary"


def test_one_can_regret_changing(at_summary: Conversation) -> None:
    at_summary.chooses("change").wants("back")
    assert at_summary.asked == "summary"
    at_summary.chooses("change").wants("change").chooses("name").says("Robin")
    assert at_summary.asked == "summary"


@pytest.mark.parametrize("words", ["nej", "nej tack", "backa"])
def test_a_no_to_what_to_change_goes_back(at_summary: Conversation, words: str) -> None:
    at_summary.chooses("change").says(words)
    assert at_summary.asked == "summary"


def test_changing_to_no_ombud_sends_nothing(at_summary: Conversation) -> None:
    at_summary.says("ändra")
    while "send_ombud" not in at_summary.options:
        at_summary.wants("more")
    at_summary.chooses("send_ombud").chooses("no")
    assert at_summary.turn.done
    assert at_summary.intakes == []


def test_nothing_is_sent_before_the_client_says_send(at_summary: Conversation) -> None:
    assert at_summary.intakes == []
    at_summary.chooses("send")
    assert [i.kind for i in at_summary.intakes] == ["complaint"]
    assert "BJÖRK 47" in at_summary.told
    assert at_summary.turn.case == "BJÖRK 47"


def test_taking_it_all_back_is_asked_once_more(at_summary: Conversation) -> None:
    at_summary.chooses("cancel")
    assert at_summary.asked == "cancel_sure"
    at_summary.chooses("no")
    assert at_summary.asked == "summary"
    at_summary.chooses("cancel").chooses("yes")
    assert at_summary.turn.done
    assert at_summary.heard("cancelled")
    assert at_summary.intakes == []


def test_change_in_the_middle_of_a_flow(chat: Conversation) -> None:
    chat.begins("complaint").chooses("other").says("de ljög för mig")
    chat.wants("change").chooses("complain_about").chooses("health_care")
    assert chat.asked == "want_help_complain"
    assert chat.known["complain_about"] == "health_care"


def test_nothing_to_change_yet_leads_back(chat: Conversation) -> None:
    chat.begins("complaint").says("ändra")
    assert chat.asked == "menu"


def test_a_need_that_goes_takes_its_questions_along(chat: Conversation) -> None:
    chat.begins("nodprovning").chooses("no").chooses("food", "medicine").chooses("gone")
    assert chat.asked == "med_today"
    chat.wants("back").wants("back").chooses("medicine")
    assert chat.asked == "med_today"
    assert "food_days" not in chat.known


def test_no_longer_homeless_asks_about_the_home(chat: Conversation) -> None:
    chat.begins("po_intake").answers(for_whom="self", adult="yes", urgent=["none"], area="homeless")
    assert chat.known["home_risk"] == "homeless"
    chat.says("ändra stadsdel").says("Farsta")
    assert "home_risk" not in chat.known
    chat.answers(reasons=["economy"], children="no")
    assert chat.asked == "home_risk"


@pytest.mark.parametrize(
    "words", ["nej förresten det var soc", "nej vänta, det var socialtjänsten", "förresten, det var soc"]
)
def test_a_second_thought_changes_the_answer_before_it(chat: Conversation, words: str) -> None:
    chat.begins("explain_decision").chooses("forsakringskassan").says(words)
    assert chat.known["decision_from"] == "social_services"
    assert "decision_about" not in chat.known
    assert chat.asked == "decision_about"


def test_a_wait_without_a_new_answer_changes_nothing(chat: Conversation) -> None:
    chat.begins("explain_decision").chooses("forsakringskassan").says("vänta, det var inte så")
    assert chat.known["decision_from"] == "forsakringskassan"
