"""Whatever happens, the conversation goes on: no error, no loop, no question asked twice, always a way to a human.

`Conversation` itself checks every turn: the state saves and loads, the given state is left alone, something is
expected or it is over, a human is among the moves, no placeholder is left, few enough options are shown or spoken.
"""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.draft import Draft
from bot.dialogue.event import Chose, Event, Moved, Pressed, Said, Silent
from bot.dialogue.waiting import waiting
from content.flow import Channel
from content.loader import load_library
from nlu.understanding import CrisisKind, Understanding
from tests.bot.dialogue.conversation import CALLER, Conversation, danger, meant
from tests.bot.dialogue.events import NASTY, inputs

LIBRARY = load_library()
FLOWS = ("po_intake", "nodprovning", "explain_decision", "sip", "complaint", "human")
CHANNELS: tuple[Channel, ...] = ("chat", "phone")


def conversations() -> st.SearchStrategy[Conversation]:
    """A new conversation, or one that is already inside a flow, in both channels."""

    def begun(channel: Channel, flow: str | None, caller: str | None, on_duty: bool, office: bool) -> Conversation:
        talk = Conversation(LIBRARY, channel, caller, on_duty, connectable=office, can_connect=office)
        return talk.begins(flow) if flow else talk

    flows, callers = st.sampled_from((None, *FLOWS)), st.sampled_from((None, CALLER))
    return st.builds(begun, st.sampled_from(CHANNELS), flows, callers, st.booleans(), st.booleans())


@settings(max_examples=400)
@given(talk=conversations(), happenings=st.lists(inputs(LIBRARY), max_size=25))
def test_no_sequence_of_inputs_breaks_the_conversation(talk: Conversation, happenings: list) -> None:
    for event, understood in happenings:
        talk.takes(event, understood)


@settings(max_examples=400)
@given(talk=conversations(), happenings=st.lists(inputs(LIBRARY), max_size=25))
def test_an_answered_question_waits_again_only_if_the_client_wants_to_change_it(
    talk: Conversation, happenings: list
) -> None:
    for event, understood in happenings:
        talk.takes(event, understood)
        wait = waiting(Draft(LIBRARY, talk.state.model_copy(deep=True), talk.now))
        if wait and wait.taker == "flow":
            assert wait.step.key not in talk.known, talk.story
        if wait and wait.taker == "interlude" and wait.step.key in talk.known:
            assert talk.state.interludes[-1].kind in ("change", "danger_check"), talk.story


@settings(max_examples=400)
@given(talk=conversations(), happenings=st.lists(inputs(LIBRARY), max_size=10))
def test_after_anything_a_human_is_one_key_away(talk: Conversation, happenings: list) -> None:
    for event, understood in happenings:
        talk.takes(event, understood)
    talk.state.turns = min(talk.state.turns, 100)
    talk.wants("human")
    shown_the_way = "112" in talk.told or "ett ett två" in talk.told or talk.heard("connecting")
    assert shown_the_way or talk.turn.flow == "human" or talk.heard("duplicate_flow_done"), talk.story


USELESS: dict[str, tuple[Event, Understanding | None]] = {
    "words nobody understands": (Said("blomkål fjutt krasch"), None),
    "no words": (Said("😀😀"), None),
    "nothing typed": (Said(""), None),
    "another language": (Said("please help me with this"), Understanding(language="en")),
    "not knowing": (Said("vet inte"), None),
    "declining by button": (Moved("dont_know"), None),
    "asking for help": (Moved("help"), None),
    "silence": (Silent(), None),
    "a wrong key": (Pressed("7"), None),
    "a wrong row of keys": (Pressed("99999999999#"), None),
    "hashes": (Pressed("##"), None),
}


@pytest.mark.parametrize("flow", [None, *FLOWS])
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("what", USELESS)
def test_useless_input_again_and_again_leads_on_or_to_an_end(what: str, channel: Channel, flow: str | None) -> None:
    event, understood = USELESS[what]
    talk = Conversation(LIBRARY, channel=channel)
    if flow:
        talk.begins(flow)
    for _ in range(60):
        talk.takes(event, understood)
        if talk.turn.done:
            return
    raise AssertionError(talk.story)


@pytest.mark.parametrize("kind", get_args(CrisisKind))
@pytest.mark.parametrize("what", ["words nobody understands", "not knowing", "silence", "a wrong row of keys"])
def test_useless_input_after_a_cry_for_help_never_circles_around_one_question(what: str, kind: CrisisKind) -> None:
    event, understood = USELESS[what]
    talk = Conversation(LIBRARY, channel="phone").begins("po_intake").speaks("...", danger("certain", kind))
    for _ in range(60):
        talk.takes(event, understood)
        if talk.turn.done:
            return
    raise AssertionError(talk.story)


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("flow", [None, *FLOWS])
def test_strange_words_get_a_kind_answer_and_lose_nothing(text: str, flow: str | None) -> None:
    talk = Conversation(LIBRARY)
    if flow:
        talk.begins(flow)
    known = dict(talk.known)
    talk.says(text)
    assert talk.turn.messages
    assert known.items() <= talk.known.items()


def test_a_hundred_thousand_characters_are_read_in_part_and_said_so(chat: Conversation) -> None:
    chat.begins("complaint").chooses("social_services").says("de svarar aldrig " * 6_000)
    assert chat.heard("text_too_long")
    assert len(str(chat.known["what_happened"])) <= 8_000
    assert chat.asked == "want_help_complain"


def test_the_conversation_ends_kindly_when_it_has_gone_on_for_too_long(chat: Conversation) -> None:
    chat.begins("complaint").chooses("social_services")
    chat.state.turns = 400
    chat.says("de svarar aldrig")
    assert chat.turn.done
    assert chat.heard("too_many_turns")
    assert "112" in chat.told
    assert chat.known["complain_about"] == "social_services"


@pytest.mark.parametrize("event", [Chose(("send",)), Chose(("no_such_option",)), Chose(()), Chose(("yes", "no"))])
def test_an_old_button_gets_the_same_question_again(chat: Conversation, event: Chose) -> None:
    chat.begins("po_intake")
    before = chat.turn.expects
    chat.takes(event)
    assert chat.turn.expects == before
    assert chat.heard("no_option")


def test_an_unknown_move_gets_the_same_question_again(chat: Conversation) -> None:
    chat.begins("po_intake")
    before = chat.turn.expects
    chat.takes(Moved("fly"))
    assert chat.turn.expects == before


def test_courtesy_is_answered_and_the_question_stands(chat: Conversation) -> None:
    chat.begins("po_intake").says("hej hej", meant("greet"))
    assert chat.heard("greet_reply")
    assert chat.asked == "for_whom"
    chat.says("tack ska du ha", meant("thanks"))
    assert chat.heard("thanks_reply")
    assert chat.asked == "for_whom"


def test_a_personnummer_is_not_needed(chat: Conversation) -> None:
    chat.begins("complaint").chooses("other").says("mitt nummer är 19121212-1212 och de var elaka")
    assert chat.heard("no_personnummer")
    assert chat.asked == "want_help_complain"
