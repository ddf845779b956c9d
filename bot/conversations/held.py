"""What clients said before their yes: in this process's memory only, for a short while, never on disk."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.dialogue.state import State
from bot.dialogue.turn import Turn

KEPT_FOR = timedelta(hours=1)
KEPT_AT_MOST = 5_000
KEYS_AT_MOST = 50


@dataclass
class Held:
    """A conversation without consent: where it stands, the turn that waits, and the turns given per key."""

    state: State
    turn: Turn
    at: datetime
    answered: dict[str, Turn] = field(default_factory=dict)


class HeldConversations:
    """Conversations without consent. If one is forgotten, the client is simply asked again."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Held] = OrderedDict()

    def hold(self, conversation_id: str, state: State, turn: Turn, now: datetime, key: str | None = None) -> None:
        held = self._held.setdefault(conversation_id, Held(state, turn, now))
        held.state, held.turn, held.at = state, turn, now
        if key and len(held.answered) < KEYS_AT_MOST:
            held.answered[key] = turn
        self._held.move_to_end(conversation_id)
        while len(self._held) > KEPT_AT_MOST or next(iter(self._held.values())).at < now - KEPT_FOR:
            self._held.popitem(last=False)

    def of(self, conversation_id: str, now: datetime) -> Held | None:
        """What is held of it; nothing when it was said too long ago."""
        held = self._held.get(conversation_id)
        if held and held.at < now - KEPT_FOR:
            self.forget(conversation_id)
            return None
        return held

    def answered(self, conversation_id: str, key: str, now: datetime) -> Turn | None:
        """The turn that this idempotency key was answered with, before the yes."""
        held = self.of(conversation_id, now)
        return held.answered.get(key) if held else None

    def forget(self, conversation_id: str) -> None:
        self._held.pop(conversation_id, None)
