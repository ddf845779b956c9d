"""Everything that a call is made of, built from the settings: for `ombud voice` and `ombud phone`."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry

from bot.cli.compose import Parts, conversation_parts, kept_sounds, real_clock
from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from bot.store.database import Database
    from bot.store.kept_sounds import SoundFile
    from content.library import Library
    from voice.call.hearing_later import HearingLater
    from voice.call.keeping import Keeping
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
            keeping=stack.enter_context(keeping(data, settings, parts.database)),
        )
        yield CallRooms(calls, hearing, speaker, parts, library)


@contextlib.contextmanager
def keeping(data: Path, settings: Settings, database: Database) -> Generator[Keeping | None]:
    """Where calls may keep their sound, if the settings let them. A disk that hangs holds up nothing else."""
    from voice.call.keeping import Keeping

    if not settings.keep_audio_days:
        yield None
        return
    sounds, days = kept_sounds(data, database), timedelta(days=settings.keep_audio_days)
    disk = ThreadPoolExecutor(1, "kept-sound")

    def begin(conversation: str) -> SoundFile:
        now = real_clock()
        return sounds.begin(conversation, now, now + days)

    def apart(work: Callable[[], Any]) -> Awaitable[Any]:
        return asyncio.get_running_loop().run_in_executor(disk, work)

    try:
        yield Keeping(settings.keep_audio_days, begin, apart)
    finally:
        disk.shutdown(wait=False, cancel_futures=True)


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
