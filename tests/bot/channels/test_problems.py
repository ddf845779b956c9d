"""Every error is problem+json, precise for an operator, kind to a client, and never repeats what was sent."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.conversations.errors import Expired, TooMany
from bot.store.errors import Busy
from tests.bot.channels.fake_conversations import ID, FakeConversations

CANARY = "kanariefagel-51"
TURNS = f"/api/v1/conversations/{ID}/turns"


def problem(answer: httpx.Response, status: int, name: str) -> dict[str, Any]:
    """The problem in the answer, after checking its form."""
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["type"] == f"urn:ombudslinjen:{name}"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert body["client_message"].endswith(".")
    assert CANARY not in answer.text
    return body


@pytest.mark.parametrize("header", [None, "", "Basic abc", "Bearer", "Bearer wrong", f"Bearer {'x' * 600}"])
async def test_no_token_or_a_wrong_one_is_401(client: httpx.AsyncClient, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    answer = await client.post(TURNS, json={"text": CANARY}, headers=headers)
    problem(answer, 401, "wrong-token")
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("unknown", ["6f1c1f9e-0000-4000-8000-00000000dead", "x", "..", "%00", "å", "a" * 500])
async def test_an_unknown_conversation_is_404(client: httpx.AsyncClient, bearer: dict[str, str], unknown: str) -> None:
    answer = await client.post(f"/api/v1/conversations/{unknown}/turns", json={"text": CANARY}, headers=bearer)
    problem(answer, 404, "not-found")


async def test_an_unknown_address_is_404_and_a_wrong_method_405(client: httpx.AsyncClient) -> None:
    problem(await client.get(f"/{CANARY}"), 404, "not-found")
    answer = await client.get("/api/v1/conversations")
    problem(answer, 405, "method-not-allowed")
    assert "POST" in answer.headers["allow"]


async def test_an_expired_conversation_is_410(
    client: httpx.AsyncClient, conversations: FakeConversations, bearer: dict[str, str]
) -> None:
    conversations.error = Expired()
    problem(await client.get(f"/api/v1/conversations/{ID}", headers=bearer), 410, "expired")


async def test_a_wrong_code_reveals_nothing(client: httpx.AsyncClient) -> None:
    answers = [await client.post("/api/v1/resume", json={"code": code}) for code in ("00000000", CANARY, "1")]
    assert len({json.dumps(problem(answer, 404, "wrong-code")) for answer in answers}) == 1


@pytest.mark.parametrize(
    "body",
    [
        "", "{", "[]", "null", '"text"', "{}", '{"text": null}', '{"text": 5}', '{"silence": false}',
        '{"text": "a", "choice": "b"}', f'{{"{CANARY}": 1}}', f'{{"text": "a", "{CANARY}": 1}}',
        f'{{"digits": "{CANARY}"}}', '{"digits": ""}', '{"choices": "food"}', '{"choices": [1]}',
        '{"text": "\\ud800"}', '{"move": 1}',
    ],
)  # fmt: skip
async def test_a_malformed_line_is_422(client: httpx.AsyncClient, bearer: dict[str, str], body: str) -> None:
    headers = {**bearer, "Content-Type": "application/json"}
    told = problem(await client.post(TURNS, content=body, headers=headers), 422, "malformed")
    assert all(set(error) == {"where", "why"} for error in told["errors"])


@pytest.mark.parametrize("key", ["", "x" * 201, "two words", "å"])
async def test_a_strange_idempotency_key_is_422(client: httpx.AsyncClient, bearer: dict[str, str], key: str) -> None:
    headers = {name.encode(): value.encode("latin-1") for name, value in {**bearer, "Idempotency-Key": key}.items()}
    problem(await client.post(TURNS, json={"text": "a"}, headers=headers), 422, "malformed")


async def test_a_text_over_100_kb_and_a_body_over_the_limit_are_413(
    client: httpx.AsyncClient, conversations: FakeConversations, bearer: dict[str, str]
) -> None:
    for size in (110_000, 300_000, 3_000_000):
        answer = await client.post(TURNS, json={"text": "a" * size}, headers=bearer)
        problem(answer, 413, "too-large")
    assert conversations.taken == []


async def test_a_body_without_a_declared_length_is_limited_too(
    client: httpx.AsyncClient, bearer: dict[str, str]
) -> None:
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        while True:
            sent += 65_536
            yield b"a" * 65_536

    headers = {**bearer, "Content-Type": "application/json"}
    problem(await client.post(TURNS, content=endless(), headers=headers), 413, "too-large")
    assert sent < 4_000_000  # the reading stops


async def test_a_body_longer_than_it_declares_is_limited_by_what_is_read(
    client: httpx.AsyncClient, bearer: dict[str, str]
) -> None:
    headers = {**bearer, "Content-Length": "10", "Content-Type": "application/json"}
    problem(await client.post(TURNS, content=b"a" * 300_000, headers=headers), 413, "too-large")


async def test_too_many_says_how_long_to_wait(
    client: httpx.AsyncClient, conversations: FakeConversations, bearer: dict[str, str]
) -> None:
    conversations.error = TooMany(12.4)
    answer = await client.post(TURNS, json={"text": "a"}, headers=bearer)
    problem(answer, 429, "too-many")
    assert answer.headers["retry-after"] == "12"


@pytest.mark.parametrize(
    "error",
    [Busy(CANARY), OperationalError(CANARY, {}, OSError(CANARY)), PoolTimeout(CANARY), ConnectionRefusedError(CANARY)],
)
async def test_a_store_that_cannot_be_used_now_is_503_and_says_when_to_come_back(
    client: httpx.AsyncClient,
    conversations: FakeConversations,
    bearer: dict[str, str],
    capfd: pytest.CaptureFixture[str],
    error: Exception,
) -> None:
    conversations.error = error
    answer = await client.post(TURNS, json={"text": CANARY}, headers=bearer)
    problem(answer, 503, "unavailable")
    assert int(answer.headers["retry-after"]) >= 1
    logged = "".join(capfd.readouterr())
    assert type(error).__name__ in logged
    assert CANARY not in logged


async def test_a_mistake_in_what_we_store_is_500(
    client: httpx.AsyncClient, conversations: FakeConversations, bearer: dict[str, str]
) -> None:
    conversations.error = IntegrityError("", {}, ValueError())
    problem(await client.post(TURNS, json={"text": "a"}, headers=bearer), 500, "internal")


async def test_a_failure_of_ours_is_500_without_the_words_that_caused_it(
    client: httpx.AsyncClient,
    conversations: FakeConversations,
    bearer: dict[str, str],
    capfd: pytest.CaptureFixture[str],
) -> None:
    conversations.error = ValueError(CANARY)
    problem(await client.post(TURNS, json={"text": CANARY}, headers=bearer), 500, "internal")
    logged = "".join(capfd.readouterr())
    assert "builtins.ValueError" in logged
    assert CANARY not in logged
