"""Bringing a database to the schema this program needs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.engine import create_engine
from bot.store.revision import HEAD, current_revision

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK_NUMBER = 2013_522


@dataclass(frozen=True)
class Migrated:
    """The revision before (None: the database was empty) and after."""

    before: str | None
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


def migrate(url: str) -> Migrated:
    """Upgrade the database at `url` (from `bot.store.engine.database_url`). Not inside a running event loop."""
    return asyncio.run(migrate_async(url))


async def migrate_async(url: str) -> Migrated:
    """As `migrate`, for callers that are async already."""
    engine = create_engine(url)
    try:
        return await upgrade(engine)
    finally:
        await engine.dispose()


async def upgrade(engine: AsyncEngine, revision: str = HEAD) -> Migrated:
    """Upgrade in one transaction. Of several processes that start together one does it and the others wait."""
    async with engine.begin() as connection:
        await _wait_for_others(connection)
        before = await current_revision(connection)
        if before != revision:
            await connection.run_sync(_run_alembic, revision)
        return Migrated(before, revision)


async def _wait_for_others(connection: AsyncConnection) -> None:
    # SQLite needs nothing: its transaction began with the write lock.
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK_NUMBER})


def _run_alembic(connection: Connection, revision: str) -> None:
    # Imported late: every process checks the revision, few ever need Alembic.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
