"""How much one address or one conversation may ask for, the same for the API and for the pages.

Each function takes one from the allowance and returns 0, or the seconds to wait until there is one again. A refusal is
counted.
"""

from __future__ import annotations

from starlette.requests import Request

from bot.channels.web.address import address_of
from bot.channels.web.rate_limit import RateLimit


def open_one(request: Request) -> float:
    """A new conversation, by address."""
    return _take(request, request.app.state.limits.opens, address_of(request), "opens")


def try_code(request: Request) -> float:
    """A try of a resume code, by address."""
    return _take(request, request.app.state.limits.resumes, address_of(request), "resumes")


def take_turn(request: Request, conversation_id: str, token: str) -> float:
    """A turn. Keyed by token too: a stranger who knows an id must not use up the client's allowance."""
    return _take(request, request.app.state.limits.turns, f"{conversation_id}/{hash(token)}", "turns")


def look(request: Request, conversation_id: str, token: str) -> float:
    """A look at the waiting question: as many as turns, but apart, because a page looks after every turn."""
    return _take(request, request.app.state.limits.turns, f"{conversation_id}/{hash(token)}/look", "looks")


def miss(request: Request) -> float:
    """A conversation that is not there or a token that does not open it, by address."""
    return _take(request, request.app.state.limits.misses, address_of(request), "misses")


def ring_once(request: Request) -> float:
    """A call from the browser phone, by address."""
    return _take(request, request.app.state.limits.rings, address_of(request), "rings")


def _take(request: Request, limit: RateLimit, key: str, name: str) -> float:
    if wait := limit.take(key):
        request.app.state.metrics.refused.labels(name).inc()
    return wait
