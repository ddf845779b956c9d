"""Which schema the database has. Asked at every start, so it needs no Alembic."""

from __future__ import annotations

from sqlalchemy import column, inspect, select, table
from sqlalchemy.ext.asyncio import AsyncConnection

HEAD = "0002"
"""The newest migration in `bot/store/migrations/versions`; a test compares."""

VERSION_TABLE = "alembic_version"


async def current_revision(connection: AsyncConnection) -> str | None:
    """The revision of the last migration, or None for an empty database."""
    if not await connection.run_sync(lambda sync: inspect(sync).has_table(VERSION_TABLE)):
        return None
    return (await connection.execute(select(column("version_num")).select_from(table(VERSION_TABLE)))).scalar()
