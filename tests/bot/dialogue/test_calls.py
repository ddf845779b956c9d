"""What is special about a call: bad lines, callers who wonder whether somebody is there, and a human on the line."""

from __future__ import annotations

import pytest

from bot.dialogue.event import NotConnected
from bot.dialogue.listening import listening
from content.library import Library
from tests.bot.dialogue.conversation import CALLER, Conversation, danger, meant

BADLY = 0.4


@pytest.fixture
def open_office(library: Library) -> Conversation:
    """A call while the office takes calls."""
    return Conversation(library, channel="phone", caller=CALLER, connectable=True, can_connect=True)


def _connects(call: Conversation) -> bool:
    return listening(call.library, call.state, call.now).connect


# --- heard badly ---


def test_a_yes_to_being_stored_is_never_read_back_but_asked_for_again(call: Conversation) -> None:
    call.speaks("ja", confidence=BADLY)
    assert call.heard("heard_badly")
    assert call.asked == "consent"
    assert call.state.consent == "unasked"
    call.speaks("ja", confidence=BADLY)
    assert call.state.consent == "yes", "the same answer heard twice is taken"


def test_two_different_answers_are_no_answer(call: Conversation) -> None:
    call.speaks("ja", confidence=BADLY).speaks("nej", confidence=BADLY)
    assert call.asked == "consent"
    call.speaks("ja", confidence=BADLY)
    assert call.asked == "offer_human", "three times is enough: a human is offered"


def test_the_menu_is_read_back(call: Conversation) -> None:
    call.agrees().speaks("klaga", confidence=BADLY)
    assert call.asked == "confirm"
    assert call.turn.flow is None
    call.speaks("ja")
    assert call.turn.flow == "complaint"


def test_the_menu_in_own_words_is_read_back_too(call: Conversation) -> None:
    call.agrees().speaks("de var dumma mot mig på soc", meant("complain_brist"), confidence=BADLY)
    assert call.asked == "confirm"
    call.speaks("nej")
    assert call.asked == "menu"
    assert call.heard("confirm_failed")


def test_a_no_to_the_read_back_may_hold_the_right_one(call: Conversation) -> None:
    call.agrees().speaks("klaga", confidence=BADLY).speaks("nej, akut hjälp")
    assert call.turn.flow == "nodprovning"


def test_sending_is_read_back(call: Conversation) -> None:
    call.begins("human").presses("1", "2", "1#", "1", "1", "1")
    assert call.asked == "summary"
    call.speaks("skicka", confidence=BADLY)
    assert call.asked == "confirm"
    assert not call.intakes
    call.speaks("ja")
    assert call.intakes


def test_several_answers_at_once_are_read_back(call: Conversation) -> None:
    call.begins("nodprovning").presses("2").speaks("mat och el", confidence=BADLY)
    assert call.asked == "confirm"
    call.speaks("ja")
    assert call.known["need"] == ["food", "power"]


def test_a_place_is_read_back(call: Conversation) -> None:
    call.begins("complaint").presses("2", "1", "2", "1")
    assert call.asked == "area"
    call.speaks("Farsta", confidence=BADLY)
    assert call.asked == "confirm"


def test_a_noise_that_sounds_like_stop_does_not_end_the_call(call: Conversation) -> None:
    call.agrees().speaks("sluta", confidence=BADLY)
    assert call.asked == "menu"
    assert call.speaks("sluta", confidence=BADLY).turn.done


def test_free_words_at_a_question_with_choices_are_read_back_too(call: Conversation) -> None:
    call.begins("complaint").speaks("det var på vårdcentralen faktiskt", confidence=BADLY)
    assert call.asked == "confirm"


def test_danger_is_believed_however_badly_it_was_heard(call: Conversation) -> None:
    call.begins("nodprovning").speaks("ja", confidence=BADLY)
    assert call.heard("crisis_danger")


def test_safety_is_not_believed_when_it_was_heard_badly(call: Conversation) -> None:
    call.agrees().speaks("jag vill dö", danger()).speaks("nej", confidence=BADLY)
    assert call.asked == "crisis_ask"
    assert call.heard("heard_badly")
    assert call.speaks("nej", confidence=BADLY).heard("crisis_no")


# --- is anybody there ---


@pytest.mark.parametrize("words", ["hallå", "Hallå, är det nån där?", "är du kvar?", "hör du mig?", "finns du där"])
def test_we_are_still_here_and_ask_again(call: Conversation, words: str) -> None:
    call.begins("complaint").speaks(words)
    assert call.heard("still_here")
    assert call.asked == "complain_about"
    assert call.state.failures == 0


