"""Whether a value that was found in a text can be an answer to a question at all."""

from __future__ import annotations

from datetime import date

from bot.dialogue.options import options_of
from content.condition import Value
from content.flow import Step, StepType
from content.library import Library

MOST_COUNTED = 99
"""A number answers "how many"; a larger one is a slip."""


def fits(step: Step, value: Value, library: Library) -> bool:
    """True for a value of the step's own kind: one of its options, a real day, a number that is not negative."""
    ids = {option.id for option in options_of(step, library)}
    match step.type:
        case StepType.MULTI:
            return isinstance(value, list) and bool(value) and set(value) <= ids
        case StepType.CHOICE | StepType.YES_NO | StepType.AREA:
            return isinstance(value, str) and value in ids
        case StepType.DATE:
            return isinstance(value, str) and _is_day(value)
        case StepType.AMOUNT:
            return isinstance(value, int) and value >= 0
        case StepType.NUMBER:
            return isinstance(value, int) and 0 <= value <= MOST_COUNTED
        case _:
            return isinstance(value, str) and bool(value.strip())


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
