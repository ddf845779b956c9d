"""The global moves: help, why, repeat, slower, back, change, wait, stop, human, word, more, continue, status."""

from __future__ import annotations

from collections.abc import Callable

from bot.dialogue import connecting, dictating, menu, repair, stopping, taking_up, topics, turn_to
from bot.dialogue.asking import asks_openly_first, more_pages, turn_page
from bot.dialogue.draft import Draft
from bot.dialogue.interludes import changeable
from bot.dialogue.meaning import Dictated, Move
from bot.dialogue.turn import Message
from bot.dialogue.waiting import Wait
from content.flow import StepType


def make(draft: Draft, wait: Wait, move: Move) -> None:
    """Do what the move says. An unknown move is treated as a request for help."""
    draft.state.silences = 0
    _MOVES.get(move.move, _help)(draft, wait, move)


def _help(draft: Draft, wait: Wait, move: Move) -> None:
    """Explain the question; who asks for help again and again (or "vet inte" where one must choose) needs a human."""
    draft.state.failures += 1
    if draft.state.failures >= repair.HUMAN_AFTER:
        repair.offer_human(draft, wait)
        return
    if wait.step.key == "crisis_next":
        draft.say("crisis_stay", "crisis")
        draft.say("crisis_numbers", "crisis")
        return
    if wait.step.help:
        draft.messages.append(_explain(draft, wait.step.help))
    draft.say("help_general", "explain")
    if draft.state.channel == "phone":
        draft.say("help_keys", "explain")
    draft.asking = "again" if wait.taker == "summary" else "list"  # all the answers were read out a moment ago


def _explain(draft: Draft, words: str) -> Message:
    return Message(kind="explain", text=draft.fill(words))


def _why(draft: Draft, wait: Wait, move: Move) -> None:
    if wait.step.why:
        draft.say("why_intro", "explain")
        draft.messages.append(_explain(draft, wait.step.why))
    else:
        draft.say("why_unknown", "explain")


def _repeat(draft: Draft, wait: Wait, move: Move) -> None:
    draft.say("repeat_intro")


def _slower(draft: Draft, wait: Wait, move: Move) -> None:
    draft.state.slow = True
    draft.say("slower_on")


def _back(draft: Draft, wait: Wait, move: Move) -> None:
    """To the question before; from the first question of a flow to what lies below it."""
    state = draft.state
    if wait.step.key == dictating.KEY:
        dictating.take(draft, Dictated(what="undo"))
        return
    if wait.taker == "interlude":
        draft.pop()
        return
    frame = draft.frame
    if frame is None:
        draft.say("back_at_start")
        return
    while frame.asked:
        key = frame.asked.pop()
        if key in state.answers:
            state.replaced[key] = state.answers.pop(key)
            draft.fresh_question()
            return
    state.flows.pop()
    draft.fresh_question()


def _change(draft: Draft, wait: Wait, move: Move) -> None:
    """Ask again for the answer the client names, or ask which one."""
    while draft.interlude and draft.interlude.kind in ("change", "change_which"):
        draft.pop()  # changing one's mind about what to change
    if move.key and move.key in draft.state.answers and draft.step_named(move.key):
        draft.push("change", move.key)
    elif changeable(draft):
        draft.push("change_which")
    else:
        _back(draft, wait, move)


def _wait(draft: Draft, wait: Wait, move: Move) -> None:
    draft.state.paused_at = draft.state.turns
    draft.say("wait_ok")
    draft.asking = "none"


def _stop(draft: Draft, wait: Wait, move: Move) -> None:
    stopping.wish(draft)


def _human(draft: Draft, wait: Wait, move: Move) -> None:
    """A human on the line now if that is possible; else a way to one, and an ombud who makes contact if wanted."""
    if connecting.possible(draft):
        connecting.wish(draft)
    else:
        human_later(draft)


