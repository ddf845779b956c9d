"""Telling a client how long it is since a SIP was asked for, or only that the ombud reads of it. Pure."""

from __future__ import annotations

from bot.deadlines.waited import waited_since
from bot.dialogue.draft import Draft


def tell(draft: Draft) -> None:
    """Say the rounded wait. A day that is unknown is never guessed: then it only counts that somebody asked."""
    asked = draft.state.answers.get("asked_when")
    wait = waited_since(asked.value, asked.latest, draft.now.date()) if asked else None
    if wait:
        draft.say("asked_ago", waited=wait.in_words)
    else:
        draft.say("asked_unknown")
