"""kill -9 at fifty random moments: nothing confirmed is lost, nothing is stored twice, every conversation goes on."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

from bot.store.database import Database, open_database
from bot.store.engine import database_url
from bot.store.migration import migrate_async
from bot.supervisor.preflight import free_loopback_port
from tests.e2e.persona import Persona
from tests.e2e.talk import Talk, holds_exactly_the_answers_of
from tests.e2e.web_process import GENEROUS, clean_environment
from tests.loopback import NO_TLS

KILLS = 50
CLIENTS = 4
SEED = 47
AIMED_AT_SENDING = 0.4
"""Share of the kills that wait for a client to press "send", the turn where most is at stake."""


class Mortal:
    """A web process that can be killed and started again on the same port and data. `up` tells when it answers."""

    def __init__(self, data: Path) -> None:
        self.port = free_loopback_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.up = asyncio.Event()
        self.log = data.parent / "web.log"
        argv = [sys.executable, "-m", "tests.e2e.warm_parent", str(self.port), str(data)]
        self._log_file = self.log.open("wb")
        self._parent = subprocess.Popen(
            argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log_file, text=True,
            env=clean_environment(**GENEROUS),
        )  # fmt: skip

    async def start(self) -> float:
        """Seconds until it answered."""
        begun = time.monotonic()
        self.pid = int(await asyncio.to_thread(self._ask_parent))
        async with httpx.AsyncClient(base_url=self.address, verify=NO_TLS) as http:
            for _ in range(2000):
                with contextlib.suppress(httpx.TransportError):
                    (await http.get("/healthz")).raise_for_status()
                    self.up.set()
                    return time.monotonic() - begun
                await asyncio.sleep(0.01)
        raise AssertionError(f"did not start:\n{self.log.read_text()[-3000:]}")

    def kill(self) -> None:
        self.up.clear()
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> None:
        self._parent.kill()
        self._parent.wait()
        self._log_file.close()

    async def warm(self) -> None:
        assert await asyncio.to_thread(self._line) == "warm", self.log.read_text()[-3000:]

    def _ask_parent(self) -> str:
        assert self._parent.stdin
        self._parent.stdin.write("start\n")
        self._parent.stdin.flush()
        return self._line()

    def _line(self) -> str:
        assert self._parent.stdout
        return self._parent.stdout.readline().strip()


class Stubborn(Talk):
    """A client who, after every break, looks where the conversation stands and repeats what was not answered."""

    def __init__(self, http: httpx.AsyncClient, persona: Persona, server: Mortal, sending: asyncio.Event) -> None:
        super().__init__(http, persona)
        self.server = server
        self.sending = sending
        self.outcomes: Counter[str] = Counter()
        self._found: list[dict[str, Any]] = []

    async def say(self, line: dict[str, Any]) -> dict[str, Any]:
        if line == {"choice": "send"}:
            self.sending.set()
        before, self._found = self.turn, []
        turn = await super().say(line)
        for found in self._found:
            assert found in (before, turn), f"after the break waited {found}\nbefore {before}\nanswer {turn}"
            self.outcomes["the turn was stored" if found == turn else "the turn was not stored"] += 1
        return turn

    async def cut_off(self, path: str) -> None:
        await self.server.up.wait()
        if path.endswith("/turns"):
            self._found.append(await self.waiting())
        else:
            self.outcomes["cut elsewhere"] += 1


@pytest.fixture
async def mortal(data: Path) -> AsyncIterator[Mortal]:
    await migrate_async(database_url(data))
    server = Mortal(data)
    try:
        await server.warm()
        yield server
    finally:
        server.end()


@pytest.mark.slow
async def test_kill_9_at_fifty_moments_loses_and_doubles_nothing(mortal: Mortal, data: Path) -> None:
    starts = [await mortal.start()]
    rng, sending, stop = Random(SEED), asyncio.Event(), asyncio.Event()
    talks: list[Stubborn] = []

    async def client(number: int) -> None:
        while not stop.is_set():
            persona = Persona(number + CLIENTS * len(talks), "nodprovning")
            talks.append(talk := Stubborn(http, persona, mortal, sending))
            await talk.begin()
            await talk.lead()

    begun = time.monotonic()
    async with httpx.AsyncClient(base_url=mortal.address, timeout=30) as http, asyncio.TaskGroup() as clients:
        for number in range(CLIENTS):
            clients.create_task(client(number))
        for _ in range(KILLS):
            if rng.random() < AIMED_AT_SENDING:
                sending.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(sending.wait(), 2)
                await asyncio.sleep(rng.uniform(0, 0.03))
            else:
                await asyncio.sleep(rng.uniform(0, 0.3) if rng.random() < 0.5 else rng.uniform(0, 0.06))
            mortal.kill()
            starts.append(await mortal.start())
        stop.set()
    async with httpx.AsyncClient(base_url=mortal.address, timeout=30) as http:
        for talk in talks:
            talk.http = http
            assert await talk.waiting() == talk.turn

    outcomes = sum((talk.outcomes for talk in talks), Counter())
    print(
        f"\n{KILLS} kills in {time.monotonic() - begun:.0f} s, {len(talks)} conversations, start "
        f"{max(starts):.2f} s at most; cut requests: {dict(outcomes)}"
    )
    assert outcomes["the turn was stored"] + outcomes["the turn was not stored"] >= KILLS / 2, "the kills missed"
    database = await open_database(database_url(data), data, environ={})
    try:
        await _is_all_there(database, talks)
    finally:
        await database.close()


async def _is_all_there(database: Database, talks: list[Stubborn]) -> None:
    told = [talk.turn["case"] for talk in talks]
    assert all(told)
    async with database.reading() as uow:
        stored = await uow.intakes.in_queue_order()
        assert sorted(intake.case_number for intake in stored) == sorted(told)
        for talk in talks:
            [intake] = await uow.intakes.of_conversation(talk.id)
            assert intake.case_number == talk.turn["case"]
            holds_exactly_the_answers_of(intake, talk.persona)
    async with database.unit_of_work() as uow:
        left = await uow.outbox.due(max(intake.created_at for intake in stored), limit=10_000)
    assert sorted(item.payload["case"] for item in left) == sorted(told)
