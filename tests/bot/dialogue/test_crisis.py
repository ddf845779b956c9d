"""Somebody may be in danger: met in every state, help lines first, one straight question, and the flow waits below."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest

from content.library import Library
from nlu.understanding import CrisisKind
from tests.bot.dialogue.conversation import CALLER, Conversation, danger, heard_in_passing
from tests.bot.dialogue.test_change import UP_TO_SUMMARY

KINDS: tuple[CrisisKind, ...] = get_args(CrisisKind)


def _in_a_flow(talk: Conversation) -> None:
    talk.begins("complaint").chooses("other")


def _at_menu(talk: Conversation) -> None:
    talk.agrees()


def _at_confirm(talk: Conversation) -> None:
    talk.begins("nodprovning").chooses("no").chooses("rent")
    talk.speaks("två barn")
    assert talk.asked == "confirm"


def _at_summary(talk: Conversation) -> None:
    talk.begins("complaint").answers(**UP_TO_SUMMARY)
    assert talk.asked == "summary"


def _after_done(talk: Conversation) -> None:
    _at_summary(talk)
    talk.chooses("send")
    assert talk.turn.done


def _after_no(talk: Conversation) -> None:
    talk.says("nej")
    assert talk.turn.done


def _after_stop(talk: Conversation) -> None:
    _in_a_flow(talk)
    talk.says("sluta")


def _at_offer(talk: Conversation) -> None:
    talk.begins("po_intake").answers(for_whom="self", adult="yes", urgent=["food"])
    assert talk.asked == "offer_topic"


def _at_change(talk: Conversation) -> None:
    _at_summary(talk)
    talk.chooses("change")


def _about_po(talk: Conversation) -> None:
    talk.agrees().chooses("about_po")


def _waiting(talk: Conversation) -> None:
    _in_a_flow(talk)
    talk.says("vänta")


def _in_the_last_turn(talk: Conversation) -> None:
    _in_a_flow(talk)
    talk.state.turns = 400


STATES: dict[str, Callable[[Conversation], None]] = {
    "before the yes": lambda talk: None, "at the menu": _at_menu, "in a flow": _in_a_flow, "reading back": _at_confirm,
    "at the summary": _at_summary, "after it was sent": _after_done, "after a no": _after_no,
    "after a stop": _after_stop, "at an offer": _at_offer, "choosing what to change": _at_change,
    "asking about ombud": _about_po, "waiting": _waiting, "in the last turn": _in_the_last_turn,
}  # fmt: skip


@pytest.mark.parametrize("channel", ["chat", "phone"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("where", STATES)
def test_a_certain_cry_is_met_everywhere_with_the_help_lines_first(
    library: Library, where: str, kind: CrisisKind, channel: str
) -> None:
    talk = Conversation(library, channel="phone" if channel == "phone" else "chat")
    STATES[where](talk)
    answers = dict(talk.known)
    talk.says("...", danger("certain", kind))
    first = talk.turn.messages[0]
    assert first.kind == "crisis"
    assert ("112" if channel == "chat" else "ett ett två") in first.text.split(".")[0]
    assert talk.heard(f"crisis_{kind}")
    if where != "in the last turn":
        assert talk.asked in ("crisis_ask", "crisis_safe", "crisis_next")
        assert talk.turn.messages[-1].kind == "crisis"
    told = {"what_happened": "..."} if "what_happened" in talk.known else {}  # an open question has its answer
    assert talk.known == {**told, **answers}


@pytest.mark.parametrize("kind", KINDS)
def test_about_somebody_else_tells_what_to_do_for_them(chat: Conversation, kind: CrisisKind) -> None:
    chat.says("min vän vill dö", danger("certain", kind, about_other=True))
    assert chat.heard(f"crisis_{kind}_other")
    assert chat.asked == "crisis_next"


def test_thoughts_of_suicide_are_asked_about_straight_out(chat: Conversation) -> None:
    chat.begins("complaint").says("jag vill inte leva", danger())
    assert chat.asked == "crisis_ask"
    assert "ta ditt liv" in chat.told


@pytest.mark.parametrize("answer", ["ja", "ibland", "vet inte", "kanske", "vill inte svara", "mm"])
def test_sometimes_and_dont_know_count_as_yes(chat: Conversation, answer: str) -> None:
    chat.says("jag vill inte leva", danger()).says(answer)
    assert chat.heard("crisis_yes")
    assert chat.asked == "crisis_next"


def test_by_button_declining_counts_as_yes(chat: Conversation) -> None:
    chat.says("jag vill inte leva", danger()).wants("skip")
    assert chat.heard("crisis_yes")


def test_saying_it_again_answers_the_question(chat: Conversation) -> None:
    chat.says("jag vill inte leva", danger()).says("jag vill ju dö", danger())
    assert chat.heard("crisis_yes")
    assert chat.asked == "crisis_next"


def test_a_no_is_believed_and_the_number_is_told(chat: Conversation) -> None:
    chat.begins("complaint").says("jag orkar inte leva", danger()).says("nej")
    assert chat.heard("crisis_no")
    assert "90101" in chat.told
    assert chat.asked == "crisis_next"


def test_afterwards_the_client_chooses_and_the_flow_has_kept_its_answers(chat: Conversation) -> None:
    chat.begins("complaint").chooses("other").says("jag vill inte leva", danger()).says("nej")
    chat.chooses("numbers")
    assert chat.heard("crisis_numbers")
    assert chat.asked == "crisis_next"
    chat.chooses("continue")
    assert chat.known["complain_about"] == "other"
    assert chat.known["what_happened"] == "jag vill inte leva"  # told once is told, whatever else it was
    assert chat.asked == "want_help_complain"


def test_afterwards_a_human(chat: Conversation) -> None:
    chat.begins("complaint").says("jag vill inte leva", danger()).says("ja").chooses("human")
    assert chat.turn.flow == "human"
    assert chat.asked == "name"


def test_afterwards_stop(chat: Conversation) -> None:
    chat.begins("complaint").says("jag vill inte leva", danger()).says("ja").chooses("stop")
    assert chat.turn.done
    assert chat.heard("stop_ok")


def test_before_the_yes_a_human_is_shown_and_nothing_is_stored(chat: Conversation) -> None:
    chat.says("jag vill inte leva", danger()).says("ja").chooses("human")
    assert "112" in chat.told
    assert chat.asked == "consent"


@pytest.mark.parametrize("kind", ["violence", "medical", "danger"])
def test_other_dangers_ask_whether_they_are_safe(chat: Conversation, kind: CrisisKind) -> None:
    chat.begins("complaint").says("...", danger("certain", kind))
    assert chat.asked == "crisis_safe"
    chat.says("nej")
    assert chat.heard("crisis_not_safe")
    assert chat.asked == "crisis_next"


def test_who_is_safe_goes_on_when_they_like(chat: Conversation) -> None:
    chat.begins("complaint").says("han slog mig", danger("certain", "violence")).says("ja, hos en vän")
    assert chat.asked == "crisis_next"
    chat.says("fortsätta")
    assert chat.asked == "complain_about"


def test_a_human_is_alerted_only_if_one_is_on_duty_and_the_client_agreed(library: Library) -> None:
    on_duty = Conversation(library, on_duty=True).agrees().says("jag vill dö", danger())
    assert [a.kind for a in on_duty.alerts] == ["suicide"]
    assert on_duty.heard("crisis_on_duty")
    nobody = Conversation(library).agrees().says("jag vill dö", danger())
    assert nobody.alerts == []
    assert nobody.heard("crisis_nobody_on_duty")
    before_yes = Conversation(library, on_duty=True).says("jag vill dö", danger())
    assert before_yes.alerts == []
    assert before_yes.heard("crisis_nobody_on_duty")


def test_a_possible_sign_asks_about_danger_and_keeps_the_answer_given(chat: Conversation) -> None:
    chat.begins("complaint").says("vården, jag orkar snart inte mer", danger("perhaps", complain_about="health_care"))
    assert chat.known["complain_about"] == "health_care"
    assert chat.asked == "danger"
    assert chat.heard("danger_check")
    assert "112" in chat.told
    chat.says("nej")
    assert chat.heard("danger_no")
    assert chat.asked == "what_happened"


def test_a_yes_to_danger_is_met_in_full(library: Library) -> None:
    talk = Conversation(library, on_duty=True).begins("complaint").says("det är mörkt nu", danger("perhaps")).says("ja")
    assert talk.heard("crisis_danger")
    assert talk.alerts
    assert talk.asked == "crisis_safe"


def test_not_knowing_about_danger_counts_as_danger_but_alerts_nobody(library: Library) -> None:
    talk = Conversation(library, on_duty=True).begins("complaint").says("mörkt nu", danger("perhaps")).says("vet inte")
    assert talk.heard("danger_unsure")
    assert talk.asked == "crisis_safe"
    assert talk.alerts == []


def test_a_possible_sign_that_becomes_certain_is_met_in_full(library: Library) -> None:
    talk = Conversation(library, on_duty=True).begins("complaint").says("det är mörkt nu", danger("perhaps"))
    talk.says("jag vill ta mitt liv", danger())
    assert talk.heard("crisis_suicide")
    assert talk.alerts
    assert talk.asked == "crisis_ask"


def test_the_question_about_danger_is_not_nagging(chat: Conversation) -> None:
    chat.begins("complaint").says("det är tungt", danger("perhaps")).says("nej")
    chat.says("vården var tung", danger("perhaps"))
    assert chat.asked != "danger"


def test_later_signs_are_asked_about_again(chat: Conversation) -> None:
    chat.begins("complaint").says("det är tungt", danger("perhaps")).says("nej")
    chat.chooses("other").says("de skrek åt mig").chooses("yes").says("det är mörkt", danger("perhaps"))
    assert chat.asked == "danger"


@pytest.mark.parametrize("words", ["vänta, det är mörkt nu", "vänta", "sluta"])
def test_the_question_about_danger_comes_before_a_pause_or_an_end(chat: Conversation, words: str) -> None:
    chat.begins("complaint").says(words, danger("perhaps"))
    assert chat.asked == "danger"
    assert chat.question("danger") in chat.told


def test_danger_asked_in_the_flow_is_met_in_the_same_way(chat: Conversation) -> None:
    chat.begins("nodprovning").chooses("yes")
    assert chat.heard("crisis_danger")
    assert chat.asked == "crisis_safe"
    chat.chooses("yes").chooses("continue")
    assert chat.asked == "need"
    assert chat.known["danger"] == "yes"


def test_danger_answered_in_the_check_is_not_asked_again_by_the_flow(chat: Conversation) -> None:
    chat.agrees().says("jag har inget kvar", danger("perhaps")).says("nej")
    chat.chooses("nodprovning")
    assert chat.asked == "need"


def test_silence_after_a_cry_repeats_the_numbers_and_ends_with_them(call: Conversation) -> None:
    call.begins("complaint").speaks("jag vill dö", danger())
    numbers = 0
    while not call.turn.done:
        call.is_silent()
        numbers += call.heard("crisis_numbers")
    assert numbers >= 2
    assert call.heard("crisis_numbers")


def test_what_was_told_in_the_cry_is_kept(chat: Conversation) -> None:
    chat.begins("complaint").says("jag bor i Farsta och vill dö", danger("certain", area="farsta"))
    assert chat.asked == "crisis_ask"
    assert chat.known["area"] == "farsta"


def test_a_pending_confirmation_is_still_there_after_the_crisis(library: Library) -> None:
    call = Conversation(library, channel="phone", caller=CALLER)
    _at_confirm(call)
    call.speaks("jag vill dö", danger()).speaks("nej").speaks("fortsätta")
    assert call.asked == "confirm"
    call.speaks("ja")
    assert call.known["children_count"] == 2


def test_a_cry_in_a_hundred_thousand_characters_still_comes_first(chat: Conversation) -> None:
    chat.begins("complaint").says("det är för mycket " * 6_000, danger())
    assert chat.turn.messages[0].kind == "crisis"


def test_idle_words_found_in_passing_do_not_answer_for_somebodys_safety(chat: Conversation) -> None:
    chat.says("jag vill dö", danger()).says("Farsta", heard_in_passing(area="farsta"))
    assert chat.asked == "crisis_ask"
