"""Stopping in a call and going on another day: by number if the caller wants that, by a code, or not at all."""

from __future__ import annotations

import pytest

from bot.dialogue.effect import MakeCode, RememberNumber, TakeUp
from content.library import Library
from tests.bot.dialogue.conversation import CODE, Conversation, danger


def _stops(call: Conversation) -> Conversation:
    return call.begins("complaint").speaks("vården").wants("stop")


def test_the_caller_is_told_who_could_hear_the_answers(call: Conversation) -> None:
    assert _stops(call).asked == "keep_number"
    assert call.heard("keep_number")
    assert RememberNumber() not in call.effects


def test_a_yes_keeps_the_number(call: Conversation) -> None:
    _stops(call).speaks("ja")
    assert call.effects == [RememberNumber()]
    assert call.turn.done
    assert call.heard("stop_ok")


def test_a_yes_can_be_taken_back_the_next_time(call: Conversation) -> None:
    _stops(call).speaks("ja")
    call.comes_back().wants("stop").speaks("nej")
    assert call.effects == [RememberNumber(), RememberNumber(keep=False)]
    assert call.asked == "keep_code"


def test_a_doubtful_yes_keeps_nothing_yet(call: Conversation) -> None:
    _stops(call).speaks("ja", confidence=0.4)
    assert call.effects == []
    assert call.asked == "keep_number"


def test_a_no_offers_a_code_and_a_second_no_just_ends(call: Conversation) -> None:
    _stops(call).presses("2")
    assert call.asked == "keep_code"
    call.presses("2")
    assert call.turn.done
    assert call.effects == []


def test_a_withheld_number_is_offered_a_code_at_once(hidden_call: Conversation) -> None:
    assert _stops(hidden_call).asked == "keep_code"


def test_the_code_is_said_in_pairs_and_again(call: Conversation) -> None:
    _stops(call).presses("2", "1")
    assert MakeCode() in call.effects
    assert "1 2. 3 4. 5 6. 7 8." in call.told
    call.presses("1")
    assert "1 2. 3 4. 5 6. 7 8." in call.told
    call.presses("2")
    assert call.turn.done
    assert CODE not in call.state.model_dump_json(), "the code is not kept beside what it opens"


def test_silence_and_a_second_stop_end_at_once(call: Conversation) -> None:
    assert _stops(call).is_silent().turn.done


def test_who_stops_twice_is_not_held(call: Conversation) -> None:
    assert _stops(call).speaks("sluta").turn.done


def test_words_that_answer_nothing_end_it_too(call: Conversation) -> None:
    _stops(call).speaks("blomkål").speaks("blomkål").speaks("blomkål")
    assert call.turn.done


def test_back_goes_on_with_the_question(call: Conversation) -> None:
    assert _stops(call).presses("#").asked == "what_happened"


def test_a_caller_in_danger_is_not_asked(call: Conversation) -> None:
    call.begins("complaint").speaks("jag vill dö", danger()).speaks("nej").chooses("stop")
    assert call.turn.done


def test_who_has_begun_nothing_is_not_asked(call: Conversation) -> None:
    assert call.agrees().wants("stop").turn.done


def test_the_chat_stops_at_once(chat: Conversation) -> None:
    assert chat.begins("complaint").wants("stop").turn.done


# --- going on ---


@pytest.mark.parametrize("number", [None, "+46701740605"])
def test_every_caller_is_asked_the_same(library, number: str | None) -> None:  # type: ignore[no-untyped-def]
    call = Conversation(library, channel="phone", caller=number)
    assert call.heard("keys_take_up")
    assert call.options == ["yes", "no"]
    assert call.presses("9").asked == "take_up"
    call.presses("*9")
    assert call.heard("take_up_nothing")
    assert call.asked == "consent"


@pytest.mark.parametrize("words", ["fortsätta", "jag vill fortsätta ett tidigare samtal", "fortsätta där vi slutade"])
def test_it_can_be_said(call: Conversation, words: str) -> None:
    assert call.speaks(words).asked == "take_up"


@pytest.mark.parametrize("words", ["ja vi kan fortsätta", "ja", "okej"])
def test_a_yes_is_a_yes(call: Conversation, words: str) -> None:
    assert call.speaks(words).asked != "take_up"


def test_after_a_pause_going_on_means_the_question(call: Conversation) -> None:
    call.speaks("vänta lite").speaks("fortsätta")
    assert call.asked == "consent"


@pytest.mark.parametrize(("said", "code"), [
    ("12345678#", "12345678"), ("00000000#", "00000000"),
])  # fmt: skip
def test_a_code_by_keys(call: Conversation, said: str, code: str) -> None:
    call.presses("9", said)
    assert call.effects == [TakeUp(code)]


@pytest.mark.parametrize(("said", "code"), [
    ("ett två tre fyra fem sex sju åtta", "12345678"), ("tolv trettiofyra femtiosex sjuttioåtta", "12345678"),
    ("tolv trettio fyra femtio sex sjuttio åtta", "12345678"), ("12 34, 56 78", "12345678"),
    ("koden är noll noll ett två tre fyra fem sex", "00123456"), ("jag har ingen kod", None), ("nej", None),
    ("vet inte", None),
])  # fmt: skip
def test_a_code_by_words(call: Conversation, said: str, code: str | None) -> None:
    call.presses("9").speaks(said)
    assert call.effects == [TakeUp(code)]
    assert said not in call.state.model_dump_json()


def test_without_a_code_and_a_number_there_is_nothing_to_look_for(hidden_call: Conversation) -> None:
    hidden_call.presses("9", "*9")
    assert hidden_call.effects == []
    assert hidden_call.heard("take_up_nothing")


def test_nobody_may_guess_for_long(call: Conversation) -> None:
    for _ in range(6):
        call.presses("9", "11111111#")
        assert call.heard("take_up_nothing")
    assert len(call.effects) == 3


def test_danger_and_a_human_come_first_there_too(call: Conversation) -> None:
    assert call.presses("9").speaks("jag vill dö", danger()).asked == "crisis_ask"


def test_back_from_the_code_is_the_first_question(call: Conversation) -> None:
    assert call.presses("9", "#").asked == "consent"


def test_who_speaks_on_no_telephone_just_stops(library: Library) -> None:
    assert _stops(Conversation(library, channel="phone")).turn.done, "there is no other call to go on in"
