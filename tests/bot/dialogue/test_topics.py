"""More than one thing at a time: another topic is offered, the first one waits with its answers."""

from __future__ import annotations

from tests.bot.dialogue.conversation import Conversation, danger, heard_in_passing, meant


def test_the_menu_understands_own_words(chat: Conversation) -> None:
    chat.agrees().says("jag har ingen mat hemma", meant("nodprovning"))
    assert chat.turn.flow == "nodprovning"
    assert chat.asked == "danger"


def test_another_topic_is_offered_and_the_first_one_waits(chat: Conversation) -> None:
    chat.begins("complaint").chooses("other").says("de skrek åt mig").chooses("yes").wants("skip")
    chat.says("jag skulle vilja ha ett sånt där möte med alla", meant("sip"))
    assert chat.asked == "offer_topic"
    chat.says("ja")
    assert chat.turn.flow == "sip"
    assert chat.heard("another_topic_kept")
    chat.chooses("no")  # no meeting after all
    assert chat.turn.flow == "complaint"
    assert chat.asked == "area"
    assert chat.known["what_happened"] == "de skrek åt mig"
    assert chat.heard("back_to_flow")


def test_a_declined_topic_leaves_the_question_and_is_not_offered_again(chat: Conversation) -> None:
    chat.begins("complaint").says("möte med alla", meant("sip")).says("nej")
    assert chat.asked == "complain_about"
    chat.says("möte med alla", meant("sip"))
    assert chat.asked == "complain_about"


def test_the_topic_that_is_under_way_is_not_offered(chat: Conversation) -> None:
    chat.begins("complaint").says("jag vill klaga på allt", meant("complain_brist"))
    assert chat.turn.flow == "complaint"
    assert chat.asked != "offer_topic"


def test_acute_need_offers_help_at_once(chat: Conversation) -> None:
    chat.begins("po_intake").answers(for_whom="self", adult="yes", urgent=["food", "power"])
    assert chat.asked == "offer_topic"
    assert chat.heard("offer_nodprovning")
    chat.chooses("yes")
    assert chat.turn.flow == "nodprovning"
    assert chat.known["for_whom"] == "self"


def test_who_declines_acute_help_goes_on_and_is_not_asked_again(chat: Conversation) -> None:
    chat.begins("po_intake").answers(for_whom="self", adult="yes", urgent=["food"]).chooses("no")
    assert chat.asked == "area"
    chat.wants("back").chooses("medicine")
    assert chat.asked == "area"


def test_nothing_acute_offers_nothing(chat: Conversation) -> None:
    chat.begins("po_intake").answers(for_whom="self", adult="yes", urgent=["none"])
    assert chat.asked == "area"


def test_money_that_is_not_enough_offers_acute_help(chat: Conversation) -> None:
    chat.begins("explain_decision")
    while chat.asked != "enough":
        chat.wants("dont_know")
    chat.chooses("no")
    assert chat.asked == "offer_topic"


def test_after_the_acute_help_the_first_flow_goes_on(chat: Conversation) -> None:
    chat.begins("po_intake").answers(for_whom="self", adult="yes", urgent=["food"]).chooses("yes")
    while chat.turn.flow == "nodprovning":
        if chat.asked == "summary":
            chat.chooses("send")
        elif chat.asked in ("danger",):
            chat.chooses("no")
        elif chat.asked == "send_ombud":
            chat.chooses("yes")
        elif chat.asked == "area":
            chat.says("Farsta")
        else:
            chat.wants("skip")
    assert [i.kind for i in chat.intakes] == ["nodprovning"]
    assert not chat.turn.done
    assert chat.turn.flow == "po_intake"
    assert chat.asked == "reasons"  # the area is known by now


def test_a_no_to_sending_concerns_that_flow_only(chat: Conversation) -> None:
    chat.begins("complaint").says("ett möte med alla", meant("sip")).says("ja")
    chat.chooses("yes")
    while chat.asked not in ("send_ombud", None):
        chat.wants("skip") if chat.asked != "area" else chat.says("Farsta")
    chat.chooses("no")
    assert chat.turn.flow == "complaint"
    assert "send_ombud" not in chat.known


def test_a_sent_topic_is_not_taken_twice(chat: Conversation) -> None:
    chat.begins("human")
    while chat.asked != "summary":
        chat.wants("skip")
    chat.chooses("send")
    assert chat.turn.done
    chat.says("hej").chooses("human")
    assert chat.heard("duplicate_flow_done")
    assert len(chat.intakes) == 1


def test_a_topic_taken_while_asking_about_ombud_begins_at_once(chat: Conversation) -> None:
    chat.agrees().chooses("about_po").chooses("cost")
    assert chat.asked == "about_po"
    chat.says("jag vill klaga på soc", meant("complain_brist"))
    if chat.asked == "offer_topic":
        chat.says("ja")
    assert chat.turn.flow == "complaint"
    assert chat.asked == "complain_about"


def test_questions_about_ombud_end_with_a_no(chat: Conversation) -> None:
    chat.agrees().chooses("about_po").chooses("cost").says("nej tack")
    assert chat.asked == "menu"


def test_a_question_about_ombud_in_the_middle_is_answered_and_the_flow_stands(chat: Conversation) -> None:
    chat.begins("complaint").says("vad kostar det", meant("out_of_scope", "faq/cost"))
    assert "gratis" in chat.told
    assert chat.asked == "complain_about"


def test_the_status_is_told_only_for_what_was_sent_here(chat: Conversation) -> None:
    chat.agrees().chooses("status")
    assert chat.heard("status_none")
    assert chat.asked == "menu"
    chat.chooses("human")
    while chat.asked != "summary":
        chat.wants("skip")
    chat.chooses("send").says("hej").chooses("status")
    assert "BJÖRK 47" in chat.told


def test_nothing_is_offered_on_top_of_a_question_about_danger(chat: Conversation) -> None:
    chat.begins("po_intake").says("jag vill dö", danger())
    assert chat.asked == "crisis_ask"
    chat.says("ja, jag har ingen mat", heard_in_passing(urgent=["food"]))
    assert chat.asked == "crisis_next"
    chat.says("jag vill ha hjälp med pengar", meant("nodprovning", confidence=0.7))
    assert chat.asked == "crisis_next"
    chat.says("jag vill ha hjälp med pengar till mat", meant("nodprovning"))
    assert chat.heard("crisis_numbers"), "who plainly goes on is let on, but never without the numbers"
    assert chat.asked == "offer_topic"
