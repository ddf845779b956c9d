"""A sign of life when an answer takes long: a soft sound first, then a word; the answer itself never waits for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from voice.call.mouth import Mouth
from voice.speaking.speaker import Speaker, Tempo


class Hurry:
    """Runs from the end of the caller's words until we speak. `clock` in seconds, as are the waits."""

    def __init__(
        self,
        mouth: Mouth,
        speaker: Speaker,
        clock: Callable[[], float],
        *,
        sound: Callable[[], bytes],
        words: Callable[[], str],
        sound_after: float,
        words_after: float,
    ) -> None:
        self._mouth = mouth
        self._speaker = speaker
        self._clock = clock
        self._sound = sound
        self._words = words
        self._sound_after = sound_after
        self._words_after = words_after
        self._task: asyncio.Task[None] | None = None

    def begin(self, since: float) -> None:
        """The caller's words ended then. What runs already goes on."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run(since))

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _run(self, since: float) -> None:
        await asyncio.sleep(max(0.0, since + self._sound_after - self._clock()))
        await self._mouth.aside(self._sound())
        await asyncio.sleep(max(0.0, since + self._words_after - self._clock()))
        async for sound in self._speaker.speak(self._words(), Tempo.NORMAL):
            await self._mouth.aside(sound)
