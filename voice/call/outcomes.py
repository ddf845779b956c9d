"""How calls ended, for the exchange, which asks what to do next; and the conversation, should the call come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from voice.call.line import CallInfo
from voice.call.talk import Kept

_KEPT_SECONDS = 15 * 60.0
_KEPT_AT_MOST = 10_000


class Next(StrEnum):
    """`OFFICE`: ring the office. `END`: hang up. `AGAIN`: something broke here; one more try is worth it."""

    OFFICE = "office"
    END = "end"
    AGAIN = "again"


@dataclass(frozen=True)
class _Outcome:
    next: Next
    kept: Kept | None
    until: float


class CallOutcomes:
    """In memory, for minutes: a call that the exchange has forgotten is nothing to us either. `clock` in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._by_call: dict[str, _Outcome] = {}

    def put(self, info: CallInfo, what: Next, kept: Kept | None = None) -> None:
        """This call is over. Found by its own id and by the exchange's."""
        outcome = _Outcome(what, kept, self._clock() + _KEPT_SECONDS)
        for name in self._names(info):
            self._by_call.pop(name, None)
            self._by_call[name] = outcome
        self._forget()

    def next(self, call: str) -> Next | None:
        """What to do now; None for a call that we do not know."""
        outcome = self._fresh(call)
        return outcome.next if outcome else None

    def come_back(self, info: CallInfo) -> Kept | None:
        """The conversation of a call that went to the office and comes back; once."""
        for name in self._names(info) if info.back else ():
            outcome = self._fresh(name)
            if outcome and outcome.next is Next.OFFICE and outcome.kept:
                for each in [key for key, value in self._by_call.items() if value is outcome]:
                    del self._by_call[each]
                return outcome.kept
        return None

    def _fresh(self, call: str) -> _Outcome | None:
        outcome = self._by_call.get(call)
        return outcome if outcome and outcome.until > self._clock() else None

    def _names(self, info: CallInfo) -> list[str]:
        return [name for name in (info.id, info.sip_call_id) if name]

    def _forget(self) -> None:
        now = self._clock()
        for name in [name for name, outcome in self._by_call.items() if outcome.until <= now]:
            del self._by_call[name]
        while len(self._by_call) > _KEPT_AT_MOST:
            del self._by_call[next(iter(self._by_call))]
