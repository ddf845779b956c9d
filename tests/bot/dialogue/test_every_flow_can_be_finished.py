"""Every flow has a good end for a client who can only press buttons, only press keys, only write or only speak."""

from __future__ import annotations

from random import Random

import pytest

from bot.dialogue.draft import Draft
from bot.dialogue.waiting import next_question
from content.flow import Channel
from content.library import Library
from tests.bot.dialogue.conversation import CALLER, Conversation
from tests.bot.dialogue.walkers import Walker, by_buttons, by_keys, by_speech, by_writing

FLOWS = ("po_intake", "nodprovning", "explain_decision", "sip", "complaint", "human")
ALSO_FROM_THE_MENU = ("about_po", "status")
MANNERS: dict[str, tuple[Channel, Walker]] = {
    "buttons": ("chat", by_buttons),
    "keys": ("phone", by_keys),
    "writing": ("chat", by_writing),
    "speech": ("phone", by_speech),
}
SEEDS = range(20)
TURNS_AT_MOST = 250


def walk(library: Library, flow: str, manner: str, seed: int) -> Conversation:
    """From the yes to the end of everything that came up on the way."""
    channel, step = MANNERS[manner]
    dice = Random(seed)
    talk = Conversation(library, channel=channel, caller=dice.choice([CALLER, None]), on_duty=dice.random() < 0.5)
    talk.begins(flow)
    for _ in range(TURNS_AT_MOST):
        if talk.turn.done:
            return talk
        step(talk, dice)
    raise AssertionError(talk.story)


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("flow", [*FLOWS, *ALSO_FROM_THE_MENU])
def test_a_wandering_client_always_comes_to_a_good_end(library: Library, flow: str, manner: str) -> None:
    sent = 0
    for seed in SEEDS:
        talk = walk(library, flow, manner, seed)
        ended_well = {"done", "explain"} & {m.kind for m in talk.turn.messages}
        assert talk.intakes or ended_well, talk.story
        assert [i.number for i in talk.intakes] == list(range(1, len(talk.intakes) + 1))
        if [i.kind for i in talk.intakes] == [flow]:
            sent += 1
            assert _left_unasked(talk, flow) is None, talk.story
    if flow in FLOWS:
        assert sent, "nobody reached an ombud"


def _left_unasked(talk: Conversation, flow: str) -> str | None:
    """A question of the flow that applies and has neither an answer nor a refusal."""
    step = next_question(talk.library.flows[flow], Draft(talk.library, talk.state, talk.now))
    return step.key if step else None
