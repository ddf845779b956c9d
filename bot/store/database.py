"""The way in: `open_database` at start, `unit_of_work()` for every change, `reading()` for looking only."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.crypto import FieldCipher
from bot.store.engine import READING, create_engine
from bot.store.errors import NotMigrated
from bot.store.key_probe import read_probe, require_matching_key, write_probe
from bot.store.keys import load_keys
from bot.store.revision import HEAD, current_revision
from bot.store.session import Session
from bot.store.unit_of_work import UnitOfWork


class Database:
    """One per process and event loop. Close it at the end."""

    def __init__(self, engine: AsyncEngine, cipher: FieldCipher) -> None:
        self.engine = engine
        self.cipher = cipher
        self._line = _WritersLine() if engine.dialect.name == "sqlite" else None

    @asynccontextmanager
    async def unit_of_work(self) -> AsyncGenerator[UnitOfWork]:
        """One transaction: committed at the end, rolled back by any exception.

        On SQLite it begins as a writer at once, so that what it reads cannot change under it; raises Busy if another
        process holds the file too long. Never open one inside another: that raises RuntimeError.
        """
        if self._line is None:
            async with self.engine.begin() as connection:
                yield UnitOfWork(Session(connection, self.cipher))
            return
        async with self._line, self.engine.begin() as connection:
            yield UnitOfWork(Session(connection, self.cipher))

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[UnitOfWork]:
        """A consistent look without waiting for writers. Nothing done in it is kept."""
        async with self.engine.connect() as connection:
            connection = await connection.execution_options(**READING)
            yield UnitOfWork(Session(connection, self.cipher))

    async def close(self) -> None:
        await self.engine.dispose()


async def open_database(url: str, data_dir: Path, *, environ: Mapping[str, str] = os.environ) -> Database:
    """Open a migrated database with its keys; at the very first start the key file is made.

    Raises NotMigrated (run `bot.store.migration.migrate`), MissingKey, or KeyProblem when the key is another one.
    """
    engine = create_engine(url)
    try:
        async with engine.begin() as connection:
            revision = await current_revision(connection)
            if revision != HEAD:
                raise NotMigrated(f"the database is at revision {revision}, this program needs {HEAD}")
            probe = await read_probe(connection)
            cipher = FieldCipher(load_keys(data_dir, environ=environ, may_create=probe is None))
            if probe is None:
                await write_probe(connection, cipher)
                probe = await read_probe(connection)
            assert probe is not None
            require_matching_key(probe, cipher)
    except BaseException:
        await engine.dispose()
        raise
    return Database(engine, cipher)


class _WritersLine:
    """SQLite has one writer at a time; within a process they wait here in order, instead of polling for the lock."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._writer: asyncio.Task[object] | None = None

    async def __aenter__(self) -> None:
        task = asyncio.current_task()
        if task is not None and self._writer is task:
            raise RuntimeError("a unit of work is already open in this task")
        await self._lock.acquire()
        self._writer = task

    async def __aexit__(self, *_: object) -> None:
        self._writer = None
        self._lock.release()
