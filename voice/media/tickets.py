"""Letting a browser onto the line, once for each ticket that the web process wrote."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from bot.calls.tickets import LIFETIME_SECONDS, Ticket, read_ticket, ticket_key

_CLOCKS_DIFFER = 5
"""Seconds that the clocks of two machines may differ."""


class TicketKeeper:
    """Knows the tickets that have been used, until they would open nothing anyway. One for each voice process."""

    def __init__(self, media_password: str, *, clock: Callable[[], float] = time.time) -> None:
        self._key = ticket_key(media_password)
        self._clock = clock
        self._used: OrderedDict[bytes, int] = OrderedDict()

    def opens(self, text: str) -> bool:
        """Whether the ticket opens the line now. It is not used up by the question."""
        return self._fresh(text) is not None

    def redeem(self, text: str) -> bool:
        """As `opens`, and it never does again."""
        if (ticket := self._fresh(text)) is None:
            return False
        self._used[ticket.nonce] = ticket.expires_at
        return True

    def _fresh(self, text: str) -> Ticket | None:
        ticket = read_ticket(self._key, text)
        now = self._clock()
        self._forget(now)
        if ticket is None or not now - _CLOCKS_DIFFER <= ticket.expires_at <= now + LIFETIME_SECONDS + _CLOCKS_DIFFER:
            return None
        return None if ticket.nonce in self._used else ticket

    def __len__(self) -> int:
        """How many used tickets are remembered."""
        return len(self._used)

    def _forget(self, now: float) -> None:
        """They lie in the order of their use, and none lives longer than any other by more than a lifetime."""
        while self._used:
            nonce, expires_at = next(iter(self._used.items()))
            if expires_at + _CLOCKS_DIFFER >= now:
                return
            del self._used[nonce]
