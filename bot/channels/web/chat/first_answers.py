"""The conversations that first answers began, until the browser has shown its cookie: a lost answer begins no second.

In this process's memory only. A page's key stands in that page alone, so what was begun with it opens to nobody else.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from weakref import WeakValueDictionary

from starlette.requests import Request

from bot.channels.web.chat.session_cookie import Session, session_of

KEPT_FOR = 10 * 60.0
"""Seconds."""
KEPT_AT_MOST = 5_000


@dataclass(frozen=True)
class _Begun:
    at: float
    session: Session


class FirstAnswers:
    """What was begun with the key of which page. `clock` is in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun: OrderedDict[str, _Begun] = OrderedDict()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def one_at_a_time(self, key: str) -> AsyncGenerator[None]:
        """A page that is sent twice at once: the second waits until the first has begun."""
        async with self._locks.setdefault(key, asyncio.Lock()):
            yield

    def session(self, key: str) -> Session | None:
        """What was begun with this page, if its cookie has not been seen and it is not too long ago."""
        self._forget_old()
        begun = self._begun.get(key)
        return begun.session if begun else None

    def remember(self, key: str, session: Session) -> None:
        self._forget_old()
        self._begun[key] = _Begun(self._clock(), session)
        if len(self._begun) > KEPT_AT_MOST:
            self._begun.popitem(last=False)

    def arrived(self, session: Session) -> None:
        """The browser holds the cookie. From now on an old page opens nothing, in whosever hands it is."""
        for key in [key for key, begun in self._begun.items() if begun.session.id == session.id]:
            del self._begun[key]

    def _forget_old(self) -> None:
        while self._begun:
            key, oldest = next(iter(self._begun.items()))
            if self._clock() - oldest.at < KEPT_FOR:
                return
            del self._begun[key]


async def cookie_arrived(request: Request) -> None:
    """A dependency of the routes that a browser with a conversation comes to."""
    if session := session_of(request):
        request.app.state.first_answers.arrived(session)
