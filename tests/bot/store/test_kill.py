"""Killed without warning: what was confirmed is there, what was not is not half there."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store.database import open_database
from tests.bot.store.stories import NOW

WRITER = """
import asyncio, random, sys
from pathlib import Path
from bot.intakes.submit import submit
from bot.store.database import open_database
from tests.bot.intakes.stories import answers, drafted, library
from tests.bot.store.stories import NOW, conversation

async def main(url, folder):
    database = await open_database(url, Path(folder), environ={})
    rng = random.Random(1)
    while True:
        async with database.unit_of_work() as uow:
            mine = await uow.conversations.create(conversation())
            draft = drafted("po_intake", answers(area="farsta"))
            case = await submit(uow, mine.id, 1, draft, words=library().case_words, now=NOW, rng=rng)
        print(case, flush=True)

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.mark.parametrize("confirmed_before_the_kill", [1, 17])
async def test_nothing_confirmed_is_lost_or_doubled(
    confirmed_before_the_kill: int, sqlite_url: str, tmp_path: Path
) -> None:
    with subprocess.Popen(  # noqa: ASYNC220 - nothing else runs meanwhile
        [sys.executable, "-c", WRITER, sqlite_url, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        confirmed = [writer.stdout.readline().strip() for _ in range(confirmed_before_the_kill)]
        writer.send_signal(signal.SIGKILL)
        confirmed += [line.strip() for line in writer.stdout if line.endswith("\n")]
    database = await open_database(sqlite_url, tmp_path, environ={})
    async with database.reading() as uow:
        stored = [intake.case_number for intake in await uow.intakes.in_queue_order()]
        waiting = [item.payload["case"] for item in await uow.outbox.due(NOW, 10_000)]
        conversations = await uow.conversations.count()
    await database.close()
    assert set(confirmed) <= set(stored)
    # The last one may have been committed a moment before it could be told.
    assert len(stored) - len(confirmed) in (0, 1)
    assert sorted(waiting) == sorted(stored)
    assert conversations == len(stored)
