""" "Nej, jag menade Farsta": a correction said at the next question belongs to the answer before it.

Without this the "nej" would be taken as the answer to whatever is asked now.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from bot.dialogue.draft import Draft
from bot.dialogue.event import Said
from bot.dialogue.fitting import fits
from bot.dialogue.state import Frame
from content.flow import Step, StepType
from nlu.values import Parsed

Reads: TypeAlias = Callable[[Draft, Step, str], Parsed]
"""Parses words as an answer to a step."""

A_FEW_WORDS = 6
"""A longer text that begins "det var fel" tells what happened."""
LOOKS_BACK = 3
"""Questions back that a correction may concern: the last thing said is what one corrects."""
CORRECTABLE = {
    StepType.AREA,
    StepType.DATE,
    StepType.AMOUNT,
    StepType.NUMBER,
    StepType.PHONE,
    StepType.CHOICE,
    StepType.MULTI,
    StepType.NAME,
}
_CORRECTS = re.compile(
    r"^(?:(?:nej|nä|näe|oj|förlåt|ursäkta|vänta|fel)[\s,.!]+)*"
    r"(?:(?:men )?jag (?:menade|menar|mente|skulle säga)|jag (?:sa|skrev|svarade) fel|det (?:blev|var) fel"
    r"|(?:förresten|nej vänta|vänta)(?=[\s,.!]+det (?:är|var|ska vara) ))"
    r"[\s,.!:]+(?:att )?(?:det (?:är|var|ska vara|skulle vara) |jag (?:heter|bor i) )?(?=\S)",
    re.IGNORECASE,
)


def new_words(text: str) -> str | None:
    """What stands after "nej, jag menade"; None when the text does not begin as a correction with a new value."""
    match = _CORRECTS.match(text.strip())
    rest = text.strip()[match.end() :].strip(" .!") if match else ""
    return rest if rest and len(rest.split()) <= A_FEW_WORDS else None


def corrected(draft: Draft, said: Said, read: Reads) -> tuple[Step, Parsed] | None:
    """The newest of the last answers that the words can replace, and the new value."""
    words = new_words(said.text)
    if words is None or draft.frame is None or draft.flow is None:
        return None
    for key in _last_known(draft, draft.frame):
        step = draft.flow.step(key)
        if step is None or key not in draft.state.answers or step.type not in CORRECTABLE:
            continue
        parsed = read(draft, step, words)
        if parsed.value is not None and fits(step, parsed.value, draft.library):
            return step, parsed  # also the same value in other words: "Kista" for "Tensta" is no "nej"
    return None


def _last_known(draft: Draft, frame: Frame) -> list[str]:
    """The last questions answered, and what was found in the last words, newest first."""
    found = [key for key in draft.state.answers if key not in frame.asked]
    return [*found[-LOOKS_BACK:][::-1], *frame.asked[-LOOKS_BACK:][::-1]]
