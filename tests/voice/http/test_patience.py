"""Strangers who ask slowly, say nothing, send much or fetch nothing: they take no memory and keep nobody out."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import httpx
import pytest
import pytest_asyncio

from tests.voice.media.exchange import basic, calling
from tests.voice.media.server import PASSWORD, USER, Served, served
from voice.call.line import Line
from voice.http import prompt_requests

RIGHT = basic(USER, PASSWORD)
HEAD = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"


async def take(line: Line) -> None:
    async for _ in line.events():
        pass


@pytest_asyncio.fixture
async def voice() -> AsyncIterator[Served]:
    async with served(take) as running:
        yield running


@asynccontextmanager
async def stranger(voice: Served, says: bytes) -> AsyncGenerator[tuple[StreamReader, StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", voice.port)
    writer.write(says)
    try:
        yield reader, writer
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def is_cut(reader: StreamReader) -> bool:
    """Whether the server ends the connection, and not by an answer."""
    with suppress(ConnectionError):
        async with asyncio.timeout(5):
            return not await reader.read()
    return True


async def answers(voice: Served) -> bool:
    async with httpx.AsyncClient(base_url=voice.web, trust_env=False, timeout=5) as client:
        return (await client.get("/healthz")).is_success


@pytest.mark.parametrize("says", [b"", HEAD, b"POST /hear HTTP/1.1\r\nHost: x\r\nContent-Le"])
async def test_who_never_finishes_asking_is_cut_off(
    voice: Served, says: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompt_requests, "REQUEST_SECONDS", 0.2)
    async with calling(voice.socket, headers=RIGHT) as call:
        async with stranger(voice, says) as (reader, _):
            assert await is_cut(reader)
        assert await answers(voice)
        assert not call.closed.is_set(), "a call is not hurried"


async def test_a_letter_now_and_then_does_not_help(voice: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompt_requests, "REQUEST_SECONDS", 0.3)

    async with stranger(voice, HEAD + b"X-Slow: ") as (reader, writer):
        dribbling = asyncio.create_task(_dribble(writer))
        assert await is_cut(reader)
        dribbling.cancel()


async def test_nor_does_a_body_that_comes_after_the_answer(voice: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompt_requests, "REQUEST_SECONDS", 0.3)
    async with stranger(voice, b"POST /hear HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n") as (reader, writer):
        assert b" 401 " in await reader.readline()
        dribbling = asyncio.create_task(_dribble(writer))
        await voice.until_connections(0)
        dribbling.cancel()


async def test_who_does_not_fetch_the_answers_is_cut_off(voice: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompt_requests, "REQUEST_SECONDS", 0.1)
    monkeypatch.setattr(prompt_requests, "ANSWER_SECONDS", 0.5)
    async with stranger(voice, HEAD + b"\r\n") as (reader, writer):
        assert b" 200 " in await reader.readline()
        asked = asyncio.create_task(_ask_on(writer))
        await voice.until_connections(0)
        asked.cancel()


async def _dribble(writer: StreamWriter) -> None:
    with suppress(ConnectionError):
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)


async def _ask_on(writer: StreamWriter) -> None:
    with suppress(ConnectionError):
        while True:
            writer.write(b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
            await writer.drain()


async def test_a_crowd_that_waits_does_not_keep_the_exchange_out(
    voice: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompt_requests, "MOST_CONNECTIONS", 20)
    async with AsyncExitStack() as crowd:
        first, _ = await crowd.enter_async_context(stranger(voice, HEAD))
        for _ in range(60):
            await crowd.enter_async_context(stranger(voice, HEAD))
        assert await is_cut(first)
        assert await answers(voice)
        async with calling(voice.socket, headers=RIGHT) as call:
            await call.press("1")
            assert not call.closed.is_set()
        await voice.until_connections(20)


@pytest.mark.parametrize(
    ("query", "more"), [("caller=" + "9" * 20_000, ""), ("", "X: y\r\n" * 200), ("", f"X: {'y' * 20_000}\r\n")]
)
async def test_an_upgrade_that_is_larger_than_a_socket_takes_is_refused_at_once(
    voice: Served, query: str, more: str
) -> None:
    wishes = (
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: media\r\n"
    )
    asks = (
        f"GET /media?{query} HTTP/1.1\r\nHost: x\r\n{wishes}Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{more}\r\n"
    )
    async with stranger(voice, asks.encode()) as (reader, _), asyncio.timeout(5):
        assert (await reader.read()).startswith((b"HTTP/1.1 4", b"HTTP/1.1 5"))
    await voice.until_connections(0)


async def test_who_asks_without_end_is_answered_slower_and_others_are_not(voice: Served) -> None:
    whole = HEAD.replace(b"/healthz", b"/metrics") + b"\r\n"
    async with stranger(voice, whole * 300) as (reader, _), asyncio.timeout(10):
        answered = await reader.read()  # until the server has had enough
    assert 100 <= answered.count(b"HTTP/1.1 200") < 200
    assert answered.count(b"HTTP/1.1 429") == 1
    async with httpx.AsyncClient(base_url=voice.web, auth=(USER, PASSWORD), trust_env=False) as exchange:
        assert (await exchange.post("/speak", json={"text": "hej"})).is_success
    async with calling(voice.socket, headers=RIGHT) as call:
        await call.press("1")
        assert not call.closed.is_set()


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_nothing_that_a_stranger_sends_waits_in_memory(voice: Served, path: str) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 5999999\r\n\r\n".encode()
    async with stranger(voice, head + bytes(100_000)) as (reader, _), asyncio.timeout(5):
        assert b" 405 " in await reader.readline(), "it is answered before its body has come"
