"""Hearing one stretch of speech, ahead while the pause lasts; what speech overtakes is dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from bot.dialogue.listening import Listening
from voice.call.news import Inbox, Understood
from voice.hearing.heard import Heard, Hearing, Sound

log = structlog.get_logger()

SURE = 0.6
"""Confidence from which an expected answer is taken without reading it back."""


class Attention:
    """At most one hearing at a time for a call. Its end comes into the inbox as `Understood`."""

    def __init__(self, hearing: Hearing, inbox: Inbox, call: str, at_most: float) -> None:
        self._hearing = hearing
        self._inbox = inbox
        self._call = call
        self._at_most = at_most
        self._task: asyncio.Task[Heard | None] | None = None
        self._number = 0
        self._before: list[asyncio.Task[Heard | None]] = []

    @property
    def begun(self) -> bool:
        """Whether something is being heard, or has been and not been fetched."""
        return self._task is not None or bool(self._before)

    @property
    def running(self) -> bool:
        """Whether the end of what was said is being heard, or has been."""
        return self._task is not None

    def begin(self, sound: Sound, listening: Listening) -> None:
        """Hears this instead of anything before."""
        self.drop()
        self._number += 1
        self._task = asyncio.create_task(self._hear(sound, listening, self._number))

    def begin_part(self, sound: Sound, listening: Listening) -> None:
        """Hears the first part of a long story; the words come with those of its end."""
        self.drop()
        self._before.append(asyncio.create_task(self._ask(sound, listening)))

    def drop(self) -> None:
        """What is being heard does not count, except parts of a story that goes on."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def drop_all(self) -> None:
        """Nor do the parts."""
        self.drop()
        for part in self._before:
            part.cancel()
        self._before.clear()

    def is_present(self, understood: Understood) -> bool:
        """Whether this is about what is being heard now, and not about something dropped."""
        return self._task is not None and understood.number == self._number

    def done(self) -> None:
        """The result has been fetched."""
        self._task = None
        self._before.clear()

    async def result(self) -> Heard | None:
        """What comes of it, when the inbox is not read any more. None when there is nothing, or it fails."""
        if self._task is not None:
            return await self._task
        return _joined([await part for part in self._before], None) if self._before else None

    async def _hear(self, sound: Sound, listening: Listening, number: int) -> Heard | None:
        heard = await self._ask(sound, listening)
        if self._before:
            heard = _joined([await asyncio.shield(part) for part in self._before], heard)
        self._inbox.put(Understood(number, heard))
        return heard

    async def _ask(self, sound: Sound, listening: Listening) -> Heard | None:
        try:
            async with asyncio.timeout(self._at_most):
                return await self._hearing.hear(sound, listening, call=self._call)
        except Exception as problem:
            log.warning("hearing_failed", call=self._call, problem=problem)
            return None


def _joined(parts: Sequence[Heard | None], end: Heard | None) -> Heard | None:
    """A long story as one. What of it could not be heard is left out; the least certain part tells how sure we are."""
    told = [part for part in (*parts, end) if part is not None and part.how != "none"]
    if not told:
        return end
    return Heard(
        " ".join(part.words for part in told),
        min(part.confidence for part in told),
        "free",
        hear_ms=end.hear_ms if end else 0.0,
        waited_ms=end.waited_ms if end else 0.0,
    )


def is_sure(heard: Heard) -> bool:
    """An expected answer, whole and certain: nothing more needs to be waited for."""
    return heard.how == "scored" and heard.confidence >= SURE
