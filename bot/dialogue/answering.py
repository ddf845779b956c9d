"""Recording answers: what follows from one, what it makes stale, what it offers."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue import crisis, reach, topics
from bot.dialogue.answer import answer_from
from bot.dialogue.draft import Draft
from bot.dialogue.event import Said
from bot.dialogue.fitting import fits
from bot.dialogue.meaning import Given
from bot.dialogue.options import OPEN, options_of
from bot.dialogue.state import Answer
from content.condition import Value, holds, keys_of
from content.flow import Step, StepType
from nlu.understanding import Extracted, Understanding
from nlu.values import parse

READ_BACK = {StepType.DATE, StepType.AMOUNT, StepType.NUMBER, StepType.PHONE, StepType.CONTACT}
"""Spoken values that are always read back: a wrong digit is costly and easily misheard."""
SURE_HEARING = 0.6
"""Below this recogniser confidence a spoken answer to any listed question is read back."""

NEVER_IN_PASSING = {
    "consent", "menu", "summary", "send_ombud", "danger", "crisis_ask", "crisis_safe", "crisis_next",
}  # fmt: skip
"""Questions that only their own answer answers: they decide what happens, or concern somebody's safety."""
ACUTE = {"food", "medicine", "power", "shelter", "baby"}


def take_answer(draft: Draft, step: Step, given: Given) -> None:
    """Record the answer to the waiting flow question, or ask for a confirmation first when the risk calls for it."""
    if needs_read_back(step, given.answer):
        interlude = draft.push("confirm", step.key)
        interlude.pending = given.answer
        return
    settle_answer(draft, step, given.answer)


def needs_read_back(step: Step, answer: Answer) -> bool:
    """Buttons and keys are never confirmed; uncertain hearing and spoken dates, amounts and numbers always are."""
    if answer.value is None or answer.how in ("button", "key", "derived"):
        return False
    if step.key == "danger" and answer.value == "yes":
        return False  # help first, however badly it was heard
    if answer.how == "words":
        return answer.uncertain and step.type in (StepType.PHONE, StepType.CONTACT, StepType.AREA)
    if step.type is StepType.NAME:
        return (answer.confidence or 0.0) < SURE_HEARING
    if step.type in OPEN:
        return False
    return step.type in READ_BACK or answer.uncertain or (answer.confidence or 0.0) < SURE_HEARING


def settle_answer(draft: Draft, step: Step, answer: Answer) -> None:
    """Store the answer and everything that follows from it."""
    record(draft, step.key, answer)
    if draft.frame and step.key not in draft.frame.asked:
        draft.frame.asked.append(step.key)
    answer_narrower(draft, step, answer)
    draft.fresh_question()
    if answer.move and not step.polar and step.key != "danger":
        draft.say("dont_know_ok" if answer.move == "dont_know" else "skip_ok")
    if step.key == "danger" and answer.move == "skip":
        draft.say("danger_unsure", "crisis")
    elif step.key == "danger" and (answer.value == "yes" or answer.move):
        crisis.danger_now(draft, sure=answer.value == "yes")
    offer_help_for_need(draft)


def answer_narrower(draft: Draft, step: Step, answer: Answer) -> None:
    """Own words can say more than the option they chose: "kontaktperson" also tells what "annat" is."""
    if answer.how not in ("words", "speech") or answer.value is None or draft.flow is None:
        return
    for narrower in draft.flow.steps:
        values = draft.state.values()
        if narrower.narrows != step.key or narrower.key in values:
            continue
        if not reach.applies(narrower, values, draft.state.channel):
            continue
        options = options_of(narrower, draft.library)
        found = parse(narrower.type, answer.raw, today=draft.now.date(), options=options)
        # "annat" says no more here than it did there.
        if found.value not in (None, answer.value) and fits(narrower, found.value, draft.library):
            record(draft, narrower.key, answer.model_copy(update={"value": found.value}))


def keep_told(draft: Draft, step: Step, said: Said) -> None:
    """Words that were met as a crisis are the answer to the open question all the same."""
    spoken = said.manner == "spoken"
    confidence = said.confidence if spoken else None
    record(
        draft,
        step.key,
        answer_from(draft, said.text, said.text, "speech" if spoken else "words", confidence=confidence),
    )
    if draft.frame and step.key not in draft.frame.asked:
        draft.frame.asked.append(step.key)


def record(draft: Draft, key: str, answer: Answer) -> None:
    """Store an answer. If it replaces a different one, what rested on the old one is forgotten and asked again."""
    state = draft.state
    old = state.answers.get(key) or state.replaced.get(key)
    state.replaced.pop(key, None)
    state.answers[key] = answer
    if old is not None and old.value != answer.value:
        _forget_stale(draft, {key})
    _derive(draft)


