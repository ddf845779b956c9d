"""Everything that a call is made of, built from the settings: for `ombud voice` and `ombud phone`."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry

from bot.cli.compose import Parts, conversation_parts, real_clock
from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from content.library import Library
    from voice.call.hearing_later import HearingLater
    from voice.call.parts import CallParts, Observer
    from voice.hearing.heard import Hearing
    from voice.speaking.voice import PreparedVoice

_LOOK_FOR_NEW_TEXTS = 60.0


@dataclass(frozen=True)
class CallRooms:
    """The rooms of calls, ready but for the models, which are being loaded."""

    calls: CallParts
    hearing: HearingLater
    speaker: PreparedVoice
    conversations: Parts
    library: Callable[[], Library]


@asynccontextmanager
async def call_rooms(
    data: Path,
    settings: Settings,
    *,
    migrate: bool = True,
    registry: CollectorRegistry | None = None,
    observer: Observer | None = None,
) -> AsyncGenerator[CallRooms]:
    """Opens the store, starts the voice and begins to load what hears. Raises SettingsError for a voice or model
    that is named and not there."""
    import time

    from bot.conversations.newest_library import NewestLibrary
    from content.loader import load_library
    from voice.call.greeting import Greeting
    from voice.call.hearing_later import HearingLater
    from voice.call.manners import Manners
    from voice.call.metrics import CallMetrics
    from voice.call.outcomes import CallOutcomes
    from voice.call.parts import CallParts
    from voice.speaking import tones
    from voice.speaking.voice import PreparedVoice
    from voice.speaking.voices import choose_voice
    from voice.turn_taking.turn_taker import TurnTaker

    try:
        voice = choose_voice(settings.voice, data)
    except ValueError as problem:
        raise SettingsError(str(problem)) from None
    library = NewestLibrary(load_library, real_clock)
    thinking, tone = tones.thinking(), tones.trouble()
    async with contextlib.AsyncExitStack() as stack:
        parts = await stack.enter_async_context(conversation_parts(data, settings, migrate=migrate))
        speaker = await stack.enter_async_context(
            PreparedVoice(voice, data / "voice" / "prompts", processes=settings.voice_processes)
        )
        hearing = HearingLater(lambda: _load_hearing(data, settings))
        hearing.start()
        stack.push_async_callback(hearing.stop)
        greeting = Greeting((await parts.conversations.opening("phone")).turn)
        calls = CallParts(
            conversations=parts.conversations,
            hearing=hearing,
            speaker=speaker,
            taker=TurnTaker,
            texts=lambda text_id: library().text(text_id).form("phone"),
            outcomes=CallOutcomes(time.monotonic),
            metrics=CallMetrics(registry or CollectorRegistry()),
            thinking=lambda: thinking,
            tone=lambda: tone,
            greeting=greeting,
            manners=Manners(longest_call=settings.call_minutes * 60),
            observer=observer,
        )
        yield CallRooms(calls, hearing, speaker, parts, library)


async def _load_hearing(data: Path, settings: Settings) -> Hearing:
    def load() -> Hearing:
        from voice.hearing.hearing import load_hearing
        from voice.hearing.models import hearing_model

        return load_hearing(hearing_model(settings.hearing_model, data).folder, workers=settings.hearing_workers)

    return await asyncio.to_thread(load)


async def keep_prompts(rooms: CallRooms) -> None:
    """Makes all fixed prompts ahead, and those of new texts when the library has changed. Never returns."""
    from voice.speaking.prompts import fixed_texts
    from voice.speaking.speaker import Tempo

    made: str | None = None
    while True:
        library = rooms.library()
        if library.version != made:
            texts = await asyncio.to_thread(fixed_texts, library)
            for tempo in Tempo:
                await rooms.speaker.prepare(texts, tempo)
            rooms.calls.greeting.was((await rooms.conversations.conversations.opening("phone")).turn)
            await rooms.speaker.prune()
            made = library.version
        await asyncio.sleep(_LOOK_FOR_NEW_TEXTS)
