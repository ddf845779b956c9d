"""The chat API as its contract says: what a client sends and what comes back."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from bot.conversations.input_line import InputLine
from tests.bot.channels.fake_conversations import ID, QUESTION, TOKEN, FakeConversations

TURNS = f"/api/v1/conversations/{ID}/turns"
TURN = QUESTION.model_dump(mode="json")


async def test_a_conversation_begins_with_an_id_a_token_and_the_first_turn(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/conversations", json={"channel": "web"})
    assert answer.status_code == 201
    assert answer.json() == {"id": ID, "token": TOKEN, "turn": TURN}


async def test_the_phone_channel_gets_the_phone_form(
    client: httpx.AsyncClient, conversations: FakeConversations
) -> None:
    await client.post("/api/v1/conversations", json={"channel": "phone"})
    await client.post("/api/v1/conversations", json={"channel": "web"})
    assert conversations.opened == [("phone", "phone"), ("web", "chat")]


@pytest.mark.parametrize(
    "line",
    [
        {"text": "jag har ingen mat"},
        {"text": ""},
        {"text": "🙂" * 1000},
        {"text": "å" * 100_000},
        {"choice": "yes"},
        {"choice": "something-else"},
        {"choices": ["food", "power"]},
        {"choices": []},
        {"digits": "1*0#"},
        {"silence": True},
        {"move": "repeat"},
    ],
)
async def test_every_kind_of_line_is_taken(
    client: httpx.AsyncClient, conversations: FakeConversations, bearer: dict[str, str], line: dict[str, Any]
) -> None:
    answer = await client.post(TURNS, json=line, headers=bearer)
    assert answer.status_code == 200
    assert answer.json() == {"turn": TURN}
    assert conversations.taken == [(InputLine(**line), None)]


async def test_the_idempotency_key_reaches_the_service(
    client: httpx.AsyncClient, conversations: FakeConversations, bearer: dict[str, str]
) -> None:
    await client.post(TURNS, json={"choice": "yes"}, headers={**bearer, "Idempotency-Key": "k-1"})
    assert conversations.taken[0][1] == "k-1"


async def test_the_waiting_turn_can_be_asked_for(client: httpx.AsyncClient, bearer: dict[str, str]) -> None:
    answer = await client.get(f"/api/v1/conversations/{ID}", headers=bearer)
    assert (answer.status_code, answer.json()) == (200, {"turn": TURN})


async def test_a_code_takes_the_conversation_elsewhere(client: httpx.AsyncClient, bearer: dict[str, str]) -> None:
    made = await client.post(f"/api/v1/conversations/{ID}/resume-code", headers=bearer)
    assert made.json() == {"code": "12345678", "expires_at": "2026-11-22T12:00:00Z"}
    resumed = await client.post("/api/v1/resume", json={"code": made.json()["code"]})
    assert (resumed.status_code, resumed.json()) == (200, {"id": ID, "token": TOKEN, "turn": TURN})


async def test_answers_are_never_cached_and_carry_the_security_headers(client: httpx.AsyncClient) -> None:
    headers = (await client.post("/api/v1/conversations", json={"channel": "web"})).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]


async def test_the_front_page_is_in_swedish(client: httpx.AsyncClient) -> None:
    page = await client.get("/")
    assert page.status_code == 200
    assert '<html lang="sv">' in page.text
