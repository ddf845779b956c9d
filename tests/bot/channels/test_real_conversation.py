"""The chat API on the real conversation service and a real database: tokens, replays, codes and the passing of time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.channels.web.app import create_app
from bot.cli.compose import conversation_parts
from bot.settings import Settings
from tests.bot.channels.fake_conversations import FakeReadiness

CANARY = "kanariefagel-55"


class Clock:
    """Starts on a Monday morning and stands still until the test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Client:
    """A person with a browser."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http
        self.id = ""
        self.token = ""

    async def opens(self) -> dict[str, Any]:
        return self._holds(await self.http.post("/api/v1/conversations", json={"channel": "web"}))

    async def resumes(self, code: str) -> dict[str, Any]:
        return self._holds(await self.http.post("/api/v1/resume", json={"code": code}))

    def _holds(self, answer: httpx.Response) -> dict[str, Any]:
        assert answer.status_code in (200, 201), answer.text
        self.id, self.token = answer.json()["id"], answer.json()["token"]
        return answer.json()["turn"]

    async def sends(self, line: dict[str, Any], **headers: str) -> httpx.Response:
        bearer = {"Authorization": f"Bearer {self.token}", **headers}
        return await self.http.post(f"/api/v1/conversations/{self.id}/turns", json=line, headers=bearer)

    async def looks(self) -> httpx.Response:
        bearer = {"Authorization": f"Bearer {self.token}"}
        return await self.http.get(f"/api/v1/conversations/{self.id}", headers=bearer)

    async def asks_for_a_code(self) -> httpx.Response:
        bearer = {"Authorization": f"Bearer {self.token}"}
        return await self.http.post(f"/api/v1/conversations/{self.id}/resume-code", headers=bearer)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def http(tmp_path: Path, clock: Clock) -> AsyncGenerator[httpx.AsyncClient]:
    settings = Settings(understanding="fallback")
    async with conversation_parts(tmp_path, settings, clock=clock) as parts:
        app = create_app(parts.conversations, FakeReadiness(), settings)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://ombud.test") as http:
            yield http


@pytest.fixture
def person(http: httpx.AsyncClient) -> Client:
    return Client(http)


def key_of(turn: dict[str, Any]) -> str:
    return turn["expects"]["key"]


async def test_a_person_says_yes_and_is_asked_what_it_is_about(person: Client) -> None:
    assert key_of(await person.opens()) == "consent"
    answer = await person.sends({"choice": "yes"})
    assert key_of(answer.json()["turn"]) == "menu"
    assert (await person.looks()).json() == answer.json()


async def test_a_lost_answer_can_be_asked_for_again_and_nothing_happens_twice(person: Client) -> None:
    await person.opens()
    once = await person.sends({"choice": "yes"}, **{"Idempotency-Key": "a"})
    again = await person.sends({"choice": "yes"}, **{"Idempotency-Key": "a"})
    assert once.json() == again.json()
    assert key_of((await person.looks()).json()["turn"]) == "menu"


async def test_the_same_key_sent_many_times_at_once_is_one_turn(person: Client) -> None:
    await person.opens()
    answers = await asyncio.gather(*(person.sends({"choice": "yes"}, **{"Idempotency-Key": "b"}) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1


async def test_an_unknown_choice_gets_the_same_question_again(person: Client) -> None:
    await person.opens()
    await person.sends({"choice": "yes"})
    answer = await person.sends({"choice": CANARY})
    assert answer.status_code == 200
    assert key_of(answer.json()["turn"]) == "menu"
    assert CANARY not in answer.text


async def test_another_token_opens_nothing(person: Client, http: httpx.AsyncClient) -> None:
    await person.opens()
    stranger = Client(http)
    await stranger.opens()
    stranger.id = person.id
    assert (await stranger.looks()).status_code == 401
    assert (await stranger.sends({"choice": "yes"})).status_code == 401
    assert (await stranger.asks_for_a_code()).status_code == 401


async def test_a_code_takes_the_conversation_elsewhere_once(person: Client, http: httpx.AsyncClient) -> None:
    await person.opens()
    waiting = (await person.sends({"choice": "yes"})).json()["turn"]
    code = (await person.asks_for_a_code()).json()["code"]
    other = Client(http)
    assert key_of(await other.resumes(code)) == key_of(waiting)
    assert other.id == person.id
    assert (await person.looks()).status_code == 401  # the conversation has moved
    spent = await http.post("/api/v1/resume", json={"code": code})
    unknown = await http.post("/api/v1/resume", json={"code": "00000000"})
    assert (spent.status_code, spent.json()) == (unknown.status_code, unknown.json()) == (404, unknown.json())


async def test_a_code_is_short_lived(person: Client, http: httpx.AsyncClient, clock: Clock) -> None:
    await person.opens()
    await person.sends({"choice": "yes"})
    made = (await person.asks_for_a_code()).json()
    clock.now = datetime.fromisoformat(made["expires_at"]) + timedelta(seconds=1)
    assert (await http.post("/api/v1/resume", json={"code": made["code"]})).status_code == 404


async def test_a_conversation_that_waited_too_long_is_gone_with_a_kind_word(person: Client, clock: Clock) -> None:
    await person.opens()
    await person.sends({"choice": "yes"})
    clock.now += timedelta(days=29)
    assert (await person.looks()).status_code == 200
    clock.now += timedelta(days=2)
    answer = await person.sends({"choice": "po_intake"})
    assert answer.status_code == 410
    assert "Börja gärna ett nytt" in answer.json()["client_message"]


@pytest.mark.parametrize(
    "text", ["", "x" * 100_000, "🙂🙂🙂", "\x00\x01\x7f", "<script>alert(1)</script>", "\u202e", "ja" * 50]
)
async def test_whatever_is_written_gets_a_kind_turn(person: Client, text: str) -> None:
    await person.opens()
    await person.sends({"choice": "yes"})
    answer = await person.sends({"text": text})
    assert answer.status_code == 200
    turn = answer.json()["turn"]
    assert turn["messages"]
    assert turn["expects"] is not None
    assert "<script>" not in answer.text


async def test_a_letter_is_fetched_by_pressing_its_link(person: Client, http: httpx.AsyncClient) -> None:
    """Also where nobody can send the token along: from another program's button, or a browser."""
    answers: dict[str, dict[str, Any]] = {
        "consent": {"choice": "yes"}, "menu": {"choice": "explain_decision"},
        "decision_from": {"choice": "social_services"}, "decision_about": {"choice": "boendestod"},
        "outcome": {"choice": "no"}, "written": {"choice": "oral"}, "want": {"choice": "get_written"},
    }  # fmt: skip
    turn = await person.opens()
    while turn["expects"]["key"] != "more":
        turn = (await person.sends(answers.get(turn["expects"]["key"], {"move": "skip"}))).json()["turn"]
    pdf, text = turn["links"]
    assert (pdf["kind"], text["kind"]) == ("pdf", "web")
    pressed = await http.get(pdf["url"])
    assert (pressed.status_code, pressed.headers["content-type"]) == (200, "application/pdf")
    assert pressed.content.startswith(b"%PDF-")
    assert "ett skriftligt beslut" in (await http.get(text["url"])).text
    with_token = await http.get(text["url"].split("?")[0], headers={"Authorization": f"Bearer {person.token}"})
    assert with_token.status_code == 200
    for wrong in (text["url"].split("?")[0], text["url"][:-1] + "x", text["url"].replace(".txt", ".pdf")):
        assert (await http.get(wrong)).status_code == 401, wrong
    assert (await person.looks()).json()["turn"]["links"][0]["url"].startswith(pdf["url"].split("?")[0])
