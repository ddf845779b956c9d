"""When an answer is not understood or nothing is said: shorter, then choices and keys, then a human; never a loop."""

from __future__ import annotations

from bot.dialogue import crisis, keeping_sound, turn_to
from bot.dialogue.answer import answer_from
from bot.dialogue.answering import record
from bot.dialogue.draft import Draft
from bot.dialogue.interludes import CRISIS, KEEPING
from bot.dialogue.waiting import Wait, waiting

CHOICES_AFTER, HUMAN_AFTER = 2, 3
LADDERS = 2
"""How many times the whole ladder is climbed at one question before the question is left to the ombud."""
GIVEN_UP_AT_MOST = 2
"""Questions left to the ombud; at the next one the client is shown the way to a human and nothing more is asked."""


def not_understood(draft: Draft, wait: Wait) -> None:
    """One more failure at this question; DESIGN section 1: two offer choices or keys, three offer a human."""
    draft.state.failures += 1
    if keeping_sound.asked(draft) and draft.state.failures >= CHOICES_AFTER:
        keeping_sound.answered(draft, None)
        return
    if draft.state.failures >= HUMAN_AFTER:
        draft.say("not_understood_3")
    _climb(draft, wait, draft.state.failures, "not_understood_1", "not_understood_2")


def silent(draft: Draft, wait: Wait) -> None:
    """Silence ladder: ask shorter, offer keys, offer a human; if even that is met by silence, keep all and stop."""
    draft.state.silences += 1
    if wait.step.key == "offer_human":
        draft.pop()
        draft.say("silence_3")
        stop(draft)
    elif draft.interlude and draft.interlude.kind in KEEPING:
        stop(draft)
    elif keeping_sound.asked(draft):
        keeping_sound.answered(draft, None)
    else:
        _climb(draft, wait, draft.state.silences, "silence_1", "silence_2")


def _climb(draft: Draft, wait: Wait, times: int, first: str, second: str) -> None:
    if times < CHOICES_AFTER:
        draft.say(first)
        draft.asking = "again"
    elif times < HUMAN_AFTER:
        draft.say(second)
        draft.asking = "list"
    else:
        offer_human(draft, wait)


def offer_human(draft: Draft, wait: Wait) -> None:
    """Ask whether a human should help; when even that gets no answer, leave the question below."""
    state = draft.state
    if draft.interlude and draft.interlude.kind in CRISIS:
        _stay(draft, draft.interlude.kind)
        return
    if draft.interlude and draft.interlude.kind in KEEPING:
        stop(draft)
        return
    ladders = state.ladders + 1
    if draft.interlude and draft.interlude.kind == "offer_human":
        draft.pop()
        below = waiting(draft)
        give_up(draft, below or wait)
        return
    draft.push("offer_human", key=wait.step.key, ladders=str(ladders))


def _stay(draft: Draft, kind: str) -> None:
    """In danger: the numbers and the question again, then the next question; the last one ends with the numbers."""
    state = draft.state
    state.ladders += 1
    state.failures = state.silences = 0
    if state.ladders >= LADDERS and kind != "crisis_next":
        crisis.unanswered(draft)
        return
    draft.say("crisis_numbers", "crisis")
    if state.ladders >= LADDERS:
        stop(draft)
    else:
        draft.asking = "list"


def after_offer(draft: Draft, ladders: int) -> None:
    """The client declined a human: ask once more in full; after the second ladder leave the question to the ombud."""
    below = waiting(draft)
    if ladders >= LADDERS and below:
        give_up(draft, below)
        return
    draft.state.ladders = ladders
    draft.asking = "list"


def give_up(draft: Draft, wait: Wait) -> None:
    """Leave a question that cannot be got through: a flow question is skipped, anything else ends kindly."""
    state = draft.state
    state.given_up += 1
    state.failures = state.silences = 0
    if state.given_up > GIVEN_UP_AT_MOST or wait.taker in ("consent", "menu", "summary"):
        draft.say("human_where_now", "explain", where_now=turn_to.open_now(draft, "human"))
        stop(draft)
    elif wait.taker == "interlude":
        draft.pop()
    else:
        draft.say("skip_ok")
        record(draft, wait.step.key, answer_from(draft, None, "", "derived", move="not_understood"))
        draft.fresh_question()


def stop(draft: Draft) -> None:
    """End for now. What is known stays, if the client said yes to the conversation."""
    while draft.interlude and draft.interlude.kind in KEEPING:
        draft.pop()
    bye = draft.library.text("stop_ok" if draft.state.consent == "yes" else "stop_nothing_saved")
    if draft.flow and draft.flow.ending and draft.flow.ending[0].chat not in bye.chat:
        draft.tell(draft.flow.ending[0], "explain")  # nobody may leave believing that this was an application
    draft.tell(bye, "done")
    draft.state.ended = "stopped"
    draft.asking = "none"
