"""Whatever comes in: a kind message or a precise problem, nothing lost, and the question still waits."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.web_process import WebProcess
from tests.loopback import NO_TLS


@dataclass
class Visitor:
    """A client who said yes and stands at the menu."""

    http: httpx.Client
    id: str
    token: str

    @classmethod
    def at_menu(cls, http: httpx.Client) -> Visitor:
        opened = http.post("/api/v1/conversations", json={"channel": "web"}).json()
        visitor = cls(http, opened["id"], opened["token"])
        assert visitor.does({"choice": "yes"})["expects"]["key"] == "menu"
        return visitor

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def path(self) -> str:
        return f"/api/v1/conversations/{self.id}"

    def post(self, line: Any, **headers: str) -> httpx.Response:
        return self.post_raw(json.dumps(line).encode(), **headers)

    def post_raw(self, body: bytes, **headers: str) -> httpx.Response:
        sent = {"Content-Type": "application/json", **self.headers, **headers}
        return self.http.post(f"{self.path}/turns", content=body, headers=sent)

    def does(self, line: Any, **headers: str) -> dict[str, Any]:
        answer = self.post(line, **headers)
        assert answer.status_code == 200, answer.text
        return answer.json()["turn"]

    def waiting(self) -> dict[str, Any]:
        return self.http.get(self.path, headers=self.headers).json()["turn"]


@pytest.fixture
def http(web: WebProcess) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=web.address, timeout=60, verify=NO_TLS) as client:
        yield client


@pytest.fixture
def visitor(http: httpx.Client) -> Visitor:
    return Visitor.at_menu(http)


def said(turn: dict[str, Any]) -> str:
    return " ".join(message["text"] for message in turn["messages"])


def is_problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The body of a problem of this status, checked to be complete and to quote nothing."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["type"].startswith("urn:ombudslinjen:")
    assert problem["title"]
    assert problem["detail"]
    assert problem["client_message"]
    return problem


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "🙂🙃🎉", "...", "?!", "\x00\x01\x1b[2J", "\u200b\u202e\ufeff"])
def test_a_text_without_words_gets_the_question_again_with_a_kind_word(visitor: Visitor, text: str) -> None:
    turn = visitor.does({"text": text})
    assert turn["expects"]["key"] == "menu"
    assert turn["messages"]
    assert "human" in {move["id"] for move in turn["moves"]}
    assert visitor.waiting() == turn


@pytest.mark.parametrize("text", ["a\x00b", "‮jjeh", "nul\u0000 och \x7f", "e\u0301" * 500])
def test_strange_characters_among_words_break_nothing(visitor: Visitor, text: str) -> None:
    assert visitor.does({"text": text})["expects"]
    assert visitor.does({"choice": "nodprovning"})["flow"] == "nodprovning"


def test_a_hundred_kilobytes_are_taken_and_the_cry_at_their_end_is_heard(visitor: Visitor) -> None:
    turn = visitor.does({"text": "Jag har mycket att berätta om allt. " * 2800 + "Jag tänker ta mitt liv i kväll."})
    assert "112" in said(turn)
    assert turn["expects"]
    assert visitor.waiting() == turn


@pytest.mark.parametrize(
    "text",
    [
        "Hello, I need help with my rent because I have no money left this month",
        "مرحبا، أحتاج إلى مساعدة لأنه ليس لدي مال للطعام",
        "Здравствуйте, мне нужна помощь, у меня нет денег на еду",
    ],
)
def test_another_language_is_met_in_swedish_and_simple_english_with_a_human_and_an_interpreter(
    visitor: Visitor, text: str
) -> None:
    turn = visitor.does({"text": text})
    words = said(turn)
    assert "svenska" in words
    assert "tolk" in words
    assert "människa" in words
    assert "I speak only Swedish" in words
    assert "interpreter" in words
    assert "human" in {move["id"] for move in turn["moves"]}
    assert turn["expects"]
    assert visitor.does({"text": "human"})["flow"] == "human"


@pytest.mark.parametrize(
    "markup", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{7*7}}", "'; DROP TABLE intakes; --"]
)
def test_markup_is_words_like_any_other_and_is_never_served_as_markup(visitor: Visitor, markup: str) -> None:
    answer = visitor.post({"text": markup})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    visitor.does({"choice": "complaint"})
    visitor.does({"choice": "health_care"})
    told = visitor.post({"text": f"{markup} sa handläggaren till mig i går när jag ringde"})
    assert told.headers["Content-Type"] == "application/json"
    assert said(visitor.waiting())


def test_an_unknown_or_stale_choice_is_answered_with_the_same_question(visitor: Visitor) -> None:
    for line in (
        {"choice": "there-is-none"}, {"choice": "yes"}, {"choices": ["food", "nothing"]}, {"choices": []},
        {"move": "there-is-none"}, {"choice": ""},
    ):  # fmt: skip
        assert visitor.does(line)["expects"]["key"] == "menu", line
    assert visitor.does({"choice": "po_intake"})["flow"] == "po_intake"


def test_silence_is_taken(visitor: Visitor) -> None:
    assert visitor.does({"silence": True})["expects"]["key"] == "menu"


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"[]", b'"hej"', b"{}", b'{"text": null}', b'{"text": 1}', b'{"text": "a", "choice": "b"}',
        b'{"words": "hej"}', b'{"silence": false}', b'{"digits": "12a"}', b'{"choices": "food"}', b"\xff\xfe",
        b'{"text": "\xff"}', b'{"text": "hej \\ud800 du"}', b"[" * 5000,
    ],
)  # fmt: skip
def test_a_malformed_line_is_a_precise_problem_and_changes_nothing(visitor: Visitor, body: bytes) -> None:
    before = visitor.waiting()
    problem = is_problem(visitor.post_raw(body), 422)
    assert problem["errors"]
    assert visitor.waiting() == before


def test_without_the_right_token_nothing_opens(visitor: Visitor, http: httpx.Client) -> None:
    stranger = Visitor.at_menu(http)
    for token in ("wrong", stranger.token, visitor.token[:-1], "x" * 5000):
        given = {"Authorization": f"Bearer {token}"}
        is_problem(http.post(f"{visitor.path}/turns", json={"text": "hej"}, headers=given), 401)
        is_problem(http.get(visitor.path, headers=given), 401)
        is_problem(http.post(f"{visitor.path}/resume-code", headers=given), 401)
    for headers in ({}, {"Authorization": visitor.token}, {"Authorization": f"Basic {visitor.token}"}):
        answer = http.get(visitor.path, headers=headers)
        is_problem(answer, 401)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_what_is_not_there_is_not_found(visitor: Visitor, http: httpx.Client) -> None:
    for path in ("00000000-0000-0000-0000-000000000000", "x", "..%2f..", "a" * 300):
        is_problem(http.get(f"/api/v1/conversations/{path}", headers=visitor.headers), 404)
    is_problem(http.get("/api/v1/there-is-none"), 404)
    is_problem(http.post("/api/v1/resume", json={"code": "00000000"}), 404)
    is_problem(http.delete(visitor.path), 405)


def test_a_replayed_key_gives_the_same_turn_and_does_nothing(visitor: Visitor) -> None:
    first = visitor.does({"choice": "complaint"}, **{"Idempotency-Key": "one"})
    assert visitor.does({"choice": "complaint"}, **{"Idempotency-Key": "one"}) == first
    assert visitor.does({"text": "något annat"}, **{"Idempotency-Key": "one"}) == first
    assert visitor.waiting() == first
    is_problem(visitor.post({"text": "hej"}, **{"Idempotency-Key": "k" * 300}), 422)


def test_an_expired_conversation_is_gone(visitor: Visitor, web: WebProcess) -> None:
    _make_old(web.data / "ombud.db", visitor.id)
    problem = is_problem(visitor.post({"text": "hej"}), 410)
    assert "nytt" in problem["client_message"]
    is_problem(visitor.http.get(visitor.path, headers=visitor.headers), 410)
    is_problem(visitor.http.post(f"{visitor.path}/resume-code", headers=visitor.headers), 410)


def test_too_much_is_refused_kindly_and_the_conversation_goes_on(visitor: Visitor) -> None:
    is_problem(visitor.post({"text": "a" * 102_401}), 413)
    is_problem(visitor.post_raw(b'{"text": "' + b"a" * 2_000_000 + b'"}'), 413)
    assert visitor.does({"choice": "nodprovning"})["flow"] == "nodprovning"


def test_a_chunked_body_cannot_get_around_the_limit(visitor: Visitor) -> None:
    chunks = (b"a" * 65_536 for _ in range(20))
    answer = visitor.http.post(f"{visitor.path}/turns", content=chunks, headers=visitor.headers)
    is_problem(answer, 413)


def test_too_many_requests_are_told_how_long_to_wait(data: Path) -> None:
    process = WebProcess(data, OMBUD_TURNS_BURST="5", OMBUD_OPENS_BURST="3", OMBUD_RESUMES_BURST="2")
    try:
        process.wait_until_ready()
        with httpx.Client(base_url=process.address, timeout=60, verify=NO_TLS) as http:
            visitor = Visitor.at_menu(http)
            turns = [visitor.post({"move": "repeat"}) for _ in range(12)]
            opens = [http.post("/api/v1/conversations", json={"channel": "web"}) for _ in range(8)]
            codes = [http.post("/api/v1/resume", json={"code": "00000000"}) for _ in range(8)]
            for answers in (turns, opens, codes):
                answer = answers[-1]
                is_problem(answer, 429)
                assert int(answer.headers["Retry-After"]) >= 1
            assert turns[0].status_code == 200, "the first ones are taken"
            assert http.get("/healthz").status_code == 200
    finally:
        process.stop()


def _make_old(database: Path, conversation_id: str) -> None:
    with contextlib.closing(sqlite3.connect(database, timeout=10)) as connection, connection:
        changed = connection.execute(
            "UPDATE conversations SET expires_at = '2020-01-01 00:00:00.000000' WHERE id = ?", (conversation_id,)
        )
        assert changed.rowcount == 1
