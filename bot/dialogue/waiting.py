"""What the conversation waits for: derived from the state every time, never stored, so it cannot go stale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.dialogue import interludes, reach
from bot.dialogue.draft import Draft
from bot.dialogue.state import Frame
from content.flow import Flow, Step, StepType

SUMMARY = "summary"


@dataclass(frozen=True)
class Wait:
    """The step that waits and which part of the dialogue takes its answer. `built`: its words are filled in already."""

    step: Step
    taker: Literal["interlude", "consent", "menu", "flow", "summary"]
    built: bool = False


def waiting(draft: Draft) -> Wait | None:
    """The question that waits now; None when the conversation has come to an end (or a flow has nothing left)."""
    state = draft.state
    if draft.interlude:
        built = draft.interlude.kind in interludes.BUILT
        return Wait(interludes.step_of(draft.interlude, draft), "interlude", built)
    if state.consent != "yes":
        return Wait(_fixed(draft, "consent"), "consent")
    if not draft.flow or not draft.frame:
        return Wait(_fixed(draft, "menu"), "menu")
    if question := next_question(draft.flow, draft):
        return Wait(question, "flow")
    if wants_summary(draft):
        return Wait(_fixed(draft, SUMMARY), "summary")
    return None


def next_question(flow: Flow, draft: Draft) -> Step | None:
    """The first question that applies and has no answer yet."""
    values = draft.state.values()
    for step in flow.steps:
        if step.type is StepType.SAY or step.key in values or step.key == SUMMARY:
            continue
        if reach.applies(step, values, draft.state.channel):
            return step.worded(values)
    return None


def statements_due(flow: Flow, frame: Frame, draft: Draft) -> list[Step]:
    """`say` steps that come before the next question, apply and have not been said."""
    values, due = draft.state.values(), []
    for step in flow.steps:
        applies = reach.applies(step, values, draft.state.channel)
        if step.type is StepType.SAY:
            if applies and step.key not in frame.said:
                due.append(step)
                if step.end:
                    break
        elif applies and step.key not in values and step.key != SUMMARY:
            break
    return due


def wants_summary(draft: Draft) -> bool:
    """An intake flow ends in a summary unless the client said that no ombud may see the answers."""
    send = draft.state.answers.get("send_ombud")
    return bool(draft.flow and draft.flow.intake) and not (send and send.value == "no")


def _fixed(draft: Draft, key: str) -> Step:
    step = draft.library.step(key)
    if step is None:
        raise KeyError(f"the library has no step '{key}'")
    return step
