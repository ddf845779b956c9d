"""What "reach me here" means: on the telephone an ombud can ring back; in the chat an ombud cannot write yet."""

from __future__ import annotations

from collections.abc import Mapping

from content.condition import Value, holds
from content.flow import Channel, Option, Step

HERE = "this_channel"
_WAY, _VALUE = "contact_way", "contact_value"


def offered(step: Step, options: tuple[Option, ...], channel: Channel) -> tuple[Option, ...]:
    """The options that may be offered. Who says "här" in the chat is understood all the same."""
    if step.key != _WAY or channel == "phone":
        return options
    return tuple(option for option in options if option.id != HERE)


def applies(step: Step, answers: Mapping[str, Value], channel: Channel) -> bool:
    """Whether the question is asked of somebody with these answers.

    In the chat, "här" is no way to be reached, so a number or an address is asked for then too.
    """
    if step.key == _VALUE and channel == "chat" and answers.get(_WAY) == HERE:
        return holds(step.when, {**answers, _WAY: None})
    return holds(step.when, answers)


def enough(answers: Mapping[str, Value], channel: Channel) -> bool:
    """Whether the answers tell how to reach the client."""
    return bool(answers.get(_VALUE)) or (answers.get(_WAY) == HERE and channel == "phone")
