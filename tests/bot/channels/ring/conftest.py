"""The page that rings, in process, with a clock that the test moves and a keeper at the other end of the line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpx
import pytest
import pytest_asyncio

from bot.calls.tickets import TicketOffice
from bot.channels.web.app import create_app
from bot.channels.web.ring.browser_line import BrowserLine
from bot.settings import Settings
from tests.bot.channels.fake_conversations import FakeConversations, FakeReadiness
from voice.media.tickets import TicketKeeper

PASSWORD = "lingon och blåbär"
FEW = 3


@dataclass
class Clock:
    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class House:
    """A web process on a host of its own, and who lets callers in."""

    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.keeper = TicketKeeper(PASSWORD, clock=self.clock)

    def browser(
        self, address: str | None = "/media", *, url: str = "http://ombud.test", **settings: object
    ) -> httpx.AsyncClient:
        """Somebody who looks at it; without an address it has no browser phone."""
        line = BrowserLine(address, TicketOffice(PASSWORD, clock=self.clock)) if address else None
        own = Settings(rings_burst=FEW, rings_per_minute=1, trusted_proxies=("10.0.0.0/8",), **settings)  # ty: ignore[invalid-argument-type]
        app = create_app(FakeConversations(), FakeReadiness(), own, browser_line=line)
        return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=("10.1.2.3", 4711)), base_url=url)


@pytest.fixture
def house() -> House:
    return House()


@pytest_asyncio.fixture
async def browser(house: House) -> AsyncIterator[httpx.AsyncClient]:
    async with house.browser() as client:
        yield client
