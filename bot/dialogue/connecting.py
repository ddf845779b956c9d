"""Putting a caller through to a human at the office, in the same call. The edge does it; here it is promised and told.

Somebody in danger is never put through without being asked: 112 is said first, and the line stays open.
"""

from __future__ import annotations

from bot.dialogue.draft import Draft

AT_MOST = 2
"""Tries in one call. After that an ombud gets a message instead: ringing on and on helps nobody."""


def possible(draft: Draft) -> bool:
    """Whether this caller can be put through now."""
    state = draft.state
    return draft.can_connect and state.connectable and state.channel == "phone" and state.connects < AT_MOST


def wish(draft: Draft, *, sure: bool = True) -> None:
    """The caller wants a human. Not `sure`: it was perhaps something else that was said."""
    if draft.in_danger:
        draft.push("crisis_connect", kind=draft.interlude.data.get("kind", "danger") if draft.interlude else "danger")
    elif not sure:
        draft.push("offer_human", ladders="0")
    else:
        connect(draft)


def connect(draft: Draft) -> None:
    """Say that a human comes now. What waits stays as it is, for the case that nobody answers."""
    if draft.in_danger:
        draft.say("crisis_before_connecting", "crisis")
    if draft.flow and draft.flow.ending and draft.flow.id != "human":
        draft.tell(draft.flow.ending[0], "explain")  # nobody may leave believing that this was an application
    draft.say("connecting", "done")
    draft.state.connects += 1
    draft.state.connecting, draft.state.ended, draft.asking = True, "stopped", "none"
