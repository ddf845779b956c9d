"""What a call itself says, beside the dialogue's turns: the ids of its texts, and turns as things to say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from bot.dialogue.turn import Turn
from voice.call.mouth import Utterance

TextId: TypeAlias = Literal[
    "one_moment",
    "hearing_down",
    "trouble_now",
    "call_soon_over",
    "call_over",
    "nothing_heard",
    "to_the_question",
    "keys_entry_end",
    "keys_entry_nought",
    "keys_other_question",
    "hear_again",
    "goodbye",
]
Texts: TypeAlias = Callable[[TextId], str]
"""The phone's form of a text of the library."""

_ASKING = {"ask", "summary", "crisis"}


def utterances(turn: Turn) -> list[Utterance]:
    """The turn's messages, in order. The last one that can ask is the question."""
    asking = [index for index, message in enumerate(turn.messages) if message.kind in _ASKING]
    return [
        Utterance(message.text, question=bool(asking) and index == asking[-1])
        for index, message in enumerate(turn.messages)
    ]


def before_the_question(said: list[Utterance], notice: str) -> list[Utterance]:
    """The notice said just before the question, so that the question is what the caller hears last."""
    at = next((index for index, utterance in enumerate(said) if utterance.question), len(said))
    return [*said[:at], Utterance(notice), *said[at:]]


def only_the_question(turn: Turn) -> list[Utterance]:
    return [utterance for utterance in utterances(turn) if utterance.question]
