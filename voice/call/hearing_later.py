"""Hearing that is still being loaded: calls that come before are led by keys."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Literal, TypeAlias

import structlog

from bot.dialogue.listening import Listening
from voice.hearing.heard import Heard, Hearing, Sound

log = structlog.get_logger()

Stage: TypeAlias = Literal["loading", "ready", "failed"]
_AGAIN_AFTER = 60.0
"""Seconds until loading is tried again: a model may have been fetched or mended meanwhile."""


class NotReady(Exception):
    """Nothing can be heard yet."""


class HearingLater:
    """Implements `voice.hearing.heard.Hearing` around one that `load` gives. Begin with `start`."""

    def __init__(self, load: Callable[[], Awaitable[Hearing]]) -> None:
        self._load = load
        self._hearing: Hearing | None = None
        self._loading: asyncio.Task[None] | None = None
        self._there = asyncio.Event()
        self._failed = False

    @property
    def stage(self) -> Stage:
        if self._hearing is not None:
            return "ready" if self._hearing.ready() else "failed"
        return "failed" if self._failed else "loading"

    def start(self) -> None:
        """Begins to load, without waiting."""
        if self._loading is None:
            self._loading = asyncio.create_task(self._until_loaded())

    async def loaded(self, seconds: float) -> bool:
        """Waits at most that long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._there.wait()
        return self.ready()

    async def stop(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
            await asyncio.gather(self._loading, return_exceptions=True)

    def ready(self) -> bool:
        return self._hearing is not None and self._hearing.ready()

    async def hear(self, sound: Sound, listening: Listening, *, call: str) -> Heard:
        """See `voice.hearing.heard.Hearing`. Raises NotReady while nothing is loaded."""
        if self._hearing is None:
            raise NotReady
        return await self._hearing.hear(sound, listening, call=call)

    async def expect(self, listening: Listening) -> None:
        if self._hearing is not None:
            await self._hearing.expect(listening)

    async def _until_loaded(self) -> None:
        while self._hearing is None:
            try:
                self._hearing = await self._load()
            except Exception as problem:
                self._failed = True
                log.warning("hearing_not_loaded", problem=problem)
                await asyncio.sleep(_AGAIN_AFTER)
        self._there.set()
        log.info("hearing_loaded")
