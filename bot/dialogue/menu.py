"""The menu: what the client can do here, questions about PO, and how the case goes."""

from __future__ import annotations

from bot.dialogue import topics
from bot.dialogue.draft import Draft
from bot.dialogue.interludes import BACK_TO_MENU
from bot.dialogue.meaning import Given


def choose(draft: Draft, given: Given) -> None:
    """Go where the client chose. `human` is a move and handled there."""
    choice = str(given.answer.value)
    draft.fresh_question()
    if choice == "about_po":
        draft.push("about_po")
    elif choice == "status":
        status(draft)
    else:
        topics.start(draft, choice)


def status(draft: Draft) -> None:
    """Tell about cases sent in this conversation. A case number alone opens nothing."""
    cases = draft.state.cases
    if not cases:
        draft.say("status_none")
        return
    for case in cases:
        draft.say("status_known", "explain", case=case.number)


def answer_about_po(draft: Draft, given: Given) -> None:
    """Answer one question about PO and offer the others; "menu" goes back."""
    interlude = draft.interlude
    if given.answer.value == BACK_TO_MENU or interlude is None:
        draft.pop()
        return
    faq(draft, str(given.answer.value))
    interlude.data["asked"] = " ".join(
        dict.fromkeys([*interlude.data.get("asked", "").split(), str(given.answer.value)])
    )
    draft.fresh_question()


def faq(draft: Draft, faq_id: str) -> bool:
    """Say the answer. Returns False if we have none for that question."""
    found = next((f for f in draft.library.faq if f.id == faq_id), None)
    if found:
        draft.tell(found.text, "explain")
    return found is not None
