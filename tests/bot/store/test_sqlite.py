"""What only SQLite needs: a disk that is really written, a line for writers, and no readable word in the files."""

from __future__ import annotations

import asyncio
import contextlib
import random
import sqlite3
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.intakes.submit import submit
from bot.store import engine
from bot.store.database import Database, open_database
from bot.store.errors import Busy
from bot.store.events import Event
from tests.bot.intakes.stories import answers, drafted
from tests.bot.store.stories import NOW, conversation

SENTINEL = "Kanariefågel-ROSENLUND"


@pytest_asyncio.fixture
async def sqlite(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    opened = await open_database(sqlite_url, tmp_path, environ={})
    yield opened
    await opened.close()


async def test_a_commit_has_reached_the_disk(sqlite: Database) -> None:
    async with sqlite.reading() as uow:
        pragmas = {
            name: (await uow.session.connection.execute(text(f"PRAGMA {name}"))).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


async def _erased_talk(sqlite: Database, tmp_path: Path) -> list[bytes]:
    """Pieces of what was sealed in a conversation (a short and a long one) that has just been erased."""
    async with sqlite.unit_of_work() as uow:
        mine = await uow.conversations.create(
            conversation(turn={"text": SENTINEL * 2000}), events=[Event("said", {"text": SENTINEL}, NOW)]
        )
    with contextlib.closing(sqlite3.connect(tmp_path / "ombud.db")) as connection:
        rows = [
            *connection.execute("SELECT state_enc, turn_enc FROM conversations"),
            *connection.execute("SELECT payload_enc FROM conversation_events"),
        ]
    sealed = [column for row in rows for column in row]
    pieces = [part for one in sealed for part in (one[:40], one[-40:])]
    assert await engine.empty_log(sqlite.engine)
    file = (tmp_path / "ombud.db").read_bytes()
    assert all(piece in file for piece in pieces)
    async with sqlite.unit_of_work() as uow:
        await uow.conversations.erase([mine.id])
    return pieces


async def test_what_is_erased_leaves_the_files_as_ciphertext_too(sqlite: Database, tmp_path: Path) -> None:
    pieces = await _erased_talk(sqlite, tmp_path)
    assert await engine.empty_log(sqlite.engine)
    files = _contents(tmp_path)
    assert not [(name, piece) for name, content in files.items() for piece in pieces if piece in content]
    assert files["ombud.db-wal"] == b""


async def test_a_log_that_is_being_read_is_emptied_later_and_nobody_waits_long(
    sqlite: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "LOG_TIMEOUT_MS", 20)
    async with sqlite.reading() as reader:
        await reader.conversations.count()
        await _write(sqlite)
        assert not await engine.empty_log(sqlite.engine)
        await _write(sqlite)
    assert await engine.empty_log(sqlite.engine)
    async with sqlite.reading() as uow:
        timeout = (await uow.session.connection.execute(text("PRAGMA busy_timeout"))).scalar()
    assert timeout == engine.BUSY_TIMEOUT_MS


async def _write(sqlite: Database) -> None:
    async with sqlite.unit_of_work() as uow:
        await uow.changes.bump("queue")


async def test_only_the_owner_can_read_the_file(sqlite: Database, tmp_path: Path) -> None:
    assert stat.S_IMODE(_mode(tmp_path / "ombud.db")) == 0o600


async def test_a_reader_does_not_wait_for_a_writer_and_sees_only_what_is_confirmed(sqlite: Database) -> None:
    async with sqlite.unit_of_work() as writer:
        mine = await writer.conversations.create(conversation())
        async with sqlite.reading() as reader:
            assert await reader.conversations.load(mine.id) is None
    async with sqlite.reading() as reader:
        assert await reader.conversations.load(mine.id) == mine


async def test_a_unit_of_work_inside_another_is_an_error_not_a_deadlock(sqlite: Database) -> None:
    async with sqlite.unit_of_work():
        with pytest.raises(RuntimeError, match="already open"):
            async with sqlite.unit_of_work():
                pass


async def test_a_writer_that_is_cancelled_leaves_the_line_open(sqlite: Database) -> None:
    entered = asyncio.Event()

    async def hang() -> None:
        async with sqlite.unit_of_work() as uow:
            await uow.conversations.create(conversation())
            entered.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await entered.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with sqlite.unit_of_work() as uow:
        assert await uow.conversations.count() == 0


async def test_a_file_that_stays_locked_is_told_and_can_be_used_afterwards(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 50)
    database = await open_database(sqlite_url, tmp_path, environ={})
    with sqlite3.connect(tmp_path / "ombud.db", isolation_level=None) as blocker:
        blocker.execute("BEGIN IMMEDIATE")
        for _ in range(3):
            with pytest.raises(Busy):
                async with database.unit_of_work():
                    pass
        blocker.execute("ROLLBACK")
    async with database.unit_of_work() as uow:
        await uow.changes.bump("queue")
    await database.close()


async def test_two_processes_worth_of_writers_take_turns(sqlite: Database, sqlite_url: str, tmp_path: Path) -> None:
    other = await open_database(sqlite_url, tmp_path, environ={})

    async def write(database: Database) -> None:
        for _ in range(5):
            async with database.unit_of_work() as uow:
                await uow.changes.bump("queue")

    await asyncio.gather(*(write(database) for database in (sqlite, other) for _ in range(4)))
    await other.close()
    async with sqlite.reading() as uow:
        assert await uow.changes.counter("queue") == 40


async def test_no_word_of_a_client_can_be_read_in_the_files(sqlite: Database, tmp_path: Path) -> None:
    said = {"area": SENTINEL, "name": SENTINEL, "contact_value": SENTINEL, "more": SENTINEL}
    async with sqlite.unit_of_work() as uow:
        mine = await uow.conversations.create(
            conversation(channel="phone", state={"said": SENTINEL}, turn={"text": SENTINEL}),
            channel_key=SENTINEL,
            events=[Event("said", {"text": SENTINEL}, NOW)],
        )
        await uow.idempotency.put(mine.id, SENTINEL, {"text": SENTINEL}, NOW)
        await uow.resume_codes.create(mine.id, SENTINEL, NOW)
        draft = drafted("po_intake", answers(**said))
        await submit(uow, mine.id, 1, draft, words=["BJÖRK"], now=NOW, rng=random.Random(1))
        await uow.outbox.add("mail", {"to": SENTINEL}, NOW)
    files = _contents(tmp_path)
    assert files["ombud.db-wal"]
    for form in (SENTINEL, SENTINEL.casefold(), SENTINEL.upper(), "Kanarief\\u00e5gel"):
        for encoding in ("utf-8", "latin-1", "utf-16-le"):
            assert not [name for name, content in files.items() if form.encode(encoding) in content]


def _mode(path: Path) -> int:
    return path.stat().st_mode


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def test_an_error_from_the_database_does_not_repeat_what_was_said(sqlite: Database) -> None:
    mine = conversation()
    async with sqlite.unit_of_work() as uow:
        await uow.conversations.create(mine)
        with pytest.raises(IntegrityError) as told:
            await uow.conversations.create(conversation(id=mine.id, channel=SENTINEL))
    assert SENTINEL not in str(told.value)
