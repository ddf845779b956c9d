"""One conversation over the HTTP API, led by a persona."""

from __future__ import annotations

from typing import Any

import httpx

from bot.store.intakes import StoredIntake
from tests.e2e.persona import Persona

MAX_TURNS = 80


class Talk:
    """A client's side of a conversation. `turn` is the last turn in its JSON form."""

    def __init__(self, http: httpx.AsyncClient, persona: Persona) -> None:
        self.http = http
        self.persona = persona

    async def begin(self) -> None:
        opened = (await self.http.post("/api/v1/conversations", json={"channel": "web"})).raise_for_status().json()
        self.id, self.token, self.turn = opened["id"], opened["token"], opened["turn"]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def say(self, line: dict[str, Any], **headers: str) -> dict[str, Any]:
        answer = await self.http.post(
            f"/api/v1/conversations/{self.id}/turns", json=line, headers={**self.headers, **headers}
        )
        self.turn = answer.raise_for_status().json()["turn"]
        return self.turn

    async def waiting(self) -> dict[str, Any]:
        """The turn that the server says waits."""
        answer = await self.http.get(f"/api/v1/conversations/{self.id}", headers=self.headers)
        return answer.raise_for_status().json()["turn"]

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
