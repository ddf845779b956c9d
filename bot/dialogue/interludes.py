"""Questions that lie on top of a flow: confirmations, offers, lists. Each is shown as an ordinary step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue import dictating
from bot.dialogue.wording import in_words
from content.flow import Option, Step, StepType, Text

if TYPE_CHECKING:
    from bot.dialogue.draft import Draft
    from bot.dialogue.state import Interlude

CRISIS = ("danger_check", "crisis_ask", "crisis_safe", "crisis_next", "crisis_connect")
"""Interludes that concern somebody's safety: they are never dropped for another question."""


KEEPING = ("keep_number", "keep_code", "keep_code_again")
"""What is asked about going on another time, when a caller stops. Met with silence, the call just ends."""

LETTER, LETTER_CONFIRM, LETTER_WORDS = "read_letter", "letter_confirm", "letter_words"
"""A letter is pasted or read aloud; what was heard of it is confirmed; its other difficult words are offered."""

BACK_TO_MENU = "menu"
"""The option of the questions about ombud that ends them."""
NO_MORE = ("nej", "nej tack", "nä", "inget mer", "nej inget mer", "klar", "det räcker", "menyn")
"""How a client ends the questions about ombud."""


def step_of(interlude: Interlude, draft: Draft) -> Step:
    """The interlude as a step that can be asked, interpreted and rendered like any other."""
    return _BUILDERS.get(interlude.kind, _named)(interlude, draft)


def drop_unknown(draft: Draft) -> None:
    """Forget what a newer library does not have: flows that are gone, and questions that can no longer be put."""
    state = draft.state
    state.flows = [frame for frame in state.flows if frame.flow in draft.library.flows]
    state.interludes = [interlude for interlude in state.interludes if _can_be_put(interlude, draft)]


def drop_those_of_the_call(draft: Draft) -> None:
    """Forget the questions that only the call had: how to go on after it, a dictated number, putting it through."""
    of_the_call = (*KEEPING, "crisis_connect", "keep_audio", dictating.KEY)
    draft.state.interludes = [interlude for interlude in draft.state.interludes if interlude.kind not in of_the_call]


def _can_be_put(interlude: Interlude, draft: Draft) -> bool:
    try:
        step_of(interlude, draft)
    except KeyError:
        return False
    return True


def _named(interlude: Interlude, draft: Draft) -> Step:
    """Interludes that ask a step of the library: the crisis questions and a question asked again for a change."""
    key = "danger" if interlude.kind == "danger_check" else interlude.key or interlude.kind
    step = draft.step_named(key)
    if step is None:
        raise KeyError(f"the library has no step '{key}'")
    return step.worded(draft.state.values())


def _yes_no(key: str, draft: Draft, text_id: str, **values: str) -> Step:
    text = draft.library.text(text_id)
    return Step(key=key, type=StepType.YES_NO, text=Text(chat=draft.fill(text.chat, **values),
                phone=draft.fill(text.phone, **values)))  # fmt: skip


def _confirm(interlude: Interlude, draft: Draft) -> Step:
    step, pending = draft.step_named(interlude.key), interlude.pending
    if step is None or pending is None:
        raise KeyError(f"nothing to confirm at '{interlude.key}'")
    text_id = "confirm_date" if step.type is StepType.DATE else "confirm_value"
    value = in_words(step, pending, draft.library, draft.state.channel)
    return _yes_no("confirm", draft, text_id, value=value)


def _offer_human(interlude: Interlude, draft: Draft) -> Step:
    return _yes_no("offer_human", draft, "offer_human")


def _offer_topic(interlude: Interlude, draft: Draft) -> Step:
    flow = interlude.data["flow"]
    if flow == "nodprovning":
        return _yes_no("offer_topic", draft, "offer_nodprovning")
    return _yes_no("offer_topic", draft, "another_topic_offer", flow=draft.library.flows[flow].title)


def _human_again(interlude: Interlude, draft: Draft) -> Step:
    return _yes_no("human_again", draft, "human_again")


def _send_more(interlude: Interlude, draft: Draft) -> Step:
    if interlude.pending is None:
        raise KeyError("nothing to send")
    return _yes_no("send_more", draft, "send_more")


