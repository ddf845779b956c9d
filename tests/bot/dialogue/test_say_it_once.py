"""Say it once: what a client told in any sentence is read back and never asked again, also in another flow."""

from __future__ import annotations

from tests.bot.dialogue.conversation import Conversation, heard_in_passing, meant

CONTACT = {"send_ombud": "yes", "name": "Kim", "contact_way": "email", "contact_value": "kim@example.org",
           "contact_safe": "yes"}  # fmt: skip


def test_a_rich_opening_fills_everything_it_holds(chat: Conversation) -> None:
    chat.agrees().says(
        "jag fick avslag av soc i tisdags, har två barn och ingen mat",
        meant("nodprovning", need=["food"], children_count=2, answer="refused"),
    )
    assert chat.turn.flow == "nodprovning"
    assert chat.known["children"] == "yes"  # follows from two children
    questions = []
    while chat.asked and chat.asked != "summary":
        questions.append(chat.asked)
        chat.wants("skip") if chat.asked != "danger" else chat.chooses("no")
    assert not {"need", "children_count", "answer"} & set(questions)
    assert "food_days" in questions


def test_what_was_heard_is_read_back_at_once(chat: Conversation) -> None:
    chat.begins("po_intake").says("det är till mig och jag bor i Farsta", heard_in_passing(area="farsta"))
    assert chat.heard("heard_intro")
    assert "Stadsdel: Farsta" in chat.told


def test_a_filled_answer_stands_in_the_summary(chat: Conversation) -> None:
    chat.begins("complaint").says("soc i Farsta", meant("out_of_scope", confidence=0.1, area="farsta"))
    chat.answers(complain_about="social_services", what_happened="de svarar aldrig", want_help_complain="yes",
                 more=None, **CONTACT, contact_time=None, adapt=None)  # fmt: skip
    assert chat.asked == "summary"
    assert "Stadsdel: Farsta" in chat.told


def test_answers_carry_over_to_another_flow(chat: Conversation) -> None:
    chat.begins("complaint").answers(
        complain_about="other", what_happened="ingen svarade", want_help_complain="yes", more=None, area="farsta",
        **CONTACT, contact_time="any", adapt=["none"], summary="send",
    )  # fmt: skip
    assert chat.turn.done
    assert [i.kind for i in chat.intakes] == ["complaint"]
    chat.says("hej igen").chooses("sip")
    questions = []
    while chat.asked and chat.asked != "summary":
        questions.append(chat.asked)
        chat.wants("skip")
    assert not {"area", "name", "contact_way", "contact_safe", "contact_time", "adapt"} & set(questions)


def test_what_an_ombud_must_hear_from_the_client_is_never_filled_in_passing(chat: Conversation) -> None:
    chat.begins("complaint").says("det är lugnt, skicka bara", heard_in_passing(danger="no", send_ombud="yes"))
    assert "danger" not in chat.known
    assert "send_ombud" not in chat.known


def test_a_known_answer_is_not_overwritten_by_something_said_in_passing(chat: Conversation) -> None:
    chat.begins("complaint").says("Farsta", heard_in_passing(area="farsta"))
    chat.chooses("other").says("min syster bor i Tensta och såg allt", heard_in_passing(area="jarva"))
    assert chat.known["area"] == "farsta"


def test_the_own_words_are_kept_for_the_ombud(chat: Conversation) -> None:
    chat.begins("complaint").chooses("other").says("de skrattade åt mig i telefon")
    assert [(w.key, w.text) for w in chat.state.own_words] == [("what_happened", "de skrattade åt mig i telefon")]


def test_each_answer_tells_how_it_came(chat: Conversation) -> None:
    chat.begins("po_intake").chooses("self").says("ja").wants("dont_know").says("Farsta")
    how = {key: (a.how, a.raw, a.move) for key, a in chat.state.answers.items()}
    assert how["for_whom"][0] == "button"
    assert how["adult"] == ("words", "ja", None)
    assert how["urgent"] == ("button", "dont_know", "dont_know")
    assert how["area"] == ("words", "Farsta", None)


def test_homelessness_answers_both_questions_about_the_home(chat: Conversation) -> None:
    chat.begins("po_intake").answers(for_whom="self", adult="yes", urgent=["none"], area="homeless")
    assert chat.known["home_risk"] == "homeless"
    assert chat.state.answers["home_risk"].how == "derived"
    chat.answers(reasons=["housing"], children="no")
    assert chat.asked == "more"
