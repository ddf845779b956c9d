"""After a crisis, some just go on telling. Who plainly does is let on, with the numbers said once more.

Careful on purpose: only at "Vad vill du göra nu?", when every question about safety has been answered, and only for
money, food, rent and the like. Any sign of danger, and everything that could be one, is asked about as before.
"""

from __future__ import annotations

import re

from bot.dialogue import topics
from bot.dialogue.answer import answer_from
from bot.dialogue.answering import SURE_HEARING, keep_told, take_answer
from bot.dialogue.draft import Draft
from bot.dialogue.event import Said
from bot.dialogue.meaning import Given
from bot.dialogue.waiting import Wait, waiting
from bot.dialogue.words import TOPICS, VERY_SURE
from content.flow import StepType
from nlu.understanding import Understanding
from nlu.values import parse

MATTERS = frozenset({"nodprovning", "explain_decision", "complaint", "sip"})
"""Flows whose naming tells of a matter. An ombud is a human to talk to: that is one of the answers already."""
_NEEDS = {"need", "urgent"}
_PLAIN_NEEDS = {"food", "rent", "power", "baby"}
"""What somebody may be short of without it being a sign of danger, as medicine and being without a home can be."""
_FACTS = {"money", "next_money"}
_A_SUM = re.compile(r"\d\s*(?:kr\b|kronor\b|spänn\b|:-)", re.IGNORECASE)
A_FEW_WORDS = 3


def go_on(draft: Draft, said: Said, understood: Understanding) -> bool:
    """Let the client on to the flow if the words plainly belong to it. Returns whether they did."""
    interlude = draft.interlude
    if interlude is None or interlude.kind != "crisis_next" or not _calm(said, understood):
        return False
    below, matter = _below(draft), _matter(understood)
    amount, told = _sum_asked_for(draft, below, said), {k for k, v in understood.answers.items() if v.value is not None}
    if amount is None and not matter and not told & (_NEEDS | _FACTS):
        return False
    draft.pop()
    draft.say("crisis_numbers", "crisis")
    if below is None or below.taker == "interlude":
        return True
    if amount is not None:
        spoken = said.manner == "spoken"
        how, confidence = ("speech", said.confidence) if spoken else ("words", None)
        take_answer(draft, below.step, Given(answer_from(draft, amount, said.text, how, confidence=confidence)))
    elif below.taker == "flow" and below.step.type is StepType.TEXT and len(said.text.split()) > A_FEW_WORDS:
        keep_told(draft, below.step, said)
    elif matter:
        _take_up(draft, below, matter)
    return True


def _calm(said: Said, understood: Understanding) -> bool:
    """Nothing in the words, nor in how they were heard, leaves a doubt about what they are."""
    heard = said.manner != "spoken" or (said.confidence or 0.0) >= SURE_HEARING
    needs = [found.value for key, found in understood.answers.items() if key in _NEEDS]
    plain = all(isinstance(value, list) and set(value) <= _PLAIN_NEEDS for value in needs)
    return heard and plain and understood.crisis.level == "none" and understood.intent != "crisis"


def _matter(understood: Understanding) -> str | None:
    flow = TOPICS.get(understood.intent)
    return flow if flow in MATTERS and understood.confidence >= VERY_SURE else None


def _below(draft: Draft) -> Wait | None:
    """What waits under the question about what to do now."""
    crisis_next = draft.state.interludes.pop()
    try:
        return waiting(draft)
    finally:
        draft.state.interludes.append(crisis_next)


def _sum_asked_for(draft: Draft, below: Wait | None, said: Said) -> int | None:
    """ "800 kr" where the flow asks for a sum; a bare number could be the one that was called."""
    if below is None or below.taker != "flow" or below.step.type is not StepType.AMOUNT or not _A_SUM.search(said.text):
        return None
    value = parse(StepType.AMOUNT, said.text, today=draft.now.date()).value
    return value if isinstance(value, int) else None


def _take_up(draft: Draft, below: Wait, matter: str) -> None:
    if below.taker == "consent":
        draft.state.topic = matter
    elif below.taker == "menu":
        topics.start(draft, matter)
    else:
        topics.offer(draft, matter)