@pytest.mark.parametrize("words", ["mm", "ja just det", "okej", "jaha", "Ja, precis."])
def test_a_hum_is_no_story(call: Conversation, words: str) -> None:
    call.begins("complaint").speaks("vården").speaks(words)
    assert call.asked == "what_happened"
    assert "what_happened" not in call.known


@pytest.mark.parametrize("words", ["ja de kom aldrig", "okej så här var det", "hallå det var så här att de skrek"])
def test_a_story_may_begin_with_one(call: Conversation, words: str) -> None:
    call.begins("complaint").speaks("vården").speaks(words)
    assert call.known["what_happened"] == words


# --- a human on the line ---


@pytest.mark.parametrize("wants", ["key", "words", "menu"])
def test_a_human_is_one_key_or_word_away(open_office: Conversation, wants: str) -> None:
    call = open_office
    match wants:
        case "key":
            call.presses("0")
        case "words":
            call.agrees().speaks("jag vill prata med en människa")
        case _:
            call.agrees().chooses("human")
    assert call.heard("connecting")
    assert call.turn.done
    assert _connects(call)


def test_outside_office_hours_an_ombud_calls_back(call: Conversation) -> None:
    call.agrees().presses("0")
    assert call.turn.flow == "human"
    assert not _connects(call)


def test_a_line_that_cannot_be_put_through_gets_the_message_instead(library: Library) -> None:
    call = Conversation(library, channel="phone", can_connect=True)
    call.agrees().presses("0")
    assert call.turn.flow == "human"


def test_the_chat_is_never_put_through(library: Library) -> None:
    chat = Conversation(library, connectable=True, can_connect=True)
    assert chat.agrees().wants("human").turn.flow == "human"


def test_nobody_answered_so_an_ombud_may_call_back(open_office: Conversation) -> None:
    call = open_office.begins("complaint").presses("0").takes(NotConnected())
    assert call.heard("not_connected")
    assert call.turn.flow == "human"
    assert not _connects(call)
    assert [frame.flow for frame in call.state.flows] == ["complaint", "human"], "the complaint is kept"


def test_nobody_answered_before_the_yes(open_office: Conversation) -> None:
    call = open_office.presses("0").takes(NotConnected())
    assert call.heard("not_connected")
    assert call.heard("human_before_yes")
    assert call.asked == "consent"


def test_ringing_in_vain_has_an_end(open_office: Conversation) -> None:
    call = open_office.presses("0").takes(NotConnected()).presses("0")
    assert call.heard("connecting")
    call.takes(NotConnected()).presses("0")
    assert not call.heard("connecting")


def test_a_word_while_we_connect_keeps_the_caller_here(open_office: Conversation) -> None:
    call = open_office.begins("complaint").presses("0").speaks("nej vänta, vården")
    assert not _connects(call)
    assert not call.heard("resumed")
    assert call.asked in ("complain_about", "what_happened")


def test_a_human_heard_badly_is_asked_about(open_office: Conversation) -> None:
    call = open_office.agrees().speaks("människa", confidence=BADLY)
    assert call.asked == "offer_human"
    assert _connects(call.speaks("ja"))


def test_nobody_leaves_a_nodprovning_for_a_human_believing_that_it_was_an_application(
    open_office: Conversation,
) -> None:
    call = open_office.begins("nodprovning").presses("0")
    assert "ingen ansökan" in call.told


def test_in_danger_nobody_is_put_through_without_being_asked(open_office: Conversation) -> None:
    call = open_office.agrees().speaks("jag vill dö", danger()).presses("0")
    assert call.asked == "crisis_connect"
    assert "ett ett två" in call.told
    assert not _connects(call)
    call.speaks("ja", confidence=BADLY)
    assert not _connects(call), "a doubtful yes does not send anybody away from here"
    assert _connects(call.speaks("ja"))
    call.takes(NotConnected())
    assert call.asked == "crisis_ask"
    assert call.heard("crisis_numbers")


def test_silence_about_being_put_through_in_danger_keeps_the_line_open(open_office: Conversation) -> None:
    call = open_office.agrees().speaks("jag vill dö", danger()).presses("0").is_silent(3)
    assert not _connects(call)
    assert "ett ett två" in call.told


def test_what_was_said_is_read_back_with_one_stop(call: Conversation) -> None:
    call.begins("complaint").chooses("social_services")
    call.speaks("Jag ringde fem gånger.", meant("out_of_scope"))
    for _ in range(20):
        if call.asked == "summary":
            break
        call.presses("1#" if call.asked in ("adapt", "contact_value") else "1")
    assert "Jag ringde fem gånger. " in call.told
    assert ".." not in call.told
