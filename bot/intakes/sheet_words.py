"""Which of the client's messages an ombud reads as the client's own story, word for word."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.intakes.answers import Answers
from bot.intakes.case_words import UNDERSTOOD_NOTHING, how_it_came, sign_of, why_no_value
from bot.intakes.printable import printable
from bot.intakes.sheet_section import Row
from bot.store.intakes import StoredIntake
from content.flow import StepType
from content.library import Library

_AT_THE_START = ("", "consent", "menu")
A_FEW_WORDS = 3
"""Shorter messages ("ja", "i tisdags") stand with the answers they became; a story stands on its own."""

_COURTESY = (
    "hej hej", "hejsan", "hej", "hallå", "tjena", "god morgon", "godmorgon", "god dag", "goddag", "god kväll",
    "godkväll", "tack så mycket", "tack för hjälpen", "tack snälla", "tusen tack", "stort tack", "tack", "ja", "japp",
    "jo", "ok", "okej", "nej",
)  # fmt: skip
_MOVES = frozenset({
    "", "hoppa över", "hoppa över den", "hoppa över frågan", "jag hoppar över", "nästa", "nästa fråga", "pass",
    "vet inte", "jag vet inte", "vet ej", "ingen aning", "jag har ingen aning", "vill inte svara",
    "jag vill inte svara", "det vill jag inte svara på", "backa", "gå tillbaka", "tillbaka", "ändra", "vänta", "sluta",
    "repetera", "upprepa", "säg igen", "en gång till", "vad sa du", "varför frågar du", "varför frågar du det", "fler",
})  # fmt: skip
"""What only steers the conversation. Everything else is kept: when in doubt, an ombud reads it."""


def own_words(intake: StoredIntake, library: Library) -> tuple[Row, ...]:
    """The messages that tell something, oldest first, each with the question it was said at."""
    answers: Answers = intake.payload["answers"]
    return tuple(
        _row(str(said["key"]), str(said["text"]), answers, library)
        for said in intake.payload["own_words"]
        if _tells(str(said["key"]), str(said["text"]), answers, library)
    )


def stand_among(rows: Collection[Row], text: str) -> bool:
    """Whether the rows tell that text already."""
    return printable(text) in {printable(row.text) for row in rows}


def is_only_a_move(text: str) -> bool:
    """Whether the message is nothing but a greeting, a thank-you, a bare yes or no, or a word to steer by."""
    left = " ".join(re.findall(r"\w+", text.casefold()))
    if not left:  # signs and pictures can tell a lot
        return False
    before = None
    while left != before:
        before = left
        for phrase in _COURTESY:
            left = re.sub(rf"^{phrase}\b\s*|\s*\b{phrase}$", "", left)
    return left in _MOVES


def _row(key: str, text: str, answers: Answers, library: Library) -> Row:
    step, answer = library.step(key), answers.get(key, {})
    label = "I början" if key in _AT_THE_START else step.label_for_staff if step else ""
    is_answer = step is not None and step.type is StepType.TEXT and answer.get("raw") == text
    shown = printable(text, lines=True)
    if not is_answer:
        return Row(shown, label or printable(key))
    return Row(shown, label or printable(key), note=how_it_came(answer, printable(text)), sign=sign_of(answer))


def _tells(key: str, text: str, answers: Answers, library: Library) -> bool:
    if is_only_a_move(text):
        return False
    step = library.step(key)
    if key in _AT_THE_START or (step is not None and step.type is StepType.TEXT):
        return True
    if why_no_value(answers.get(key, {"value": 0})) == UNDERSTOOD_NOTHING:
        return True  # the ombud may understand it
    return len(text.split()) > A_FEW_WORDS
