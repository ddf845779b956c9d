"""The only door into the dialogue: one event in, the next state, the turn to show and the effects to perform out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.dialogue import (
    asking,
    closing,
    crisis,
    dictating,
    interludes,
    keeping_sound,
    moves,
    opening,
    reading_letter,
    settling,
    stopping,
    taking_up,
    topics,
    turn_to,
)
from bot.dialogue.acting import act, remember_likely_topic, says_something_else
from bot.dialogue.answer import answer_from
from bot.dialogue.answering import absorb, keep_told
from bot.dialogue.draft import Draft
from bot.dialogue.effect import Effect
from bot.dialogue.event import (
    Chose,
    CodeMade,
    Event,
    Moved,
    NotConnected,
    NotTakenUp,
    Pressed,
    Resumed,
    Said,
    Silent,
    Started,
    Submitted,
)
from bot.dialogue.keys import interpret_keys
from bot.dialogue.meaning import Given, Meaning, Mismatch, Move, Silence
from bot.dialogue.noticing import note_words
from bot.dialogue.state import State
from bot.dialogue.turn import Turn
from bot.dialogue.waiting import Wait, waiting
from bot.dialogue.words import (
    A_PLAIN_ANSWER,
    interpret_choice,
    interpret_words,
    is_also_an_answer,
    is_the_day_asked_for,
    names_an_option,
)
from content.flow import StepType
from content.library import Library
from nlu.understanding import Crisis, Understanding
from nlu.values import parse

MAX_TURNS = 400
"""Turns in one conversation; the next one ends it kindly with a way to a human."""


@dataclass(frozen=True)
class Advanced:
    state: State
    turn: Turn
    effects: tuple[Effect, ...]


def advance(
    library: Library,
    state: State,
    event: Event,
    understanding: Understanding | None,
    now: datetime,
    *,
    on_duty: bool = False,
    can_connect: bool = False,
) -> Advanced:
    """Take one event. The given state is not changed.

    `understanding` is what was understood of a `Said`; None means that nothing could be (the answer may still be
    parsed). `now` is local time with a zone. `on_duty` tells whether a human can really be alerted,
    `can_connect` whether the office takes calls now. Never raises on anything a client can say or press.
    """
    draft = Draft(library, state.model_copy(deep=True), now, on_duty, can_connect)
    draft.state.turns += 1
    interludes.drop_unknown(draft)
    match event:
        case Started(caller=caller, connectable=connectable, audio_days=audio_days):
            draft.state.caller, draft.state.connectable, draft.state.audio_days = caller, connectable, audio_days
            opening.greet(draft)
        case Submitted(case=case):
            closing.submitted(draft, case)
        case NotTakenUp():
            taking_up.nothing_found(draft)
        case CodeMade(code=code):
            stopping.tell_code(draft, code)
        case NotConnected():
            _not_connected(draft)
        case Resumed(caller=caller, connectable=connectable, audio_days=audio_days):
            draft.state.caller = caller or draft.state.caller
            draft.state.connectable, draft.state.connecting, draft.state.connects = connectable, False, 0
            interludes.drop_those_of_the_call(draft)
            keeping_sound.of_another_call(draft, audio_days)
            if draft.state.ended != "stopped":
                draft.say("resumed")
            _reopen(draft)
            keeping_sound.ask(draft)
        case _ if draft.state.turns > MAX_TURNS:
            crisis.meet(draft, understanding.crisis if understanding else Crisis())
            _too_long(draft)
        case _:
            _take(draft, event, understanding or Understanding())
    turn = settling.settle(draft)
    return Advanced(draft.state, turn, tuple(draft.effects))


def _take(draft: Draft, event: Event, understood: Understanding) -> None:
    if isinstance(event, Silent) and draft.state.ended:
        return  # nobody came back
    stopped = draft.state.ended == "stopped" and not draft.state.connecting
    _reopen(draft)
    wait = waiting(draft)
    if wait is None or (stopped and _just_comes_back(draft, event)):
        return
    if isinstance(event, Said):
        _take_words(draft, wait, event, understood)
    else:
        act(draft, wait, _meaning(draft, wait, event))


def _just_comes_back(draft: Draft, event: Event) -> bool:
    """ "Ja" after the goodbye is a wish to go on, and answers no question that was put before."""
    if not isinstance(event, Said) or len(event.text.split()) > A_PLAIN_ANSWER:
        return False
    return parse(StepType.YES_NO, event.text, today=draft.now.date()).value == "yes"


def _take_words(draft: Draft, wait: Wait, said: Said, understood: Understanding) -> None:
    """Danger first; then everything the words answer; then what they mean here."""
    if reading_letter.takes(draft, wait, said):
        reading_letter.take(draft, wait, said, understood)
        return
    only_a_letter = reading_letter.is_only_a_letter(draft, wait, said)
    if reading_letter.is_pasted(draft, said):
        understood = reading_letter.beside_the_letter(draft, said, understood)
    said = note_words(draft, wait, said)
    about = draft.interlude if draft.interlude and draft.interlude.kind in ("confirm", dictating.KEY) else None
    asked = about.key if about else wait.step.key
    guessed = understood.crisis.level == "perhaps" and understood.crisis.kind is None  # by the classifier alone
    if is_the_day_asked_for(draft, wait, said) or (guessed and names_an_option(draft, wait, said)):
        understood = replace(understood, crisis=Crisis())
    if crisis.meet(draft, understood.crisis):
        draft.messages = [m for m in draft.messages if m.kind == "crisis"]  # nothing stands before the help lines
        absorb(draft, understood, how=said.manner, except_key=asked)
        if wait.taker == "flow" and wait.step.type is StepType.TEXT:
            keep_told(draft, wait.step, said)  # it is kept, so the question is not put again afterwards
        return
    filled = absorb(draft, understood, how=said.manner, except_key=asked)
    if only_a_letter and understood.crisis.level == "none" and topics.offer(draft, reading_letter.FLOW):
        return
    meaning = Mismatch() if only_a_letter else interpret_words(draft, wait, said, understood)
    if crisis.concerned(draft, understood.crisis) and not says_something_else(wait, meaning):
        remember_likely_topic(draft, wait, understood)
        crisis.check(draft, understood.crisis, tired=isinstance(meaning, Move) and meaning.move == "stop")
        return
    act(draft, wait, meaning, said, understood, filled)
    crisis.check(draft, understood.crisis)


def _meaning(draft: Draft, wait: Wait, event: Event) -> Meaning:
    match event:
        case Chose(options=options):
            return interpret_choice(draft, wait, options)
        case Pressed(digits=digits):
            return interpret_keys(draft, wait.step, digits)
        case Moved(move=move):
            return _button_move(draft, wait, move)
        case Silent():
            return Silence()
        case _:
            return Mismatch()


def _button_move(draft: Draft, wait: Wait, move: str) -> Meaning:
    if move in ("dont_know", "skip"):
        if wait.step.key in asking.UNDECLINABLE:
            return Move("help")
        return Given(answer_from(draft, None, move, "button", move=move))
    if is_also_an_answer(wait.step, move):
        return Given(answer_from(draft, move, move, "button"))  # "fortsätt" where going on is one of the answers
    return Move(move) if move in moves.KNOWN else Mismatch()


def _reopen(draft: Draft) -> None:
    """Whoever comes back after an end is met again: a stopped talk goes on, a declined one asks for the yes anew."""
    state = draft.state
    if state.connecting:
        state.connecting = False  # a word while we connect: the caller is still with us
    elif state.ended == "stopped":
        draft.say("resumed")
    _reopen_quietly(draft)


def _not_connected(draft: Draft) -> None:
    """Nobody at the office answered: an ombud may make contact instead. In danger, where to call now."""
    draft.state.connecting = False
    _reopen_quietly(draft)
    draft.say("not_connected")
    if draft.in_danger:
        draft.say("crisis_numbers", "crisis")
    else:
        moves.human_later(draft)


def _reopen_quietly(draft: Draft) -> None:
    if draft.state.ended == "declined":
        draft.state.consent = "unasked"
    draft.state.ended = None


def _too_long(draft: Draft) -> None:
    draft.say("too_many_turns", "done")
    lines = turn_to.open_now(draft, "human")
    draft.say("human_where_now", "explain", where_now=lines)
    draft.state.ended, draft.asking = "done", "none"
