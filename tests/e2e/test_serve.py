"""`ombud serve` as a newcomer runs it: ready soon, a whole intake over HTTP, and nothing left behind at the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from bot.store.database import open_database
from bot.store.engine import database_url
from bot.supervisor.preflight import free_loopback_port
from tests.e2e.persona import Persona
from tests.e2e.talk import Talk, holds_exactly_the_answers_of
from tests.e2e.web_process import clean_environment, wait_for_answer

ENDS_WITHIN = 10.0
PARTS_OFF = {"hearing": "off", "speaking": "off", "telegram": "off"}


class Served:
    """One run of `ombud serve` without Rasa."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_loopback_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = data.parent / "serve.log"
        environment = clean_environment(COLUMNS="200")
        del environment["OMBUD_UNDERSTANDING"]
        argv = [sys.executable, "-m", "bot.cli.main", "serve", "--without", "rasa,voice", "--port", str(self.port)]
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [*argv, "--data", str(data)], stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment,
                start_new_session=True,
            )  # fmt: skip

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self) -> None:
        """For a proof that failed half-way."""
        if self.process.poll() is None:
            for child in [*self.children(), psutil.Process(self.process.pid)]:
                child.kill()
            self.process.wait()


@pytest.fixture
def served(data: Path) -> Iterator[Served]:
    running = Served(data)
    yield running
    running.end()


@pytest.mark.slow
async def test_a_newcomer_starts_it_is_served_and_stops_it(served: Served) -> None:
    ready = wait_for_answer(served.address, served.process, served.log)
    print(f"\nready after {ready:.1f} s")

    async with httpx.AsyncClient(base_url=served.address, timeout=60) as http:
        answer = await http.get("/readyz")
        assert answer.status_code == 200
        assert answer.json()["parts"] == {"database": "ok", "understanding": "degraded", **PARTS_OFF}
        assert answer.json()["status"] == "degraded", "only the fallback understands, and that is said"
        talk = Talk(http, Persona(2, "po_intake"))
        await talk.begin()
        await talk.lead()
    assert talk.turn["case"]

    children = served.children()
    assert children
    begun = time.monotonic()
    os.kill(served.process.pid, signal.SIGINT)
    assert served.process.wait(ENDS_WITHIN) == 0
    print(f"ended after {time.monotonic() - begun:.1f} s")
    _, alive = psutil.wait_procs(children, timeout=1)
    assert not alive, "an orphan is left"
    async with httpx.AsyncClient(base_url=served.address) as http:
        with pytest.raises(httpx.ConnectError):
            await http.get("/healthz")

    database = await open_database(database_url(served.data), served.data, environ={})
    try:
        async with database.reading() as uow:
            [intake] = await uow.intakes.of_conversation(talk.id)
    finally:
        await database.close()
    assert intake.case_number == talk.turn["case"]
    holds_exactly_the_answers_of(intake, talk.persona)
    log = served.log.read_text("utf-8")
    assert "Första starten" in log
    assert talk.persona.tag not in log


@pytest.mark.slow
def test_a_web_process_that_dies_comes_back_and_the_conversation_goes_on(served: Served) -> None:
    wait_for_answer(served.address, served.process, served.log)
    with httpx.Client(base_url=served.address, timeout=60) as http:
        opened = http.post("/api/v1/conversations", json={"channel": "web"}).json()
        headers = {"Authorization": f"Bearer {opened['token']}"}
        path = f"/api/v1/conversations/{opened['id']}"
        turn = http.post(f"{path}/turns", json={"choice": "yes"}, headers=headers).json()["turn"]
    [web] = [
        child for child in served.children() if "web" in child.cmdline() and "guard.py" not in str(child.cmdline())
    ]
    web.kill()
    web.wait(10)
    wait_for_answer(served.address, served.process, served.log)
    assert httpx.get(f"{served.address}{path}", headers=headers).json()["turn"] == turn
    os.kill(served.process.pid, signal.SIGTERM)
    served.process.wait(ENDS_WITHIN)
