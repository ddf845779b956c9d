"""What clients said before their yes: in this process's memory only, for a short while, never on disk."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

from bot.dialogue.state import State

KEPT_FOR = timedelta(hours=1)
KEPT_AT_MOST = 5_000


class HeldStates:
    """States of conversations without consent. If one is forgotten, the client is simply asked again."""

    def __init__(self) -> None:
        self._states: OrderedDict[str, tuple[datetime, State]] = OrderedDict()

    def hold(self, conversation_id: str, state: State, now: datetime) -> None:
        self._states[conversation_id] = (now, state)
        self._states.move_to_end(conversation_id)
        while self._states and (len(self._states) > KEPT_AT_MOST or self._oldest() < now - KEPT_FOR):
            self._states.popitem(last=False)

    def of(self, conversation_id: str) -> State | None:
        held = self._states.get(conversation_id)
        return held[1] if held else None

    def forget(self, conversation_id: str) -> None:
        self._states.pop(conversation_id, None)

    def _oldest(self) -> datetime:
        return next(iter(self._states.values()))[0]
