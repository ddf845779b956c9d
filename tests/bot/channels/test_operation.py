"""What an operator sees: readiness part by part, figures, and logs without a word of what clients say."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Generator
from typing import get_args

import httpx
import pytest
import structlog

from bot.channels.readiness import Parts, PartState
from bot.observability.logs import configure_logs
from tests.bot.channels.fake_conversations import ID, TOKEN, FakeConversations, FakeReadiness

CANARY = "kanariefagel-52"


@pytest.mark.parametrize(
    ("parts", "code", "status"),
    [
        (Parts(database="ok", understanding="ok"), 200, "ok"),
        (Parts(database="ok", understanding="degraded"), 200, "degraded"),
        (Parts(database="ok", understanding="ok", hearing="down"), 200, "degraded"),
        (Parts(database="down", understanding="ok"), 503, "down"),
    ],
)
async def test_readiness_tells_every_part(
    client: httpx.AsyncClient, readiness: FakeReadiness, parts: Parts, code: int, status: str
) -> None:
    readiness.now = parts
    answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (code, status)
    assert set(answer.json()["parts"]) == {"database", "understanding", "hearing", "speaking", "telegram"}
    assert set(answer.json()["parts"].values()) <= set(get_args(PartState))


async def test_health_is_only_that_the_process_answers(client: httpx.AsyncClient, readiness: FakeReadiness) -> None:
    readiness.now = Parts(database="down", understanding="down")
    assert (await client.get("/healthz")).status_code == 200


async def test_figures_count_by_route_template_and_never_by_id(
    client: httpx.AsyncClient, bearer: dict[str, str]
) -> None:
    await client.post(f"/api/v1/conversations/{ID}/turns", json={"text": CANARY}, headers=bearer)
    await client.get(f"/{CANARY}")
    await client.get("/readyz")
    answer = await client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    figures = answer.text
    assert 'ombud_turns_total{kind="text"} 1.0' in figures
    assert 'route="/api/v1/conversations/{id}/turns",status="200"} 1.0' in figures
    assert 'ombud_part{part="database"} 1.0' in figures
    assert ID not in figures
    assert CANARY not in figures


@pytest.fixture
def log() -> Generator[io.StringIO]:
    """Everything that this process logs while the test runs."""
    stream = io.StringIO()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    configure_logs("debug", process="test", stream=stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


async def test_no_client_word_token_or_id_reaches_the_log(
    client: httpx.AsyncClient, conversations: FakeConversations, bearer: dict[str, str], log: io.StringIO
) -> None:
    turns = f"/api/v1/conversations/{ID}/turns"
    await client.post(turns, json={"text": CANARY}, headers=bearer)
    await client.post(turns, json={"text": CANARY, "move": CANARY}, headers=bearer)
    await client.post(turns, content=CANARY.encode(), headers=bearer)
    await client.get(f"/{CANARY}?q={CANARY}", headers={"User-Agent": CANARY, "X-Forwarded-For": CANARY})
    conversations.error = ValueError(CANARY)
    await client.post(turns, json={"text": CANARY}, headers=bearer)
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [line["status"] for line in lines if line["event"] == "request"] == [200, 422, 422, 404, 500]
    assert any(line.get("error") == "builtins.ValueError" for line in lines)
    assert all(secret not in log.getvalue() for secret in (CANARY, TOKEN, ID))


def test_errors_that_libraries_log_lose_their_messages(log: io.StringIO) -> None:
    try:
        raise KeyError(CANARY)
    except KeyError as cause:
        error = RuntimeError(CANARY)
        error.__cause__ = cause
    logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=error)
    logging.getLogger("asyncio").error("Task exception was never retrieved: %r", error)
    structlog.get_logger().error("it failed", exc_info=error, reason=error)
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [line.get("error") for line in lines] == ["builtins.RuntimeError", None, "builtins.RuntimeError"]
    assert lines[0]["causes"] == ["builtins.KeyError"]
    assert CANARY not in log.getvalue()
