"""How a flow ends: the summary, sending, not sending, and the words that are always said last."""

from __future__ import annotations

from bot.dialogue import handing_letters, reach, reading_back, topics, turn_to
from bot.dialogue.answer import answer_from
from bot.dialogue.draft import Draft
from bot.dialogue.effect import SubmitIntake
from bot.dialogue.event import Said
from bot.dialogue.meaning import Given, Meaning, Move, Topic, Unclear
from bot.dialogue.state import Case
from bot.dialogue.waiting import Wait, next_question
from content.flow import StepType
from nlu.understanding import Understanding

A_FEW_WORDS = 3
A_MESSAGE = 2
"""Words after the end from which there is something to send; "okej" is not."""
_ONLY_POLITE = {"affirm", "deny", "greet", "thanks"}
OWN_WORDS_SHOWN = 300
"""Characters of the client's own words that are read back; the ombud gets all of them."""


def show_summary(draft: Draft) -> None:
    """All that is known and was not read back with an earlier case, one line each, before the client sends."""
    in_flow = [s.key for s in draft.flow.steps] if draft.flow else []
    sent = {s.key for case in draft.state.cases for s in draft.library.flows[case.flow].steps}
    others = [key for key in draft.state.answers if key not in in_flow and key not in sent]
    lines = reading_back.lines(draft, [*in_flow, *others])
    if not lines:
        draft.say("summary_nothing", "summary")
        return
    reading_back.tell(draft, "summary_intro", lines)


def take_decision(draft: Draft, given: Given) -> None:
    """send, change or cancel at the summary."""
    decision = given.answer.value
    if decision == "send":
        _send(draft, given)
    elif decision == "change":
        draft.push("change_which")
    else:
        draft.push("cancel_sure")


def _send(draft: Draft, given: Given) -> None:
    state = draft.state
    if (sent := state.answers.get("send_ombud")) is None or sent.value != "yes":
        state.answers["send_ombud"] = answer_from(draft, "yes", given.answer.raw, given.answer.how)
        if draft.flow and next_question(draft.flow, draft):
            return  # saying yes opens the questions about how to reach the client
    state.submissions += 1
    draft.effects.append(SubmitIntake(draft.flow.id if draft.flow else "human", state.submissions))
    draft.asking = "none"


def submitted(draft: Draft, case: str) -> None:
    """The intake is stored: say so with the case number, then what is always said last."""
    flow, state = draft.flow, draft.state
    if flow is None:
        return
    draft.case = case
    state.cases.append(Case(number=case, flow=flow.id))
    draft.tell(flow.done or draft.library.text("sent_generic"), "done", case=case)
    _note_missing_contact(draft, case)
    _leave(draft)


def _note_missing_contact(draft: Draft, case: str) -> None:
    answers = draft.state.answers
    if (name := answers.get("name")) and name.value is None:
        draft.say("anonymous_note")
    if not reach.enough(draft.state.values(), draft.state.channel):
        draft.say("no_contact_note", case=case)


def belongs_to_what_was_sent(
    draft: Draft, wait: Wait, meaning: Meaning, said: Said, understood: Understanding | None, filled: list[str] | None
) -> bool:
    """Words said when everything is sent, that name no new matter: they are more about the old one."""
    if wait.taker != "menu" or not draft.state.cases:
        return False
    if not filled and (len(said.text.split()) < A_MESSAGE or (understood and understood.intent in _ONLY_POLITE)):
        return False
    match meaning:
        case Unclear() | Move(move="noted"):
            return True
        case Topic(flow=flow):
            return any(case.flow == flow for case in draft.state.cases)
        case _:
            return False


def offer_to_send_more(draft: Draft, said: Said) -> None:
    """Be honest that the ombud has not got these words, and offer to send them too."""
    draft.say("after_sent")
    how, sure = ("speech", said.confidence) if said.manner == "spoken" else ("words", None)
    draft.push("send_more").pending = answer_from(draft, said.text, said.text, how, confidence=sure)


def not_sent(draft: Draft) -> None:
    """The client wants no ombud to see the answers, or the flow only explains."""
    if draft.flow and draft.flow.not_sent:
        draft.tell(draft.flow.not_sent, "done")
    _leave(draft)


def cancel(draft: Draft) -> None:
    """The client took the flow back: nothing is sent."""
    draft.say("cancelled", "done")
    _leave(draft)


def end_here(draft: Draft) -> None:
    """A statement closed the flow (under age, another municipality, a person who does not know)."""
    _leave(draft, with_ending=False)


def _leave(draft: Draft, *, with_ending: bool = True) -> None:
    flow, state = draft.flow, draft.state
    if flow and with_ending:
        told = own_words(draft)
        for text in flow.ending:
            if "{own_words}" in text.chat and not told:
                continue
            draft.tell(text, "explain", own_words=told, where_now=turn_to.open_now(draft, flow.id),
                       closed_now=turn_to.closed_now(draft, flow.id))  # fmt: skip
        handing_letters.hand_over(draft, flow)
    ended_with_human = bool(flow and flow.id == "human")
    state.flows.pop()
    if ended_with_human:
        _warn_of_unfinished(draft)
        state.flows.clear()
    state.interludes.clear()
    draft.fresh_question()
    if below := draft.flow:
        topics.forget_a_no(draft)
        draft.say("back_to_flow", flow=below.title)
    else:
        state.ended = "done"


def _warn_of_unfinished(draft: Draft) -> None:
    """Nobody may leave a nödprövning believing that an application was made."""
    for frame in draft.state.flows:
        for text in draft.library.flows[frame.flow].ending[:1]:
            draft.tell(text, "explain")


def own_words(draft: Draft) -> str:
    """What the client told in free words, at the beginning and at the open questions, shortened for reading back."""
    told = [w.text for w in draft.state.own_words if w.key in ("consent", "menu")]
    for key, answer in draft.state.answers.items():
        step = draft.step_named(key)
        if step and step.type is StepType.TEXT and answer.value is not None:
            told.append(answer.raw)
    words = " ".join(_sentence(text) for text in dict.fromkeys(told) if len(text.split()) > A_FEW_WORDS)
    return words if len(words) <= OWN_WORDS_SHOWN else words[: OWN_WORDS_SHOWN - 1] + "…"


def _sentence(text: str) -> str:
    return text if text[-1:] in ".!?…" else f"{text}."
