"""Hearing one stretch of speech, ahead while the pause lasts; what speech overtakes is dropped."""

from __future__ import annotations

import asyncio

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

    @property
    def begun(self) -> bool:
        """Whether something is being heard, or has been and not been fetched."""
        return self._task is not None

    def begin(self, sound: Sound, listening: Listening) -> None:
        """Hears this instead of anything before."""
        self.drop()
        self._number += 1
        self._task = asyncio.create_task(self._hear(sound, listening, self._number))

    def drop(self) -> None:
        """What is being heard does not count."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def is_present(self, understood: Understood) -> bool:
        """Whether this is about what is being heard now, and not about something dropped."""
        return self._task is not None and understood.number == self._number

    def done(self) -> None:
        """The result has been fetched."""
        self._task = None

    async def result(self) -> Heard | None:
        """What comes of it, when the inbox is not read any more. None when there is nothing, or it fails."""
        return await self._task if self._task is not None else None

    async def _hear(self, sound: Sound, listening: Listening, number: int) -> Heard | None:
        heard: Heard | None = None
        try:
            async with asyncio.timeout(self._at_most):
                heard = await self._hearing.hear(sound, listening, call=self._call)
        except Exception as problem:
            log.warning("hearing_failed", call=self._call, problem=problem)
        self._inbox.put(Understood(number, heard))
        return heard


def is_sure(heard: Heard) -> bool:
    """An expected answer, whole and certain: nothing more needs to be waited for."""
    return heard.how == "scored" and heard.confidence >= SURE
