"""The web application in process, with a conversation service that the test holds in its hand."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import httpx
import pytest

from bot.channels.web.app import create_app
from bot.settings import Settings
from tests.bot.channels.fake_conversations import TOKEN, FakeConversations, FakeReadiness


@pytest.fixture
def conversations() -> FakeConversations:
    return FakeConversations()


@pytest.fixture
def readiness() -> FakeReadiness:
    return FakeReadiness()


@pytest.fixture
async def client(conversations: FakeConversations, readiness: FakeReadiness) -> AsyncGenerator[httpx.AsyncClient]:
    app = create_app(conversations, readiness, Settings())
    transport = httpx.ASGITransport(app, raise_app_exceptions=True)
    async with httpx.AsyncClient(transport=transport, base_url="http://ombud.test") as client:
        yield client


@pytest.fixture
def bearer() -> dict[str, str]:
    return {"Authorization": f"Bearer {TOKEN}"}
