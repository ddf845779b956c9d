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
    chat.chooses("no").chooses("no")  # has no SIP, and wants no meeting after all
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
    chat.begins("complaint")
    while chat.asked != "summary":
        chat.wants("skip")
    chat.chooses("send").wants("skip")
    while not chat.turn.done:
        chat.chooses("send") if chat.asked == "summary" else chat.wants("skip")
    chat.says("hej").chooses("complaint")
    assert chat.heard("duplicate_flow_done")
    assert len(chat.intakes) == 1


def _has_asked_for_a_human(chat: Conversation) -> Conversation:
    chat.begins("human").says("Mona").chooses("phone").says("0701740605").chooses("yes").chooses("any").says("nej")
    chat.chooses("send")
    assert chat.turn.done
    return chat


def test_who_asks_for_a_human_again_hears_who_answers_now(chat: Conversation) -> None:
    _has_asked_for_a_human(chat).wants("human")
    assert chat.heard("human_already")
    assert "1177" in chat.told
    assert chat.asked == "human_again"
    chat.chooses("no")
    assert chat.asked == "menu"
    assert len(chat.intakes) == 1


def test_who_asks_for_a_human_again_can_give_another_way_to_be_reached(chat: Conversation) -> None:
    _has_asked_for_a_human(chat).wants("human").chooses("yes")
    assert chat.asked == "contact_way"
    chat.chooses("email").says("mona@example.com").chooses("yes").chooses("any").says("nej").chooses("send")
    assert len(chat.intakes) == 2
    assert chat.state.answers["contact_value"].value == "mona@example.com"
    assert chat.state.answers["name"].value == "Mona"


def test_words_after_the_end_are_offered_to_the_ombud(chat: Conversation) -> None:
    _has_asked_for_a_human(chat).says("jag glömde säga en sak om mötet", heard_in_passing())
    assert chat.heard("after_sent")
    assert not chat.heard("not_understood_1")
    assert chat.asked == "send_more"
    chat.says("ja")
    assert chat.asked == "summary"
    assert "jag glömde säga en sak om mötet" in chat.told
    assert "070-174 06 05" in chat.told
    chat.chooses("send")
    assert len(chat.intakes) == 2


def test_words_after_the_end_are_sent_only_by_a_yes(chat: Conversation) -> None:
    _has_asked_for_a_human(chat).says("jag glömde säga en sak om mötet", heard_in_passing()).says("nej")
    assert chat.asked == "menu"
    assert len(chat.intakes) == 1


def test_a_new_matter_after_the_end_is_taken_up(chat: Conversation) -> None:
    _has_asked_for_a_human(chat).says("jag vill klaga på soc", meant("complain_brist"))
    assert chat.turn.flow == "complaint"


def test_courtesy_after_the_end_sends_nothing(chat: Conversation) -> None:
    _has_asked_for_a_human(chat).says("nej det är bra", meant("deny"))
    assert chat.asked == "menu"


def test_hunger_said_at_the_menu_leads_to_emergency_help_at_once(chat: Conversation) -> None:
    chat.agrees().says("det finns inget att äta", heard_in_passing(need=["food"], urgent=["food"]))
    assert chat.turn.flow == "nodprovning"
    assert chat.asked == "danger"


def test_questions_about_ombud_that_were_answered_are_not_shown_again_and_the_way_out_is(chat: Conversation) -> None:
    chat.agrees().chooses("about_po").chooses("cost")
    shown = [option.id for option in chat.turn.expects.options] if chat.turn.expects else []
    assert "cost" not in shown
    assert shown[-1] == "menu"
    chat.wants("more")
    assert chat.turn.expects
    assert chat.turn.expects.options[-1].id == "menu"
    chat.chooses("cost")  # an old button is answered all the same
    assert "gratis" in chat.told
    chat.chooses("menu")
    assert chat.asked == "menu"


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
