"""Whom an ombud can help, and how they are reached: every person gets a good end."""

from __future__ import annotations

import pytest

from tests.bot.dialogue.conversation import Conversation, heard_in_passing

REST = {"reasons": ["economy"], "children": "no", "more": None}


def test_somebody_else_who_knows_goes_on(chat: Conversation) -> None:
    chat.begins("po_intake").says("min mamma").says("ja")
    assert chat.said_of("po_intake", "third_yes")
    assert chat.asked == "adult"


def test_somebody_else_who_does_not_know_is_the_end_here(chat: Conversation) -> None:
    chat.begins("po_intake").chooses("other").chooses("no")
    assert chat.said_of("po_intake", "third_no")
    assert "112" in chat.told
    assert chat.turn.done
    assert chat.intakes == []


def test_under_eighteen_is_shown_others_who_help(chat: Conversation) -> None:
    chat.begins("po_intake").chooses("self").says("nej")
    assert "116 111" in chat.told
    assert chat.turn.done
    assert chat.intakes == []


def test_not_wanting_to_tell_the_age_goes_on(chat: Conversation) -> None:
    chat.begins("po_intake").chooses("self").says("vill inte svara")
    assert chat.asked == "urgent"


def test_in_another_municipality_is_shown_the_own_one(chat: Conversation) -> None:
    chat.begins("po_intake").answers(for_whom="self", adult="yes", urgent=["none"]).says("jag bor i Uppsala")
    assert chat.said_of("po_intake", "elsewhere")
    assert chat.turn.done


def test_acute_need_elsewhere_is_told_where_to_apply_and_the_ending_comes(chat: Conversation) -> None:
    chat.begins("nodprovning").chooses("no")
    while chat.asked != "area":
        chat.wants("skip")
    chat.chooses("elsewhere")
    assert chat.said_of("nodprovning", "elsewhere_apply")
    assert chat.asked == "send_ombud"


@pytest.mark.parametrize("words", ["jag är hemlös", "jag har ingen bostad", "bor på härbärge"])
def test_without_a_home_the_area_is_answered_and_the_home_is_not_asked_about(chat: Conversation, words: str) -> None:
    chat.begins("po_intake").answers(for_whom="self", adult="yes", urgent=["none"]).says(words)
    assert chat.known["area"] == "homeless"
    chat.answers(reasons=["housing"], children="no")
    assert chat.asked == "more"


def test_without_any_way_to_be_reached_the_number_is_the_way_back(chat: Conversation) -> None:
    chat.begins("po_intake").answers(
        for_whom="self", adult="yes", urgent=["none"], area="farsta", home_risk="no", **REST, send_ombud="yes",
        name="Kim", contact_way=None, contact_value=None, contact_safe=None, contact_time=None, adapt=None,
        age_band=None, gender=None,
    )  # fmt: skip
    assert chat.asked == "summary"
    chat.chooses("send")
    assert chat.heard("no_contact_note")
    assert "BJÖRK 47" in chat.told


def test_an_ombud_cannot_write_in_the_chat_so_here_is_not_offered(chat: Conversation) -> None:
    chat.begins("human").answers(name="Kim")
    assert chat.asked == "contact_way"
    assert "this_channel" not in chat.options


@pytest.mark.parametrize("here", ["this_channel", "här", "svara här"])
def test_who_wants_an_answer_here_is_told_the_truth_and_asked_for_a_number(chat: Conversation, here: str) -> None:
    chat.begins("human").answers(name="Kim")
    chat.chooses(here) if here == "this_channel" else chat.says(here)
    assert chat.asked == "contact_value"
    assert "Ombudet kan inte skriva här än." in chat.told
    chat.answers(contact_value="070-123 45 67", contact_safe="yes", contact_time="any", more=None, summary="send")
    assert chat.known["contact_value"] == "+46701234567"
    assert not chat.heard("no_contact_note")


def test_here_and_no_number_is_told_to_be_no_way_to_be_reached(chat: Conversation) -> None:
    chat.begins("human").answers(name="Kim", contact_way="this_channel", contact_value=None)
    chat.answers(contact_safe="yes", contact_time="any", more=None, summary="send")
    assert chat.turn.done
    assert chat.heard("no_contact_note")


def test_on_the_telephone_here_is_enough(call: Conversation) -> None:
    call.begins("human").answers(name="Kim", contact_way="this_channel")
    assert call.asked == "contact_safe"


def test_one_may_stay_anonymous(chat: Conversation) -> None:
    chat.begins("human").says("jag vill vara anonym")
    assert chat.known["name"] is None
    chat.answers(contact_way="phone", contact_value=None, contact_safe="yes", contact_time="any", more=None,
                 summary="send")  # fmt: skip
    assert chat.heard("anonymous_note")
    assert len(chat.intakes) == 1


def test_who_is_afraid_is_told_where_to_turn_and_asked_on(chat: Conversation) -> None:
    chat.begins("po_intake").answers(for_whom="self", adult="yes", urgent=["afraid"])
    assert chat.said_of("po_intake", "safety_afraid")
    assert chat.asked == "area"


def test_dont_know_to_everything_still_reaches_an_ombud(chat: Conversation) -> None:
    chat.begins("po_intake")
    for _ in range(40):
        if chat.asked == "summary":
            break
        chat.says("vet inte")
    assert chat.asked == "summary"
    chat.chooses("send")
    while chat.asked != "summary":  # sending opens the questions about how to be reached
        chat.says("vet inte")
    chat.chooses("send")
    assert [i.kind for i in chat.intakes] == ["po_intake"]
    assert all(value is None for key, value in chat.known.items() if key != "send_ombud")


def test_a_no_to_showing_the_answers_sends_nothing_and_says_so(chat: Conversation) -> None:
    chat.begins("complaint").says("Farsta", heard_in_passing(area="farsta"))
    chat.answers(complain_about="other", what_happened="de skrek åt mig", want_help_complain="no", more=None)
    chat.says("nej")
    assert chat.turn.done
    assert chat.intakes == []
    not_sent = chat.library.flows["complaint"].not_sent
    assert not_sent
    assert not_sent.chat in chat.told
