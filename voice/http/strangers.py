"""What comes from those who have not shown that we know them, counted by address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import IPv4Network, IPv6Network

from starlette.requests import HTTPConnection
from starlette.responses import Response

from bot.channels.web.address import client_address
from bot.channels.web.rate_limit import TokenBuckets
from voice.http import problems

_PER_MINUTE = 10
_AT_ONCE = 20
_QUESTIONS_PER_MINUTE = 600
_QUESTIONS_AT_ONCE = 100
"""Of the operator's: a flood of them would be heard as gaps in calls."""


class Strangers:
    """Answers those who are not let in. Whoever has the right password is never refused for the misses of others."""

    def __init__(
        self, trusted_proxies: Sequence[IPv4Network | IPv6Network] = (), *, clock: Callable[[], float]
    ) -> None:
        self._trusted = trusted_proxies
        self._misses = TokenBuckets(per_minute=_PER_MINUTE, burst=_AT_ONCE, clock=clock, keys=5_000)
        self._questions = TokenBuckets(
            per_minute=_QUESTIONS_PER_MINUTE, burst=_QUESTIONS_AT_ONCE, clock=clock, keys=5_000
        )

    def answer(self, connection: HTTPConnection) -> Response:
        """401, or 429 when this address has tried too often."""
        wait = self._misses.take(self.address(connection))
        return problems.too_many_strangers(wait) if wait else problems.stranger()

    def asks_too_often(self, connection: HTTPConnection) -> Response | None:
        """429 when this address has asked too often for what needs no password; else None, and it is counted."""
        wait = self._questions.take(self.address(connection))
        return problems.too_many_questions(wait) if wait else None

    def address(self, connection: HTTPConnection) -> str:
        """Whom to count it to: the peer, or who is behind a proxy of ours."""
        peer = connection.client.host if connection.client else "unknown"
        return client_address(peer, connection.headers.getlist("x-forwarded-for"), self._trusted)
