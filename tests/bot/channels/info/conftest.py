"""The pages to read, in process, with the real conversation service and a clock that the test moves."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from bot.channels.web.app import create_app
from bot.channels.web.chat.session_cookie import NAME
from bot.channels.web.info.now import now
from bot.cli.compose import Parts, conversation_parts
from bot.conversations.input_line import InputLine
from bot.settings import Settings
from content.library import Library
from content.loader import load_library
from tests.bot.channels.fake_conversations import FakeConversations, FakeReadiness
from tests.bot.channels.info.page_text import PageText

FEW = 5
"""Misses from one address before they are refused."""
MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = MONDAY_MORNING

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


class Reader:
    """Somebody with a browser who reads pages; with a conversation, once it has been opened."""

    def __init__(self, http: httpx.AsyncClient, parts: Parts | None = None) -> None:
        self.http = http
        self.parts = parts
        self.id = ""
        self.token = ""

    async def reads(self, path: str, *, status: int = 200) -> PageText:
        return self._page(await self.http.get(path, headers={"Accept": "text/html"}), status)

    async def presses_erase(self, *, status: int = 200, **headers: str) -> PageText:
        sent = {"Accept": "text/html", "Origin": "http://ombud.test", **headers}
        self.last = await self.http.post("/radera", headers=sent)
        return self._page(self.last, status)

    def _page(self, response: httpx.Response, status: int) -> PageText:
        self.last = response
        assert response.status_code == status, response.text
        assert response.headers["content-type"].startswith("text/html")
        return PageText.of(response.text)

    async def opens_a_conversation(self) -> None:
        assert self.parts
        opened = await self.parts.conversations.open("web")
        self.id, self.token = opened.id, opened.token
        self.http.cookies.set(NAME, f"{self.id}.{self.token}", domain="ombud.test", path="/")

    async def answers(self, *lines: Mapping[str, object]) -> str | None:
        """Takes the answers in order; the case of the last turn."""
        assert self.parts
        case = None
        for line in lines:
            turn = await self.parts.conversations.take(self.id, self.token, InputLine.model_validate(line))
            case = turn.case or case
        return case

    @property
    def holds_the_cookie(self) -> bool:
        return NAME in self.http.cookies


def app_of(conversations: object, settings: Settings, clock: Clock) -> FastAPI:
    app = create_app(conversations, FakeReadiness(), settings)  # ty: ignore[invalid-argument-type]
    app.dependency_overrides[now] = clock
    return app


def browser(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://ombud.test")


@pytest_asyncio.fixture
async def reader(clock: Clock) -> AsyncIterator[Reader]:
    """A reader without a conversation, at an installation that has told nothing about itself."""
    async with browser(app_of(FakeConversations(), Settings(), clock)) as http:
        yield Reader(http)


@pytest_asyncio.fixture
async def client(tmp_path: Path, clock: Clock) -> AsyncIterator[Reader]:
    """A client, whose conversation is real."""
    settings = Settings(understanding="fallback", turns_burst=FEW, turns_per_minute=1)
    async with (
        conversation_parts(tmp_path, settings, clock=clock) as parts,
        browser(app_of(parts.conversations, settings, clock)) as http,
    ):
        yield Reader(http, parts)
