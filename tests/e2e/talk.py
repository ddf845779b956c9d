"""One conversation over the HTTP API, led by a persona."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import httpx

from bot.store.intakes import StoredIntake
from tests.e2e.persona import Persona

MAX_TURNS = 80
MAX_TRIES = 20


class Talk:
    """A client's side of a conversation. `turn` is the last turn in its JSON form."""

    def __init__(self, http: httpx.AsyncClient, persona: Persona) -> None:
        self.http = http
        self.persona = persona

    async def begin(self) -> None:
        """Opens a conversation; when the answer is lost, another one."""
        answer = await self._insist("POST", "/api/v1/conversations", json={"channel": "web"})
        opened = answer.raise_for_status().json()
        self.id, self.token, self.turn = opened["id"], opened["token"], opened["turn"]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def say(self, line: dict[str, Any]) -> dict[str, Any]:
        """One turn. When the answer is lost the same request is sent again with the same key."""
        headers = {**self.headers, "Idempotency-Key": str(uuid4())}
        answer = await self._insist("POST", f"/api/v1/conversations/{self.id}/turns", json=line, headers=headers)
        self.turn = answer.raise_for_status().json()["turn"]
        return self.turn

    async def waiting(self) -> dict[str, Any]:
        """The turn that the server says waits."""
        answer = await self._insist("GET", f"/api/v1/conversations/{self.id}", headers=self.headers)
        return answer.raise_for_status().json()["turn"]

    async def _insist(self, method: str, path: str, **request: Any) -> httpx.Response:
        for _ in range(MAX_TRIES):
            try:
                return await self.http.request(method, path, **request)
            except httpx.TransportError:
                await self.cut_off(path)
        raise AssertionError(f"{method} {path}: no answer after {MAX_TRIES} tries")

    async def cut_off(self, path: str) -> None:
        """Called when an answer was lost, before the next try."""
        await asyncio.sleep(0)

    async def lead(self, until: str | None = None) -> dict[str, Any]:
        """Answers to the end of the conversation, or until this question waits."""
        for _ in range(MAX_TURNS):
            if self.turn["done"] or (self.turn["expects"] or {}).get("key") == until:
                return self.turn
            await self.say(self.persona.reply(self.turn))
        raise AssertionError(f"no end after {MAX_TURNS} turns: {self.persona.asked}")


def holds_exactly_the_answers_of(intake: StoredIntake, persona: Persona) -> None:
    """The intake has all she answered, with her values, nothing else but what follows from it, and only her words."""
    answers = intake.payload["answers"]
    wrong = {key: (answers.get(key, {}).get("value"), value) for key, value in persona.answers.items()
             if key not in answers or _plain(answers[key]["value"]) != _plain(value)}  # fmt: skip
    assert not wrong, f"{persona.tag} in {intake.case_number}: stored, answered {wrong}"
    strangers = {key for key, answer in answers.items() if key not in persona.answers and answer["how"] != "derived"}
    assert not strangers, f"{persona.tag} never answered {strangers}"
    assert [words["text"] for words in intake.payload["own_words"]] == persona.words


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value
