"""What a stored conversation that broke off holds, for the call-back items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.dialogue.state import State
from bot.intakes.callbacks import Unfinished
from bot.intakes.intake import OwnWords


def unfinished_in(stored: Mapping[str, Any]) -> Unfinished | None:
    """The flow under way and its answers; None when nothing is under way or the client never said yes."""
    state = State.model_validate(stored)
    if state.consent != "yes" or not state.flows:
        return None
    answers = {key: answer.model_dump() for key, answer in state.answers.items()}
    words = [OwnWords(w.key, w.text) for w in state.own_words]
    return Unfinished(state.flows[-1].flow, answers, words, caller=state.caller)
