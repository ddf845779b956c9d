"""Engines: SQLite that loses nothing confirmed and lets many wait in line, or PostgreSQL by URL."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import AdaptedConnection, Connection, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store.errors import Busy

DATABASE_FILE = "ombud.db"
BUSY_TIMEOUT_MS = 15_000
LOG_TIMEOUT_MS = 500
_READ_ONLY = "ombud_read_only"


def database_url(data_dir: Path, configured: str | None = None) -> str:
    """The URL to use: the configured one (any `postgresql://` form gets the async driver), else SQLite in the folder.

    Raises ValueError for a database that is neither.
    """
    if not configured:
        return f"sqlite+aiosqlite:///{(data_dir / DATABASE_FILE).absolute()}"
    return _with_async_driver(configured).render_as_string(hide_password=False)


def create_engine(url: str) -> AsyncEngine:
    """An engine for the URL. For a SQLite file its folder is made, readable by the owner only.

    Raises ValueError for a database that is neither SQLite in a file nor PostgreSQL, and sqlite3.Error or OSError for
    a file that cannot be used.
    """
    parsed = _with_async_driver(url)
    if parsed.get_backend_name() != "sqlite":
        return create_async_engine(parsed, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True)
    if not parsed.database:
        raise ValueError("SQLite needs a file: what is confirmed must outlive the program")
    _prepare_file(Path(parsed.database))
    engine = create_async_engine(parsed, pool_size=5, max_overflow=10, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


async def empty_log(engine: AsyncEngine) -> bool:
    """Call it after erasing, outside of every transaction: SQLite's log still holds the pages as they were before.

    False if somebody read or wrote all the time: the next call does it. PostgreSQL keeps its own log: nothing to do.
    """
    if engine.dialect.name != "sqlite":
        return True
    async with engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        # Writers stand still while this waits for readers, so it must not wait as long as a client's turn may.
        await driver.execute(f"PRAGMA busy_timeout={LOG_TIMEOUT_MS}")
        try:
            async with driver.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
                busy, *_ = await cursor.fetchone()
        except sqlite3.OperationalError:
            busy = True
        finally:
            await driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    return not busy


def _with_async_driver(url: str) -> URL:
    parsed = make_url(url)
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
    driver = drivers.get(parsed.drivername.split("+")[0])
    if driver is None:
        raise ValueError(f"{parsed.drivername} is not supported; use sqlite or postgresql")
    return parsed.set(drivername=driver)


READING = {_READ_ONLY: True}
"""Execution options for a connection that only reads: it takes no write lock."""


def _prepare_file(path: Path) -> None:
    """Make the file, readable by its owner only, in WAL mode: then readers and the writer do not wait for each other.

    The mode stays in the file. Changing it ignores the busy timeout, so two first starts must take turns here.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for tries_left in range(BUSY_TIMEOUT_MS // 50, -1, -1):
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError:
                if not tries_left:
                    raise
                time.sleep(0.05)
    finally:
        connection.close()


def _prepare_sqlite(dbapi_connection: Any, _record: object) -> None:
    # The driver's own BEGIN is deferred, and a deferred transaction that turns to writing fails instead of waiting.
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    # FULL: "klart" is only said when the commit has reached the disk, so even a power cut loses nothing confirmed.
    # secure_delete: what is erased is overwritten with zeros; otherwise its ciphertext would lie in the file for years.
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    read_only = connection.get_execution_options().get(_READ_ONLY, False)
    statement = "BEGIN" if read_only else "BEGIN IMMEDIATE"
    # Every call to the driver is a trip to its thread; on its own connection this is one trip instead of three.
    adapted = connection.connection.dbapi_connection
    assert isinstance(adapted, AdaptedConnection)
    try:
        adapted.run_async(lambda driver: driver.execute(statement))
    except sqlite3.OperationalError as error:
        raise Busy("the database could not begin a transaction") from error
