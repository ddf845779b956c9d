"""What was heard badly where a mistake would be costly: consent, safety, and what decides the way of the call.

At ordinary questions a doubtful answer is read back (`answering.needs_read_back`). Consent and questions about safety
are asked again instead: "Jag hörde nej, stämmer det?" is no way to get a yes. The same answer heard twice is taken.
"""

from __future__ import annotations

from bot.dialogue import connecting, keeping_sound, repair
from bot.dialogue.answering import SURE_HEARING
from bot.dialogue.draft import Draft
from bot.dialogue.event import Said
from bot.dialogue.interludes import CRISIS
from bot.dialogue.state import Answer
from bot.dialogue.waiting import Wait

_HARMLESS = ("confirm", "change", "change_which", "about_po", "take_up")
"""Interludes that read back themselves, or cost nothing when misheard."""
_TAKEN_AT_ONCE = {
    "danger_check": ("yes",),
    "crisis_ask": ("yes",),
    "crisis_safe": ("no",),
    "crisis_next": ("numbers",),
}
"""Answers that lead to more help: those are believed, however badly they were heard."""


def badly_heard(said: Said | None) -> bool:
    return said is not None and said.manner == "spoken" and said.confidence < SURE_HEARING


def may_act(draft: Draft, wait: Wait, answer: Answer, said: Said | None) -> bool:
    """Whether to act on the answer now. If not, the question about it has been put."""
    if not badly_heard(said) or answer.value is None or wait.taker == "flow":
        return True
    if wait.taker in ("menu", "summary"):
        read_back(draft, wait, answer)
        return False
    kind = draft.interlude.kind if draft.interlude else ""
    if kind == keeping_sound.KEY and answer.value == "no":
        return True
    if wait.taker == "interlude" and (kind in _HARMLESS or _leads_to_help(draft, kind, str(answer.value))):
        return True
    return heard_twice(draft, wait, str(answer.value))


def read_back(draft: Draft, wait: Wait, answer: Answer) -> None:
    draft.push("confirm", wait.step.key).pending = answer


def _leads_to_help(draft: Draft, kind: str, value: str) -> bool:
    if kind == "crisis_next" and value == "human":
        return not connecting.possible(draft)
    return kind in CRISIS and value in _TAKEN_AT_ONCE.get(kind, ())


def heard_twice(draft: Draft, wait: Wait, value: str) -> bool:
    """Whether the same was heard at this question a moment ago. If not, it is asked again."""
    state = draft.state
    if state.doubted == value:
        state.doubted = None
        return True
    state.doubted = value
    if state.failures + 1 >= repair.HUMAN_AFTER:
        repair.not_understood(draft, wait)
        return False
    state.failures += 1
    draft.say("heard_badly")
    return False
