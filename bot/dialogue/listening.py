"""What a channel that hears should listen for: the answers the waiting question knows, and how they may come. Pure.

A recogniser that is told what to expect hears far better than one that is not: it weighs these candidates against the
sound instead of writing down what it may have been.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Literal, TypeAlias

from bot.dialogue import asking, dictating, interludes, reading_letter, taking_up
from bot.dialogue.draft import Draft
from bot.dialogue.options import ENTERED, LISTED, OPEN, options_of
from bot.dialogue.state import State
from bot.dialogue.waiting import Wait, waiting
from bot.dialogue.words import A_PLAIN_ANSWER, is_also_an_answer
from content.flow import Option, StepType
from content.library import Library
from nlu.values import parse
from nlu.values.dictated import digits_said

Keys: TypeAlias = Literal["at_once", "entry"]
Answers: TypeAlias = Literal["choice", "value", "story"]


MOST_WORDINGS = 70
"""Candidates at a question: each makes hearing a little slower, and the others a little less certain."""
_DAYS = {"past": "past_days", "future": "coming_days"}

_WHILE_DICTATING = ("human", "back", "repeat", "skip", "wait", "stop")

DANGER = "danger"
"""What a candidate means that tells of danger."""
ELSE = "else"
"""What a candidate means that is listened for only so that it is not taken for danger. It is never an answer."""


@dataclass(frozen=True)
class Candidate:
    """Words that the caller may say. Given back as `Said(words, "spoken", confidence, known=True)` they mean it.

    `meaning` names what they stand for, so that two wordings of one answer are never taken for a doubt: an option's
    id, `move:<id>`, `value:<number or ISO day>`, `dictate:<what>`, `danger` or `else`.
    """

    words: str
    meaning: str


@dataclass(frozen=True)
class Listening:
    """What waits, for ears. `key` is None when the conversation has ended.

    `keys`: one key acts at once, or digits are entered and ended with `#`. `answers` tells how long people pause in
    them: a choice is said in one breath, a value (date, amount, number) in a few, a story with long pauses.
    `closed`: whether `candidates` hold every usual answer, so that a weak match is a doubt and not another answer.
    `said_back`: each answer is said back at once and easily taken back, so a good guess is better than a question.
    `paused`: the caller has asked us to wait. `connect`: the caller has been told that a human comes on the line now,
    so the call goes to the office after that. `keep_audio`: the caller has agreed that the sound is kept from now on.
    """

    key: str | None = None
    type: str = ""
    keys: Keys = "at_once"
    answers: Answers = "choice"
    closed: bool = False
    said_back: bool = False
    candidates: tuple[Candidate, ...] = ()
    slow: bool = False
    paused: bool = False
    connect: bool = False
    keep_audio: bool = False


def listening(library: Library, state: State, now: datetime) -> Listening:
    """What to listen for now. The state is not changed. `now` is local time with a zone."""
    draft = Draft(library, state.model_copy(deep=True), now)
    interludes.drop_unknown(draft)
    wait = None if state.ended else waiting(draft)
    paused = state.paused_at == state.turns
    kept = state.keep_audio and state.consent == "yes"
    if wait is None:
        ended = _told_apart(_always(draft, None))
        return Listening(candidates=ended, slow=state.slow, paused=paused, connect=state.connecting, keep_audio=kept)
    step, always = wait.step, _always(draft, wait)
    if step.key == dictating.KEY:
        found = _told_apart([*_dictated(draft), *_always(draft, wait, _while_dictating(draft))])
        return Listening(
            step.key, step.type.value, "entry", closed=True, said_back=True, candidates=found,
            slow=state.slow, paused=paused, keep_audio=kept,
        )  # fmt: skip
    return Listening(
        key=step.key,
        type=step.type.value,
        keys="entry" if step.type in ENTERED or step.type is StepType.MULTI else "at_once",
        answers="choice" if step.type in LISTED else "story" if step.type in OPEN else "value",
        closed=step.type in LISTED,
        candidates=_told_apart([*_answers(draft, wait, room=MOST_WORDINGS - len(always)), *always]),
        slow=state.slow,
        paused=paused,
        keep_audio=kept,
    )


def _answers(draft: Draft, wait: Wait, room: int) -> list[Candidate]:
    step, heard = wait.step, draft.library.heard
    match step.type:
        case StepType.DATE:
            days = heard.past_days if step.expect == "past" else heard.coming_days if step.expect == "future" else ()
            return _values(draft, wait, days)
        case StepType.NUMBER if step.key != taking_up.KEY:
            return _values(draft, wait, heard.numbers)
        case StepType.AREA:
            return [Candidate(w, o.id) for o in options_of(step, draft.library) for w in _wordings(o)]
        case StepType.TEXT if step.key == interludes.LETTER:
            return [Candidate(words, reading_letter.DONE) for words in heard.dictation.get("done", ())]
        case StepType.TEXT if step.polar:
            return _a_plain_no(draft)
        case StepType.MULTI if step.polar:
            nothing = _a_plain_no(draft)
            return [*_in_turns(_ways(draft, wait), room - len(nothing)), *nothing]
        case StepType.YES_NO | StepType.CHOICE | StepType.MULTI:
            return _in_turns(_ways(draft, wait), room)
        case _:
            return []


def _a_plain_no(draft: Draft) -> list[Candidate]:
    """That there is nothing to tell, where a question asks whether there is."""
    return [Candidate(w, "move:skip") for w in draft.library.heard.disagree if len(w.split()) <= A_PLAIN_ANSWER]


def _dictated(draft: Draft) -> list[Candidate]:
    heard = draft.library.heard
    digits = [Candidate(words, f"value:{digits_said(words)}") for words in heard.digits]
    return digits + [
        Candidate(words, f"{dictating.KEY}:{what}") for what, ways in heard.dictation.items() for words in ways
    ]


def _while_dictating(draft: Draft) -> dict[str, tuple[str, ...]]:
    """Fewer moves, in one wording each: short words are easily taken for each other."""
    return {move: draft.library.heard.moves.get(move, ())[:1] for move in _WHILE_DICTATING}


def _values(draft: Draft, wait: Wait, wordings: tuple[str, ...]) -> list[Candidate]:
    """Days and numbers, by what they mean today."""
    found = []
    for words in wordings:
        parsed = parse(wait.step.type, words, today=draft.now.date(), expect=wait.step.expect)
        if parsed.value is not None:
            found.append(Candidate(words, f"value:{parsed.value}"))
    return found


def _ways(draft: Draft, wait: Wait) -> list[list[Candidate]]:
    """For each option the ways to say it, the likeliest first."""
    heard = draft.library.heard
    general = {"yes": heard.agree, "no": heard.disagree} if wait.step.type is StepType.YES_NO else {}
    options = options_of(wait.step, draft.library)
    own = {words.casefold(): option.id for option in options for words in _wordings(option)}
    ways = []
    for option in options:
        more = [words for words in general.get(option.id, ()) if own.get(words, option.id) == option.id]
        ways.append([Candidate(words, option.id) for words in dict.fromkeys([*_wordings(option), *more])])
    return ways


def _wordings(option: Option) -> list[str]:
    """The name as it is read out and the other ways to say it; a name that is only written comes last."""
    if option.spoken is None:
        return [option.label, *option.synonyms]
    return list(dict.fromkeys([option.spoken, *option.synonyms, option.label]))


def _in_turns(ways: list[list[Candidate]], room: int) -> list[Candidate]:
    """Every option its first wording, then every option its second, until there is no more room."""
    by_rank = [candidate for rank in zip_longest(*ways) for candidate in rank if candidate]
    return by_rank[: max(room, len(ways))]


def _always(draft: Draft, wait: Wait | None, moves: Mapping[str, tuple[str, ...]] | None = None) -> list[Candidate]:
    """The moves that can be made here, what must never be missed, and at the beginning the wish to go on.

    `moves`: their wordings, where others than the usual ones are listened for.
    """
    heard = draft.library.heard
    if moves is None:
        moves = heard.moves if wait else {"human": heard.moves.get("human", ())}
    found = []
    if wait and taking_up.offered(draft, wait) and not taking_up.waited_just_now(draft):
        found += [Candidate(words, "move:take_up") for words in heard.earlier]
    if wait and reading_letter.is_offered(draft, wait):
        found += [Candidate(words, "move:read_letter") for words in heard.letter]
    for move, wordings in moves.items():
        if wait is None or _makes_sense(draft, wait, move):
            meaning = move if wait and is_also_an_answer(wait.step, move) else f"move:{move}"
            found += [Candidate(words, meaning) for words in wordings]
    return [
        *found,
        *(Candidate(words, DANGER) for words in heard.danger),
        *(Candidate(words, ELSE) for words in heard.like_danger),
    ]


def _makes_sense(draft: Draft, wait: Wait, move: str) -> bool:
    if move in ("dont_know", "skip"):
        return wait.step.key not in asking.UNDECLINABLE
    if move == "continue":
        # Who was waited for has been told to say it. Where it is an answer, it is heard as one.
        return draft.state.paused_at == draft.state.turns and wait.step.option("continue") is None
    return move != "more" or asking.more_pages(draft, wait.step)


def _told_apart(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """Each wording once; the first one's meaning counts."""
    return tuple({candidate.words.casefold(): candidate for candidate in reversed(candidates)}.values())[::-1]
