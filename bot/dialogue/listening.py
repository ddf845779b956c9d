"""What a channel that hears should listen for: the answers the waiting question knows, and how they may come. Pure.

A recogniser that is told what to expect hears far better than one that is not: it weighs these candidates against the
sound instead of writing down what it may have been.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from bot.dialogue import interludes
from bot.dialogue.draft import Draft
from bot.dialogue.options import ENTERED, LISTED, OPEN, options_of
from bot.dialogue.state import State
from bot.dialogue.waiting import Wait, waiting
from content.flow import StepType
from content.library import Library

Keys: TypeAlias = Literal["at_once", "entry"]
Answers: TypeAlias = Literal["choice", "value", "story"]


@dataclass(frozen=True)
class Candidate:
    """Words that the caller may say. Given back as `Said(words, "spoken", confidence)` they mean what they say.

    `meaning` names what they stand for, so that two wordings of one answer are never taken for a doubt: an option's
    id, `move:<id>`, `value:<words>` or `danger`.
    """

    words: str
    meaning: str


@dataclass(frozen=True)
class Listening:
    """What waits, for ears. `key` is None when the conversation has ended.

    `connect`: the caller has been told that a human comes on the line now, so the call goes to the office after that.

    `keys`: one key acts at once, or digits are entered and ended with `#`. `answers` tells how long people pause in
    them: a choice is said in one breath, a value (date, amount, number) in a few, a story with long pauses.
    `closed`: whether `candidates` hold every usual answer, so that a weak match is a doubt and not another answer.
    """

    key: str | None = None
    type: str = ""
    keys: Keys = "at_once"
    answers: Answers = "choice"
    closed: bool = False
    candidates: tuple[Candidate, ...] = ()
    slow: bool = False
    connect: bool = False


def listening(library: Library, state: State, now: datetime) -> Listening:
    """What to listen for now. The state is not changed. `now` is local time with a zone."""
    draft = Draft(library, state.model_copy(deep=True), now)
    interludes.drop_unknown(draft)
    wait = None if state.ended else waiting(draft)
    if wait is None:
        return Listening(candidates=_always(draft), slow=state.slow)
    step = wait.step
    return Listening(
        key=step.key,
        type=step.type.value,
        keys="entry" if step.type in ENTERED or step.type is StepType.MULTI else "at_once",
        answers="choice" if step.type in LISTED else "story" if step.type in OPEN else "value",
        closed=step.type in LISTED,
        candidates=_told_apart([*_answers(draft, wait), *_always(draft)]),
        slow=state.slow,
    )


def _answers(draft: Draft, wait: Wait) -> list[Candidate]:
    if wait.step.type not in LISTED:
        return []
    return [
        Candidate(words, option.id)
        for option in options_of(wait.step, draft.library)
        for words in (option.label, *([option.spoken] if option.spoken else []), *option.synonyms)
    ]


def _always(draft: Draft) -> tuple[Candidate, ...]:
    return ()


def _told_apart(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """Each wording once; the first one's meaning counts."""
    return tuple({candidate.words.casefold(): candidate for candidate in reversed(candidates)}.values())[::-1]
