"""What a page shows beside the turn: every option of the waiting question, and the answers told so far. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.dialogue import asking, interludes, reading_back
from bot.dialogue.draft import Draft
from bot.dialogue.reading_back import ReadBack
from bot.dialogue.state import State
from bot.dialogue.turn import OptionView, Turn
from bot.dialogue.waiting import waiting
from content.library import Library


@dataclass(frozen=True)
class Beside:
    """`options`: all of the waiting question, labelled as in its turn. `answers`: in the order of the questions."""

    options: tuple[OptionView, ...] = ()
    answers: tuple[ReadBack, ...] = ()


def beside(library: Library, state: State, turn: Turn, now: datetime) -> Beside:
    """What belongs beside the turn that waits. The state is not changed. `now` is local time with a zone."""
    draft = Draft(library, state.model_copy(deep=True), now)
    interludes.drop_unknown(draft)
    return Beside(_all_options(draft, turn), tuple(reading_back.read_back(draft, _keys_in_order(draft))))


def _all_options(draft: Draft, turn: Turn) -> tuple[OptionView, ...]:
    """Those that the turn shows keep their digits. A library that changed since has no more to add to the turn."""
    if turn.expects is None:
        return ()
    shown = {option.id: option for option in turn.expects.options}
    wait = waiting(draft)
    if wait is None or wait.step.key != turn.expects.key or wait.step.type.value != turn.expects.type:
        return turn.expects.options
    offered = asking.options_offered(draft, wait.step)
    if not shown.keys() <= {option.id for option in offered}:
        return turn.expects.options
    return tuple(shown.get(option.id, option) for option in offered)


def _keys_in_order(draft: Draft) -> list[str]:
    """The keys of the answers: flow by flow as they were begun, then what no flow of theirs asks."""
    asked = [step.key for flow in _flows(draft) for step in draft.library.flows[flow].steps]
    return list(dict.fromkeys([*(key for key in asked if key in draft.state.answers), *draft.state.answers]))


def _flows(draft: Draft) -> list[str]:
    state = draft.state
    begun = [*(case.flow for case in state.cases), *(frame.flow for frame in state.flows)]
    return [flow for flow in [*begun, state.topic or ""] if flow in draft.library.flows]
