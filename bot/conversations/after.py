"""The row of a conversation after a turn: what is stored of it, and for how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.conversations.admitting import Lifetimes
from bot.dialogue.advance import Advanced
from bot.dialogue.state import State
from bot.store.conversations import Status, StoredConversation

_STATUS: dict[str | None, Status] = {None: "open", "done": "done", "declined": "done", "stopped": "stopped"}


def after_turn(
    stored: StoredConversation, advanced: Advanced, *, now: datetime, library_version: str, lifetimes: Lifetimes
) -> StoredConversation:
    """After one event. Before the yes or the no, the greeting stays the turn that is stored."""
    consented, asked = advanced.state.consent == "yes", advanced.state.consent != "unasked"
    return replace(
        stored,
        updated_at=now,
        expires_at=lifetimes.until(now, consented=consented),
        consented_at=stored.consented_at or (now if consented else None),
        status=_STATUS[advanced.state.ended],
        library_version=library_version,
        state=_storable(advanced.state),
        turn=advanced.turn.model_dump() if asked else stored.turn,
    )


def after_move(stored: StoredConversation, advanced: Advanced, channel: str, now: datetime) -> StoredConversation:
    """After it was taken up on a channel."""
    return replace(
        stored,
        channel=channel,
        updated_at=now,
        status=_STATUS[advanced.state.ended],
        state=_storable(advanced.state),
        turn=advanced.turn.model_dump(),
    )


def _storable(state: State) -> dict[str, object]:
    """The state as it may be stored: before the yes without a word of the client's."""
    return (state if state.consent == "yes" else state.hushed()).model_dump()