def human_later(draft: Draft) -> None:
    """Where humans answer, and an ombud who makes contact if the client wants that."""
    state = draft.state
    if state.consent == "yes" and any(case.flow == "human" for case in state.cases):
        draft.say("human_already")
        draft.say("human_where_now", "explain", where_now=turn_to.open_now(draft, "human"))
        if not (draft.frame and draft.frame.flow == "human") and not draft.in_danger:
            draft.push("human_again")
        return
    if state.consent == "yes" and not (draft.frame and draft.frame.flow == "human"):
        state.interludes.clear()
        topics.start(draft, "human")  # its ending tells who answers now
        return
    draft.say("human_where_now", "explain", where_now=turn_to.open_now(draft, "human"))
    if state.consent != "yes":
        state.topic = state.topic or "human"  # the yes that is asked for leads there
        draft.say("human_before_yes")


def _word(draft: Draft, wait: Wait, move: Move) -> None:
    term = (move.term or "").casefold()
    for entry in draft.library.glossary:
        if term in {entry.word.casefold(), *(f.casefold() for f in entry.forms)}:
            draft.say("word_explained", "explain", word=entry.heading, explanation=entry.explanation)
            return
    draft.say("word_unknown", "explain")


def _more(draft: Draft, wait: Wait, move: Move) -> None:
    if more_pages(draft, wait.step) or asks_openly_first(draft, wait.step):
        turn_page(draft, wait.step)
    draft.asking = "list"


def _continue(draft: Draft, wait: Wait, move: Move) -> None:
    """ "Fortsätt": the waiting question is put again."""


def _already_said(draft: Draft, wait: Wait, move: Move) -> None:
    """ "Det har jag redan sagt": we are sorry; the third time a human is offered."""
    draft.state.failures += 1
    if draft.state.failures >= repair.HUMAN_AFTER:
        repair.offer_human(draft, wait)
    else:
        draft.say("already_said")


def _tell_me(draft: Draft, wait: Wait, move: Move) -> None:
    """ "Ja" to "Vill du berätta mer?": then tell. "Ja" to "Är något akut just nu?": then here is the list."""
    if wait.step.type is not StepType.MULTI:
        draft.asking = "again"
    elif draft.state.failures:
        repair.not_understood(draft, wait)
    else:
        draft.state.failures += 1
        draft.say("tell_me")
        draft.asking = "list"


def _erase(draft: Draft, wait: Wait, move: Move) -> None:
    """ "Ta bort allt": how it is done here; the words alone erase nothing."""
    draft.say("erase_how" if draft.state.consent == "yes" else "erase_nothing_stored", "explain")


def _noted(draft: Draft, wait: Wait, move: Move) -> None:
    """ "Jag är döv": kept among the client's own words, which go with what is sent."""
    draft.say("noted_for_ombud")


def _take_up(draft: Draft, wait: Wait, move: Move) -> None:
    taking_up.ask(draft)


def _still_here(draft: Draft, wait: Wait, move: Move) -> None:
    """ "Hallå, är det nån där?": yes, and what we asked."""
    draft.say("still_here")
    draft.asking = "again"


def _heard_out(draft: Draft, wait: Wait, move: Move) -> None:
    """ "Ja, just det" where a story is asked for: a hum, not the story."""
    draft.asking = "again"


def _status(draft: Draft, wait: Wait, move: Move) -> None:
    menu.status(draft)


_MOVES: dict[str, Callable[[Draft, Wait, Move], None]] = {
    "help": _help,
    "why": _why,
    "repeat": _repeat,
    "slower": _slower,
    "back": _back,
    "change": _change,
    "wait": _wait,
    "stop": _stop,
    "human": _human,
    "word": _word,
    "more": _more,
    "continue": _continue,
    "status": _status,
    "tell_me": _tell_me,
    "already_said": _already_said,
    "erase": _erase,
    "noted": _noted,
    "take_up": _take_up,
    "still_here": _still_here,
    "heard_out": _heard_out,
}

KNOWN = frozenset(_MOVES) - {
    "tell_me", "already_said", "word", "erase", "noted", "take_up", "still_here", "heard_out",
}  # fmt: skip
"""Moves that can be made at any time; `dont_know` and `skip` are answers and belong to the waiting step."""
