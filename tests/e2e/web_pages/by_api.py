"""Conversations that are brought quickly to where a proof of a page begins, over the HTTP API."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from tests.loopback import NO_TLS

STOCKHOLM = ZoneInfo("Europe/Stockholm")
Line = Mapping[str, Any]
MAX_TURNS = 80

USUAL: Mapping[str, Line] = {
    "consent": {"choice": "yes"}, "danger": {"choice": "no"}, "for_whom": {"choice": "self"},
    "adult": {"choice": "yes"}, "send_ombud": {"choice": "yes"}, "area": {"choice": "farsta"},
    "name": {"text": "Kim"}, "contact_way": {"choice": "phone"}, "contact_value": {"text": "070-174 06 05"},
    "contact_safe": {"choice": "no"}, "summary": {"choice": "send"}, "offer_topic": {"choice": "no"},
    "crisis_next": {"choice": "continue"}, "more": {"text": "Jag orkar inte ringa själv."},
    "need": {"choices": ["food"]},
}  # fmt: skip
"""What somebody invented answers. What is not here she does not know."""


def refused(words: str = "De har inte frågat hur jag klarar maten.") -> dict[str, Line]:
    """An avslag on boendestöd that came five days ago, and that can be appealed."""
    day = datetime.now(STOCKHOLM) - timedelta(days=5)
    return {
        "decision_from": {"choice": "social_services"}, "decision_about": {"choice": "boendestod"},
        "outcome": {"choice": "no"}, "written": {"choice": "yes"}, "got_date": {"digits": f"{day:%d%m%Y}#"},
        "route": {"choice": "appeal"}, "reason_given": {"choice": "no"}, "enough": {"choice": "yes"},
        "want": {"choice": "object"}, "wrong": {"text": words},
    }  # fmt: skip


class Talk:
    """One conversation. `turn` is the last turn in its JSON form."""

    def __init__(self, address: str, flow: str = "po_intake", **answers: Line) -> None:
        self.http = httpx.Client(base_url=address, timeout=60, verify=NO_TLS)
        self.answers = {**USUAL, "menu": {"choice": flow}, **answers}
        opened = self.http.post("/api/v1/conversations", json={"channel": "web"}).raise_for_status().json()
        self.id, self.token, self.turn = opened["id"], opened["token"], opened["turn"]

    def say(self, **line: Any) -> Talk:
        path = f"/api/v1/conversations/{self.id}/turns"
        answer = self.http.post(path, json=line, headers={"Authorization": f"Bearer {self.token}"})
        self.turn = answer.raise_for_status().json()["turn"]
        return self

    @property
    def step(self) -> str:
        return (self.turn["expects"] or {}).get("key", "")

    def to(self, step: str) -> Talk:
        """Answers until this question waits. The empty name is the end of the conversation."""
        for _ in range(MAX_TURNS):
            if self.step == step:
                return self
            self.say(**self.answers.get(self.step, {"move": "dont_know"}))
        raise AssertionError(f"the question {step!r} was never asked; last: {self.turn}")

    def send(self) -> str:
        """Answers to the end; the number of the case."""
        self.to("")
        case = self.turn["case"]
        assert case, self.turn
        return case

    def erase(self) -> None:
        """Takes back everything, as the page does."""
        self.http.post("/radera", headers={"Cookie": f"samtal={self.cookie}"}).raise_for_status()

    @property
    def cookie(self) -> str:
        """What makes a browser the one that leads this conversation."""
        return f"{self.id}.{self.token}"
