"""Reading answers back: at the summary, and at once when a longer text answered several questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.dialogue.draft import Draft
from bot.dialogue.state import Answer
from bot.dialogue.turn import Message
from bot.dialogue.wording import in_words

SAME_FACT = {"children": "children_count", "urgent": "need", "outcome": "answer", "written": "answer_written"}
"""Questions of different flows about one fact: when both are answered, only the second is read back."""
SAME_ANSWER = {
    "outcome": {"no": "refused", "partly": "too_little", "waiting": "waiting", "turned_away": "turned_away"},
    "written": {"yes": "yes", "oral": "no"},
}
"""How the second of such questions says what the first says. Else they are about two decisions: both are read back."""
NOT_READ_BACK = {"send_ombud", "danger", "crisis_ask", "crisis_safe"}
"""Answered in the middle of something hard; reading them back would only bring it up again, perhaps aloud."""


@dataclass(frozen=True)
class ReadBack:
    """One answer in words: the question's short label, and what was answered."""

    key: str
    label: str
    value: str


def lines(draft: Draft, keys: Iterable[str]) -> list[str]:
    """One line for each known answer among the keys. On the phone it ends with a stop, so the answer brings none."""
    line, phone = draft.library.text("summary_line"), draft.state.channel == "phone"
    return [
        draft.fill(line, label=told.label, value=told.value.rstrip(".") if phone else told.value)
        for told in read_back(draft, keys)
    ]


def read_back(draft: Draft, keys: Iterable[str]) -> list[ReadBack]:
    """The known answers among the keys. Declined answers are left out on the phone, to keep it short."""
    found = []
    for key in keys:
        step, answer = draft.step_named(key), draft.state.answers.get(key)
        if step is None or answer is None or not step.label or key in NOT_READ_BACK:
            continue
        if _read_back_elsewhere(draft, key, answer):
            continue
        if answer.value is None and (step.polar or draft.state.channel == "phone"):
            continue  # "nej" to "Vill du berätta mer?" leaves nothing to read back
        value = in_words(step, answer, draft.library, draft.state.channel)
        found.append(ReadBack(key, step.label, value))
    return found


def _read_back_elsewhere(draft: Draft, key: str, answer: Answer) -> bool:
    """What follows from another answer, or says the same as one, is not said twice."""
    if answer.how == "derived" and answer.value is not None:
        return True
    if key == "home_risk" and answer.value == "homeless" and "area" in draft.state.answers:
        return draft.state.answers["area"].value == "homeless" and draft.state.answers["area"].how != "derived"
    twin = draft.state.answers.get(SAME_FACT.get(key, ""))
    if twin is None or twin.value is None or twin.how == "derived":
        return False
    return key not in SAME_ANSWER or SAME_ANSWER[key].get(str(answer.value)) == twin.value


def tell(draft: Draft, intro_id: str, told: list[str]) -> None:
    """The introduction and the lines as one message: below each other in chat, after each other on the phone."""
    separator = "\n" if draft.state.channel == "chat" else " "
    intro = draft.fill(draft.library.text(intro_id))
    draft.messages.append(Message(kind="summary", text=separator.join([intro, *told])))


def tell_what_was_heard(draft: Draft, keys: list[str]) -> None:
    """Read back what a longer text answered of the questions to come, so that a mistake is noticed at once."""
    if draft.flow:
        keys = [key for key in keys if draft.flow.step(key)]
    if told := lines(draft, keys):
        tell(draft, "heard_intro", told)
