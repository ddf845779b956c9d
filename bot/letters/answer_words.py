"""An answer in the words that fit in a letter."""

from __future__ import annotations

from datetime import date

from bot.dialogue.wording import MONTHS, value_in_words
from bot.letters.told import Told
from content.condition import Value
from content.flow import Step, StepType
from content.letter import Letter
from content.library import Library


def in_letter(key: str, told: Told | None, letter: Letter, library: Library) -> list[str]:
    """The answer as its parts: one, or each choice of several. "" is a part that the client fills in by hand.

    No parts: nothing certain was told. A day that was told as one of several is not certain, and is never guessed.
    """
    step = library.step(key)
    if told is None or step is None or told.value is None:
        return []
    values = told.value if isinstance(told.value, list) else [told.value]
    return [_words(step, value, told, letter, library) for value in values]


def _words(step: Step, value: Value, told: Told, letter: Letter, library: Library) -> str:
    wording = letter.wordings.get(step.key, {}).get(str(value))
    if wording is not None:
        return wording
    if step.type is StepType.DATE:
        return "" if told.latest and told.latest != value else _day(str(value))
    try:
        return value_in_words(step, value, library, "chat")
    except ValueError:  # the question changed its type since it was answered
        return ""


def _day(iso: str) -> str:
    """ "3 maj 2026"; "" if it is no day."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return ""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
