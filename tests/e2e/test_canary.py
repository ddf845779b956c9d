"""A word that only a client said is found in no log line, no figure, no address and no byte on the disk."""

from __future__ import annotations

import base64
import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.persona import Persona
from tests.e2e.web_process import GENEROUS, WebProcess

CANARY = "Zyxqvarnelund"
PHONE = "0701740631"
SECRETS = (CANARY, PHONE, PHONE[1:], "zyxqvarnelund")
TURNS = "/api/v1/conversations/{id}/turns"


class Chatty(Persona):
    """Puts the canary into every free field."""

    def _say(self, text: str) -> dict[str, Any]:
        return super()._say(PHONE if text.isdigit() else f"{text} {CANARY}")


@pytest.fixture
def watched(data: Path) -> Iterator[WebProcess]:
    """A web process that logs as much as it can."""
    process = WebProcess(data, OMBUD_LOG_LEVEL="debug", **GENEROUS)
    try:
        process.wait_until_ready()
        yield process
    finally:
        process.stop()


def test_a_clients_word_leaves_no_trace_outside_the_encrypted_fields(watched: WebProcess) -> None:
    addresses: list[str] = []
    with httpx.Client(base_url=watched.address, timeout=60) as http:
        http.event_hooks["response"].append(lambda response: addresses.append(str(response.headers)))
        for number, flow in enumerate(("po_intake", "nodprovning", "complaint")):
            _whole_conversation(http, Chatty(number, flow))
        _before_and_without_consent(http)
        _where_nothing_is_expected(http)
        _broken_store(http, watched.data / "ombud.db")
        figures = http.get("/metrics").text + http.get("/readyz").text
    on_disk_while_running = _bytes_in(watched.data)
    watched.stop()
    log = watched.log.read_bytes()
    assert b'"status": 503' in log, "the error path was not taken"
    places = {"log": log, "metrics": figures.encode(), "headers": "\n".join(addresses).encode()}
    for name, content in {**places, **on_disk_while_running, **_bytes_in(watched.data)}.items():
        for secret in _forms():
            at = content.find(secret)
            assert at < 0, f"{secret!r} in {name}: {content[max(0, at - 150) : at + 50]!r}"


def _whole_conversation(http: httpx.Client, persona: Persona) -> None:
    opened = http.post("/api/v1/conversations", json={"channel": "web"}).json()
    turn, headers = opened["turn"], {"Authorization": f"Bearer {opened['token']}"}
    while not turn["done"]:
        headers["Idempotency-Key"] = f"{CANARY}-{len(persona.asked)}"
        answer = http.post(TURNS.format(id=opened["id"]), json=persona.reply(turn), headers=headers)
        turn = answer.raise_for_status().json()["turn"]
    assert turn["case"]


def _before_and_without_consent(http: httpx.Client) -> None:
    for last in ({"choice": "yes"}, {"choice": "no"}, {"text": f"nej {CANARY}"}):
        opened = http.post("/api/v1/conversations", json={"channel": "web"}).json()
        headers = {"Authorization": f"Bearer {opened['token']}"}
        for line in ({"text": f"{CANARY} har inga pengar och vill dö"}, {"text": CANARY}, last, {"text": CANARY}):
            http.post(TURNS.format(id=opened["id"]), json=line, headers=headers).raise_for_status()
        http.post(f"/api/v1/conversations/{opened['id']}/resume-code", headers=headers).raise_for_status()


def _where_nothing_is_expected(http: httpx.Client) -> None:
    opened = http.post("/api/v1/conversations", json={"channel": "web"}).json()
    turns, headers = TURNS.format(id=opened["id"]), {"Authorization": f"Bearer {opened['token']}"}
    http.post(turns, json={"choice": "yes"}, headers=headers)
    for body in (
        {"choice": CANARY}, {"choices": [CANARY]}, {"move": CANARY}, {"digits": CANARY}, {CANARY: CANARY},
        {"text": {CANARY: 1}}, {"text": CANARY, "choice": CANARY}, [CANARY], CANARY, {"silence": CANARY},
        {"text": f"{CANARY} " * 7000}, {"text": CANARY * 30_000}, {"text": f"{CANARY}\x00\x1b[2J\ud800"},
        {"text": f"<script>{CANARY}</script>"}, {"text": f"mitt nummer är {PHONE}, {CANARY}"},
    ):  # fmt: skip
        http.post(turns, content=json.dumps(body), headers={**headers, "Content-Type": "application/json"})
    broken = f'{{"text": "{CANARY}'.encode()
    for content_type in ("application/json", "text/plain", f"x/{CANARY}"):
        http.post(turns, content=broken, headers={**headers, "Content-Type": content_type})
    http.post(turns, content=b"\xff" + CANARY.encode(), headers={**headers, "Content-Type": "application/json"})
    http.post(turns, json={"text": "hej"}, headers={"Authorization": f"Bearer {CANARY}"})
    http.post(
        turns, json={"text": "hej"}, headers={"Authorization": f"{CANARY} x", "Cookie": CANARY, "Referer": CANARY}
    )
    http.post(turns, json={"text": "hej"}, headers={**headers, "Idempotency-Key": f"{CANARY} {CANARY}"})
    http.post(TURNS.format(id=CANARY), json={"text": CANARY}, headers=headers)
    http.get(f"/{CANARY}")
    http.get(f"/api/v1/conversations/{opened['id']}?{CANARY}={CANARY}", headers=headers)
    http.request(CANARY.upper(), "/api/v1/conversations")
    http.post("/api/v1/conversations", json={"channel": CANARY})
    http.post("/api/v1/resume", json={"code": CANARY})
    http.post("/api/v1/resume", json={"code": "12345678", "channel": CANARY})


def _broken_store(http: httpx.Client, database: Path) -> None:
    """An error deep in the store, with the words of the turn among its parameters."""
    opened = http.post("/api/v1/conversations", json={"channel": "web"}).json()
    turns, headers = TURNS.format(id=opened["id"]), {"Authorization": f"Bearer {opened['token']}"}
    http.post(turns, json={"choice": "yes"}, headers=headers).raise_for_status()
    with contextlib.closing(sqlite3.connect(database, timeout=10)) as connection:
        connection.execute("DROP TABLE conversation_events")
    answer = http.post(turns, json={"text": f"Jag heter {CANARY}"}, headers=headers)
    assert answer.status_code == 503
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert CANARY not in answer.text


def _bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _forms() -> list[bytes]:
    forms = []
    for secret in SECRETS:
        plain = secret.encode()
        whole = [base64.b64encode(b"_" * shift + plain)[4:-4] for shift in range(3)]
        forms += [plain, secret.upper().encode(), plain.hex().encode(), secret.encode("utf-16-le"), *whole]
    return forms
