"""The words are published anew while people talk: a conversation goes on with what the new library has."""

from __future__ import annotations

from bot.dialogue.advance import advance
from bot.dialogue.event import Moved
from bot.dialogue.state import Frame, Interlude
from content.library import Library
from tests.bot.dialogue.conversation import Conversation


def test_a_question_or_a_flow_that_is_gone_is_left_behind(library: Library, chat: Conversation) -> None:
    chat.begins("complaint")
    state = chat.state.model_copy(deep=True)
    state.interludes.append(Interlude(kind="change", key="no_longer_asked"))
    state.flows.insert(0, Frame(flow="no_longer_there"))
    advanced = advance(library, state, Moved("repeat"), None, chat.now)
    assert advanced.turn.expects is not None
    assert advanced.turn.expects.key == "complain_about"


def test_options_picked_by_key_that_are_gone_are_left_out(library: Library) -> None:
    phone = Conversation(library, channel="phone").begins("nodprovning").answers(danger="no")
    phone.state.picked = ["no_longer_an_option"]
    phone.presses("1#")
    assert phone.known["need"] == ["food"]
