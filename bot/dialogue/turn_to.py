"""Where a client can turn right now, and what is closed right now, from the help lines' hours."""

from __future__ import annotations

from bot.dialogue.draft import Draft
from content.calendar import days_off
from content.library import Helpline
from content.opening_hours import Status, status_at

HEARD_AT_ONCE = 3
"""More numbers than this in one breath nobody remembers."""


def open_now(draft: Draft, flow_id: str) -> str:
    """Sentences about the help lines for this flow that are open now, or whose hours nobody has told us."""
    lines = [line for line in _lines(draft, flow_id) if _status(draft, line) != "closed"]
    if draft.state.channel == "phone":
        lines = lines[:HEARD_AT_ONCE]
    return _joined(draft, [_sentence(draft, line) for line in lines])


def closed_now(draft: Draft, flow_id: str) -> str:
    """A sentence naming what is closed now; empty when nothing is known to be closed."""
    closed = [line.name for line in _lines(draft, flow_id) if _status(draft, line) == "closed"]
    return draft.fill(draft.library.text("closed_now"), closed_now=", ".join(closed)) if closed else ""


def _lines(draft: Draft, flow_id: str) -> list[Helpline]:
    return [line for line in draft.library.helplines if flow_id in line.offered_in]


def _status(draft: Draft, line: Helpline) -> Status:
    return status_at(line, draft.now, days_off(draft.now.year))


def _sentence(draft: Draft, line: Helpline) -> str:
    number = draft.helpline_number(line.id)
    return f"{line.name}{': ' if number else ''}{number}. {draft.fill(line.about)}"


def _joined(draft: Draft, sentences: list[str]) -> str:
    return ("\n" if draft.state.channel == "chat" else " ").join(sentences)
