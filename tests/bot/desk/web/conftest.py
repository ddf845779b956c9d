"""The desk's pages in process, on a real SQLite store, with people who work there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from bot.channels.web.app import create_app
from bot.channels.web.rate_limit import TokenBuckets
from bot.desk.web.rooms import DeskRooms
from bot.desk.web.router import desk_router
from bot.settings import Settings
from bot.store.database import open_database
from tests.bot.channels.fake_conversations import FakeConversations, FakeReadiness
from tests.bot.desk.stories import PASSWORD, STOCKHOLM, House
from tests.bot.desk.web.browser import Browser

LOGINS_AT_ONCE = 30
DATA = Path("/srv/ombudens data")
"""Where the server is said to keep its data."""


@pytest_asyncio.fixture
async def house(sqlite_url: str, tmp_path: Path) -> AsyncIterator[House]:
    database = await open_database(sqlite_url, tmp_path, environ={})
    yield House(database)
    await database.close()


@pytest.fixture
def new_browser(house: House) -> Callable[[], Browser]:
    logins = TokenBuckets(per_minute=60, burst=LOGINS_AT_ONCE, clock=lambda: house.clock().timestamp())
    rooms = DeskRooms(house.accounts, house.desk, logins, house.clock, STOCKHOLM, house.database.cipher, DATA)
    app = create_app(
        FakeConversations(), FakeReadiness(), Settings(), library=lambda: house.library, routers=[desk_router(rooms)]
    )
    transport = httpx.ASGITransport(app)
    return lambda: Browser(transport)


@pytest.fixture
def browser(new_browser: Callable[[], Browser]) -> Browser:
    return new_browser()


async def log_in(browser: Browser, name: str, password: str = PASSWORD) -> Browser:
    """As a person does it: opens the page, fills in, sends."""
    await browser.go("/desk/logga-in")
    await browser.send("/logga-in", email=f"{name.casefold()}@example.org", password=password)
    return browser


async def opened(house: House, browser: Browser, name: str, case: str) -> Browser:
    await log_in(browser, name)
    await browser.go(f"/desk/arenden/{case.replace(' ', '-')}")
    return browser