def _forget_stale(draft: Draft, changed: set[str]) -> None:
    """Drop answers that named a changed key as their ground, or whose question no longer applies; and so on."""
    answers = draft.state.answers
    asked_by: dict[str, list[Step]] = {}
    for frame in draft.state.flows:
        for step in draft.library.flows[frame.flow].steps:
            asked_by.setdefault(step.key, []).append(step)
    facts = [fact for flow in draft.library.flows.values() for fact in flow.derive]
    while changed:
        values = draft.state.values()
        stale = {k for k, steps in asked_by.items() if k in answers and _lost_its_ground(steps, changed, values)}
        stale |= {k for f in facts if changed & keys_of(f.when) for k in f.set if k in answers and _derived(draft, k)}
        for key in stale:
            del answers[key]
        _tell_anew(draft, changed)
        changed = stale


def _tell_anew(draft: Draft, changed: set[str]) -> None:
    """What was said because of an answer that has changed is said again when its turn comes."""
    for frame in draft.state.flows:
        rested = {step.key for step in draft.library.flows[frame.flow].steps if changed & set(step.depends)}
        frame.said = [key for key in frame.said if key not in rested]


def _lost_its_ground(steps: list[Step], changed: set[str], values: Mapping[str, Value]) -> bool:
    """The flows under way that ask this: one names a changed key as its ground, or none of them would ask it now."""
    if any(changed & set(step.depends) for step in steps):
        return True
    concerned = any(changed & keys_of(step.when) for step in steps)
    return concerned and not any(holds(step.when, values) for step in steps)


def _derived(draft: Draft, key: str) -> bool:
    return draft.state.answers[key].how == "derived"


def _derive(draft: Draft) -> None:
    for flow in draft.library.flows.values():
        for fact in flow.derive:
            if holds(fact.when, draft.state.values()):
                for key, value in fact.set.items():
                    if key not in draft.state.answers:
                        plain: Value = list(value) if isinstance(value, tuple) else value
                        draft.state.answers[key] = answer_from(draft, plain, "", "derived")


def absorb(draft: Draft, understood: Understanding, *, how: str, except_key: str = "") -> list[str]:
    """Say it once: fill what a free text answered besides the question. Returns the keys that became known."""
    filled = []
    for key, found in understood.answers.items():
        if key == except_key or found.value is None or key in draft.state.answers or not _fits(draft, key, found):
            continue
        draft.state.replaced.pop(key, None)
        draft.state.answers[key] = answer_from(
            draft,
            found.value,
            found.raw,
            "speech" if how == "spoken" else "words",
            uncertain=found.uncertain,
            latest=found.latest,
        )
        filled.append(key)
    if filled:
        _derive(draft)
    return filled


def _fits(draft: Draft, key: str, found: Extracted) -> bool:
    """Only questions of the contract are filled, and only with options they have."""
    step = draft.library.step(key)
    if step is None or step.key in NEVER_IN_PASSING:
        return False
    return fits(step, found.value, draft.library)


def take_up_need(draft: Draft) -> None:
    """Who tells of hunger or the like where no flow is under way is led to emergency help at once: it cannot wait."""
    state = draft.state
    if state.consent != "yes" or draft.in_danger or state.flows or state.interludes or "nodprovning" in state.offered:
        return
    if any(case.flow == "nodprovning" for case in state.cases):
        return
    if _is_acute(draft):
        state.offered.append("nodprovning")
        topics.start(draft, "nodprovning")


def _is_acute(draft: Draft) -> bool:
    values = draft.state.values()
    told = [values.get(key) for key in ("urgent", "need")]
    return any(isinstance(needs, list) and bool(ACUTE & set(needs)) for needs in told)


def offer_help_for_need(draft: Draft) -> None:
    """Somebody without food, medicine, power, shelter or money for them is offered the nödprövning, once."""
    state = draft.state
    if (
        draft.in_danger
        or not draft.frame
        or draft.frame.flow in ("nodprovning", "human")
        or "nodprovning" in state.offered
    ):
        return
    if any(c.flow == "nodprovning" for c in state.cases) or any(f.flow == "nodprovning" for f in state.flows):
        return
    values = state.values()
    if _is_acute(draft) or (values.get("enough") == "no" and draft.frame.flow == "explain_decision"):
        state.offered.append("nodprovning")
        draft.push("offer_topic", "offer_topic", flow="nodprovning")
