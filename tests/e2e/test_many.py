"""Two hundred conversations at once, in different flows: every intake holds exactly its own client's answers."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack

import httpx
import pytest

from bot.store.database import open_database
from bot.store.engine import database_url
from tests.e2e.persona import Persona
from tests.e2e.talk import Talk, holds_exactly_the_answers_of
from tests.e2e.web_process import WebProcess
from tests.loopback import NO_TLS

CLIENTS = 200
FLOWS = ("po_intake", "nodprovning", "complaint")


@pytest.mark.slow
async def test_two_hundred_conversations_at_once_do_not_touch_each_other(web: WebProcess) -> None:
    personas = [Persona(n, FLOWS[n % len(FLOWS)], buttons_only=n % 5 == 0) for n in range(CLIENTS)]
    async with AsyncExitStack() as browsers:
        # Each has a browser of their own: one pool of two hundred connections looks through all of them every time.
        one = [httpx.AsyncClient(base_url=web.address, timeout=120, verify=NO_TLS) for _ in personas]
        talks = [
            Talk(await browsers.enter_async_context(http), persona) for http, persona in zip(one, personas, strict=True)
        ]
        begun = time.monotonic()
        await asyncio.gather(*(_whole(talk) for talk in talks))
        seconds = time.monotonic() - begun
    turns = sum(len(persona.asked) for persona in personas)
    print(f"\n{CLIENTS} conversations, {turns} turns in {seconds:.1f} s: {turns / seconds:.0f} turns/s")

    cases = [talk.turn["case"] for talk in talks]
    assert all(cases)
    assert len(set(cases)) == CLIENTS
    database = await open_database(database_url(web.data), web.data, environ={})
    try:
        async with database.reading() as uow:
            for talk in talks:
                [intake] = await uow.intakes.of_conversation(talk.id)
                assert intake.case_number == talk.turn["case"]
                assert intake.kind == talk.persona.flow
                holds_exactly_the_answers_of(intake, talk.persona)
    finally:
        await database.close()


async def _whole(talk: Talk) -> None:
    await talk.begin()
    await talk.lead()
