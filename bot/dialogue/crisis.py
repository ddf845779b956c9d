"""Somebody may be in danger: met in every state, before anything else. The flow waits below with its answers.

Conduct from DOMAIN section 3: help lines in the first two sentences, ask straight out, stay, say honestly whether a
human is alerted. "Ibland" or "vet inte" to the direct question counts as yes.
"""

from __future__ import annotations

from bot.dialogue.answer import answer_from
from bot.dialogue.draft import Draft
from bot.dialogue.effect import Alert
from bot.dialogue.interludes import CRISIS
from bot.dialogue.meaning import Given
from nlu.understanding import Crisis

ASKED_DIRECTLY = ("suicide", "self_harm")
CHECK_PAUSE = 2
"""Turns for which a "nej" to "Är du i fara just nu?" keeps a merely possible signal from asking again."""


def meet(draft: Draft, found: Crisis) -> bool:
    """Answer a certain signal with the crisis message. Returns whether the message was taken over."""
    if found.level != "certain":
        return False
    kind = found.kind or "danger"
    if _goes_on(draft, kind):
        return True
    _leave_crisis(draft)
    draft.say(f"crisis_{kind}_other" if found.about_other else f"crisis_{kind}", "crisis")
    if kind == "medical":
        _tell_that_answers_are_kept(draft)
    _alert(draft, kind)
    if found.about_other:
        draft.push("crisis_next", kind=kind)
    elif kind in ASKED_DIRECTLY:
        draft.push("crisis_ask", kind=kind)
    elif kind == "harm_other":
        draft.push("crisis_next", kind=kind)
    else:
        draft.push("crisis_safe", kind=kind)
    return True


def _goes_on(draft: Draft, kind: str) -> bool:
    """The client says more in the middle of a crisis question: that answers it; nobody is asked the same again."""
    interlude = draft.interlude
    if interlude is None or interlude.kind not in CRISIS or interlude.data.get("kind", kind) != kind:
        return False
    if interlude.kind == "danger_check":
        return False  # it was only a possible signal until now
    draft.pop()
    if interlude.kind == "crisis_ask":
        _remember(draft, "crisis_ask", Given(answer_from(draft, "yes", "", "derived")))
        draft.say("crisis_yes", "crisis")
    else:
        draft.say(f"crisis_{kind}", "crisis")
    draft.push("crisis_next", kind=kind)
    return True


def concerned(draft: Draft, found: Crisis) -> bool:
    """Whether a possible signal is to be asked about: not in the middle of it, nor when it was answered just now."""
    state = draft.state
    if found.level != "perhaps" or state.turns - state.danger_checked <= CHECK_PAUSE:
        return False
    return not (draft.interlude and draft.interlude.kind in CRISIS)


def check(draft: Draft, found: Crisis, *, tired: bool = False) -> None:
    """A possible signal: ask "Är du i fara just nu?" before going on. `tired`: the words could be a wish to stop."""
    state = draft.state
    if not concerned(draft, found):
        return
    state.danger_checked = state.turns
    state.ended, draft.asking = None, "full"  # "vänta, jag orkar inte mer": the question comes before the pause
    draft.say("danger_check", "crisis")
    draft.push("danger_check", kind=found.kind or "danger", **({"tired": "yes"} if tired else {}))


def danger_now(draft: Draft, *, sure: bool) -> None:
    """The client said yes (or would not say no) to "Är du i fara just nu?"."""
    draft.say("crisis_danger" if sure else "danger_unsure", "crisis")
    if sure:
        _alert(draft, "danger")
    draft.push("crisis_safe", kind="danger")


def unanswered(draft: Draft) -> None:
    """A question about danger that gets no answer, however often it is put, counts as yes."""
    if draft.interlude and draft.interlude.kind == "danger_check":
        draft.pop()
        danger_now(draft, sure=False)
    else:
        answer(draft, Given(answer_from(draft, None, "", "derived", move="skip")))


def answer(draft: Draft, given: Given) -> None:
    """Take the answer to a crisis question and choose the next one."""
    interlude, value = draft.interlude, given.answer.value
    if interlude is None:
        return
    kind = interlude.data.get("kind", "danger")
    draft.pop()
    if interlude.kind in ("crisis_ask", "crisis_safe"):
        _remember(draft, interlude.kind, given)
    if interlude.kind == "crisis_next":
        _next(draft, str(value), kind)
    elif value == "no" and interlude.kind == "crisis_ask":
        draft.say("crisis_no", "crisis")
        draft.push("crisis_next", kind=kind)
    elif interlude.kind == "crisis_ask":
        draft.say("crisis_yes", "crisis")
        draft.push("crisis_next", kind=kind)
    elif interlude.kind == "crisis_safe" and value == "yes":
        draft.say("danger_no", "crisis")
        draft.push("crisis_next", kind=kind)
    else:
        draft.say("crisis_not_safe", "crisis")
        draft.push("crisis_next", kind=kind)


def _remember(draft: Draft, key: str, given: Given) -> None:
    """The answer decides how urgent an intake is. Declining counts as being in danger (DOMAIN section 3)."""
    danger = "yes" if key == "crisis_ask" else "no"
    answer = given.answer if given.answer.value is not None else given.answer.model_copy(update={"value": danger})
    old = draft.state.answers.get(key)
    if old is None or old.value != danger:
        draft.state.answers[key] = answer


def _next(draft: Draft, value: str, kind: str) -> None:
    if value == "numbers":
        draft.say("crisis_numbers", "crisis")
        draft.push("crisis_next", kind=kind)
    elif value == "continue":
        _tell_that_answers_are_kept(draft)
        draft.say("crisis_paused")


def _tell_that_answers_are_kept(draft: Draft) -> None:
    """So that nobody stays for their sake; said only when there are any."""
    if draft.state.consent == "yes" and draft.state.answers:
        draft.say("crisis_answers_kept", "crisis")


def _leave_crisis(draft: Draft) -> None:
    while draft.interlude and draft.interlude.kind in CRISIS:
        draft.state.interludes.pop()


def _alert(draft: Draft, kind: str) -> None:
    """Alert only when the client agreed to be stored and somebody is on duty; be honest in any case."""
    if draft.on_duty and draft.state.consent == "yes":
        draft.effects.append(Alert(kind))
        draft.say("crisis_on_duty", "crisis")
    else:
        draft.say("crisis_nobody_on_duty", "crisis")
