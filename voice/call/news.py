"""What a call waits for, in one queue, so that it is handled one thing after the other."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from voice.hearing.heard import Heard
from voice.turn_taking.happenings import Happening


@dataclass(frozen=True)
class Key:
    """A key, and when it came (seconds on the call's clock)."""

    key: str
    at: float


@dataclass(frozen=True)
class Noticed:
    """Turn-taking noticed something at that time."""

    happening: Happening
    at: float


@dataclass(frozen=True)
class Understood:
    """Hearing has finished; None when it failed. `number` tells which hearing it was, so that old ones are dropped."""

    number: int
    heard: Heard | None


@dataclass(frozen=True)
class Spoke:
    """The caller has heard all of what number `number` said."""

    number: int


@dataclass(frozen=True)
class Gone:
    """The caller has hung up."""


class Alarm(StrEnum):
    """A time has come."""

    KEY_ALONE = "key alone"
    ENTRY_STALLED = "entry stalled"
    GOODBYE = "goodbye"
    SOON_OVER = "soon over"
    OVER = "over"
    WAITED_LONG = "waited long"


News: TypeAlias = Key | Noticed | Understood | Spoke | Gone | Alarm


class Inbox:
    """First in, first out; what was put off can be put back in front."""

    def __init__(self) -> None:
        self._waiting: deque[News] = deque()
        self._some = asyncio.Event()

    def put(self, news: News) -> None:
        self._waiting.append(news)
        self._some.set()

    def put_back(self, news: Iterable[News]) -> None:
        self._waiting.extendleft(reversed(list(news)))
        if self._waiting:
            self._some.set()

    def drop_keys(self, keys: str) -> None:
        """Forgets these keys if they wait."""
        self._waiting = deque(news for news in self._waiting if not (isinstance(news, Key) and news.key in keys))

    async def get(self) -> News:
        while not self._waiting:
            self._some.clear()
            await self._some.wait()
        return self._waiting.popleft()


class Alarms:
    """Times to be told of, each kind once. Counted by the running loop's clock."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._set: dict[Alarm, asyncio.TimerHandle] = {}

    def set(self, alarm: Alarm, seconds: float) -> None:
        """Tells of it in so many seconds; an earlier one of the kind is forgotten."""
        self.stop(alarm)
        self._set[alarm] = asyncio.get_running_loop().call_later(max(0.0, seconds), self._ring, alarm)

    def stop(self, *alarms: Alarm) -> None:
        for alarm in alarms:
            if handle := self._set.pop(alarm, None):
                handle.cancel()

    def stop_all(self) -> None:
        self.stop(*self._set)

    def _ring(self, alarm: Alarm) -> None:
        if self._set.pop(alarm, None):
            self._inbox.put(alarm)
