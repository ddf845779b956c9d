"""The chat pages on the real service, on SQLite, with the fallback understanding; and browsers that visit them."""

from __future__ import annotations

import shutil
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import httpx
import pytest
import pytest_asyncio
from starlette.types import Receive, Scope, Send

from bot.channels.web.app import Limits, create_app
from bot.channels.web.rate_limit import TokenBuckets
from bot.conversations.service import ConversationService
from bot.observability.metrics import Metrics
from bot.settings import Settings
from bot.store.database import Database, open_database
from bot.store.engine import database_url
from content.loader import load_library
from nlu.engine.engine import Engine
from tests.bot.channels.chat.browser import Browser
from tests.bot.channels.fake_conversations import FakeReadiness

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=STOCKHOLM)


@dataclass
class Site:
    """The web process in a test. `now` stands still until it is turned; `patience` is how often one may ask."""

    database: Database
    engine: Engine
    now: datetime = MONDAY
    ticking: float = 0.0
    visitors: AsyncExitStack = field(default_factory=AsyncExitStack)

    def __post_init__(self) -> None:
        self.service = ConversationService(
            self.database, load_library, self.engine, clock=lambda: self.now.astimezone(STOCKHOLM), rng=Random(5)
        )
        self.metrics = Metrics()
        self.allowances(burst=10_000)

    def allowances(self, burst: int, resumes: int = 1000) -> None:
        """Starts the application anew, with so many requests at once before it says "too often"."""

        def clock() -> float:
            return self.ticking

        def buckets(number: int) -> TokenBuckets:
            return TokenBuckets(per_minute=6, burst=number, clock=clock)

        limits = Limits(
            opens=buckets(burst),
            turns=buckets(burst),
            resumes=buckets(resumes),
            misses=buckets(burst),
            rings=buckets(burst),
        )
        self.app = create_app(self.service, FakeReadiness(), Settings(), limits=limits, metrics=self.metrics)

    def turn_clock(self, **ahead: float) -> None:
        self.now += timedelta(**ahead)

    async def browser(self, scheme: str = "http") -> Browser:
        """A new browser, on a device of its own."""

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            await self.app(scope, receive, send)  # the one that runs then

        http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=f"{scheme}://ombud.test")
        return Browser(await self.visitors.enter_async_context(http))

    async def begun(self, *path: str) -> Browser:
        """Somebody who has said yes and chosen these buttons."""
        browser = await self.browser()
        await browser.goes_to("/")
        for value in ("yes", *path):
            await browser.chooses(value)
        return browser


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine(mode="fallback")


@pytest_asyncio.fixture(scope="session")
async def one_store(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Database]:
    """One database for all of these stories: each person in them has a conversation of her own."""
    folder = tmp_path_factory.mktemp("chat")
    shutil.copy(sqlite_template, folder / "ombud.db")
    database = await open_database(database_url(folder), folder, environ={})
    yield database
    await database.close()


@pytest_asyncio.fixture
async def site(one_store: Database, engine: Engine) -> AsyncGenerator[Site]:
    site = Site(one_store, engine)
    async with site.visitors:
        yield site
