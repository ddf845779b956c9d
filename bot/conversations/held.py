"""What clients said before their yes: in this process's memory only, for a short while, never on disk."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.dialogue.state import State
from bot.dialogue.turn import Turn
from bot.store.conversations import StoredConversation

KEPT_FOR = timedelta(hours=1)
KEPT_AT_MOST = 5_000
KEYS_AT_MOST = 50


@dataclass
class Held:
    """A conversation without consent: where it stands, and the turn that waits."""

    state: State
    turn: Turn


@dataclass
class _Kept:
    at: datetime
    held: Held | None = None
    answered: dict[str, Turn] = field(default_factory=dict)


class HeldConversations:
    """Conversations without consent. If one is forgotten, the client is simply asked again."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def hold(self, conversation_id: str, state: State, turn: Turn, now: datetime, key: str | None = None) -> None:
        """Keep the words in memory, and the turn that `key` was answered with."""
        kept = self._kept.setdefault(conversation_id, _Kept(now))
        kept.at, kept.held = now, Held(state, turn)
        if key and len(kept.answered) < KEYS_AT_MOST:
            kept.answered[key] = turn
        self._kept.move_to_end(conversation_id)
        while len(self._kept) > KEPT_AT_MOST or next(iter(self._kept.values())).at < now - KEPT_FOR:
            self._kept.popitem(last=False)

    def of(self, conversation_id: str, now: datetime) -> Held | None:
        """What is held of it; nothing when it was said too long ago."""
        kept = self._fresh(conversation_id, now)
        return kept.held if kept else None

    def state_of(self, stored: StoredConversation, now: datetime) -> State:
        """Where the conversation stands: as held, or as stored."""
        held = self._of(stored, now)
        return held.state if held else State.model_validate(stored.state)

    def turn_of(self, stored: StoredConversation, now: datetime) -> Turn:
        """The turn that waits: as held, or as stored."""
        held = self._of(stored, now)
        return held.turn if held else Turn.model_validate(stored.turn)

    def _of(self, stored: StoredConversation, now: datetime) -> Held | None:
        """What is held in memory, unless the client has said yes since, perhaps to another process."""
        return None if stored.consented_at else self.of(stored.id, now)

    def remember(
        self, conversation_id: str, state: State | None, turn: Turn, now: datetime, key: str | None = None
    ) -> None:
        """Without a yes the words stay in memory; with a yes or a no they leave it. None: nothing has changed."""
        if state is None:
            return
        if state.consent == "unasked":
            self.hold(conversation_id, state, turn, now, key)
        else:
            self.forget(conversation_id)

    def answered(self, conversation_id: str, key: str, now: datetime) -> Turn | None:
        """The turn that this idempotency key was answered with, before the yes."""
        kept = self._fresh(conversation_id, now)
        return kept.answered.get(key) if kept else None

    def forget(self, conversation_id: str) -> None:
        """The words leave the memory. The keys stay for the hour, so that a late repeat is still answered once."""
        if kept := self._kept.get(conversation_id):
            kept.held = None

    def erase(self, conversation_id: str) -> None:
        """Nothing of it stays in memory, not even the turns that late repeats would be answered with."""
        self._kept.pop(conversation_id, None)

    def _fresh(self, conversation_id: str, now: datetime) -> _Kept | None:
        kept = self._kept.get(conversation_id)
        if kept and kept.at < now - KEPT_FOR:
            del self._kept[conversation_id]
            return None
        return kept