def _cancel_sure(interlude: Interlude, draft: Draft) -> Step:
    return _yes_no("cancel_sure", draft, "summary_cancel_sure")


def _keep_number(interlude: Interlude, draft: Draft) -> Step:
    return _yes_no("keep_number", draft, "keep_number")


def _keep_code(interlude: Interlude, draft: Draft) -> Step:
    return _yes_no("keep_code", draft, "keep_code")


def _keep_code_again(interlude: Interlude, draft: Draft) -> Step:
    return _yes_no("keep_code_again", draft, "keep_code_again")


def _keep_audio(interlude: Interlude, draft: Draft) -> Step:
    about = draft.fill(draft.library.text("keep_audio_about"), days=interlude.data["days"])
    return _yes_no("keep_audio", draft, "keep_audio").model_copy(update={"help": about, "why": about})


def _crisis_connect(interlude: Interlude, draft: Draft) -> Step:
    return _yes_no("crisis_connect", draft, "crisis_connect")


def _take_up(interlude: Interlude, draft: Draft) -> Step:
    return Step(key="take_up", type=StepType.NUMBER, text=draft.library.text("take_up_ask"))


def _change_which(interlude: Interlude, draft: Draft) -> Step:
    options = tuple(
        Option(id=step.key, label=f"{step.label}: {_short(step, draft)}", spoken=step.label, synonyms=(step.label,))
        for step in changeable(draft)
    )
    return Step(
        key="change_which", type=StepType.CHOICE, text=draft.library.text("change_which"), options=options, help=""
    )


def _short(step: Step, draft: Draft) -> str:
    text = in_words(step, draft.state.answers[step.key], draft.library, draft.state.channel)
    return text if len(text) <= 40 else text[:39] + "…"


def changeable(draft: Draft) -> list[Step]:
    """The steps of the current flow that have an answer, in the flow's order."""
    if not draft.flow:
        return []
    return [s for s in draft.flow.steps if s.key in draft.state.answers and s.label]


def _about_po(interlude: Interlude, draft: Draft) -> Step:
    options = tuple(Option(id=f.id, label=f.question, synonyms=f.phrases) for f in draft.library.faq)
    text = draft.library.text("about_po_intro" if not interlude.data.get("asked") else "about_po_more")
    done_words = draft.library.text("about_po_done" if interlude.data.get("asked") else "about_po_nothing")
    done = Option(id=BACK_TO_MENU, label=done_words.chat, spoken=done_words.phone, synonyms=NO_MORE)
    return Step(key="about_po", type=StepType.CHOICE, text=text, options=(*options, done))


def _read_letter(interlude: Interlude, draft: Draft) -> Step:
    """Asked once; then only for more of it."""
    ask, more = draft.library.text("read_letter_ask"), draft.library.text("read_letter_more")
    how = draft.library.text("read_letter_help").form(draft.state.channel)
    text = more if interlude.data.get("text") else ask
    return Step(key=LETTER, type=StepType.TEXT, text=text, again=more, help=how)


def _letter_confirm(interlude: Interlude, draft: Draft) -> Step:
    return _yes_no(LETTER_CONFIRM, draft, "read_letter_confirm", value=interlude.data["told"])


def _letter_words(interlude: Interlude, draft: Draft) -> Step:
    return _yes_no(LETTER_WORDS, draft, "read_letter_more_words")


_BUILDERS = {
    "confirm": _confirm,
    "offer_human": _offer_human,
    "offer_topic": _offer_topic,
    "cancel_sure": _cancel_sure,
    "human_again": _human_again,
    "send_more": _send_more,
    "keep_number": _keep_number,
    "keep_code": _keep_code,
    "keep_code_again": _keep_code_again,
    "keep_audio": _keep_audio,
    "crisis_connect": _crisis_connect,
    "take_up": _take_up,
    "change_which": _change_which,
    "about_po": _about_po,
    dictating.KEY: dictating.question,
    LETTER: _read_letter,
    LETTER_CONFIRM: _letter_confirm,
    LETTER_WORDS: _letter_words,
}
BUILT = frozenset(_BUILDERS)
"""Interludes whose question is put together here, with what the client said in it."""
