"""After an event: walk on to the next thing to ask, say what is due on the way, and build the turn."""

from __future__ import annotations

from bot.dialogue import asking, closing, explaining, handing_letters, moves, telling_wait
from bot.dialogue.draft import Draft
from bot.dialogue.effect import SubmitIntake
from bot.dialogue.meaning import Move
from bot.dialogue.turn import Turn
from bot.dialogue.waiting import Wait, next_question, statements_due, waiting, wants_summary
from content.flow import Step

MAX_STEPS = 60
"""Flows left or entered within one turn; more would be a circle in the content."""


def settle(draft: Draft) -> Turn:
    """Walk to the next question and put it. Raises RuntimeError if the content sends the dialogue in a circle."""
    flow_before = draft.flow.id if draft.flow else None
    for _ in range(MAX_STEPS):
        if not _walk_on(draft):
            break
    else:
        raise RuntimeError(f"the flow '{flow_before}' goes in a circle")
    return _turn(draft, flow_before)


def _walk_on(draft: Draft) -> bool:
    """Take one step along the flow. False when there is a question to put, or nothing more."""
    flow, frame = draft.flow, draft.frame
    if draft.state.ended or draft.interlude or flow is None or frame is None or _submitting(draft):
        return False
    for statement in statements_due(flow, frame, draft):
        if statement.explains == "letters":
            handing_letters.tell(draft, statement)
        else:
            draft.tell(statement.text, "explain" if statement.end else "say")
        if statement.explains == "decision":
            explaining.tell(draft)
        elif statement.explains == "waiting":
            telling_wait.tell(draft)
        frame.said.append(statement.key)
        if statement.asks_again:
            draft.state.answers.pop(statement.asks_again, None)
            return True
        if statement.end:
            _end(draft, statement)
            return True
    if next_question(flow, draft) or wants_summary(draft):
        return False
    closing.not_sent(draft)
    return True


def _end(draft: Draft, statement: Step) -> None:
    if statement.end == "human":
        wait = Wait(statement, "flow")
        draft.state.flows.pop()
        moves.make(draft, wait, Move("human"))
    else:
        closing.end_here(draft)


def _submitting(draft: Draft) -> bool:
    return any(isinstance(effect, SubmitIntake) for effect in draft.effects)


def _turn(draft: Draft, flow_before: str | None) -> Turn:
    state = draft.state
    wait = None if state.ended or _submitting(draft) else waiting(draft)
    if wait:
        if wait.taker == "summary" and draft.asking in ("full", "list"):
            closing.show_summary(draft)
        asking.open_list(draft, wait.step)
        asking.ask(draft, wait)
    return Turn(
        messages=tuple(draft.messages),
        expects=asking.expects(draft, wait) if wait else None,
        moves=asking.moves(draft, wait),
        links=tuple(draft.links),
        flow=draft.flow.id if draft.flow else flow_before,
        case=draft.case,
        done=state.ended is not None,
        held_back=tuple(sorted(state.answers)) if state.consent != "yes" else (),
    )
