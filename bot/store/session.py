"""What every repository works with: one connection inside one transaction, and the cipher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.crypto import FieldCipher


@dataclass(frozen=True)
class Session:
    """One transaction."""

    connection: AsyncConnection
    cipher: FieldCipher

    @property
    def is_sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    async def insert_unless_taken(self, table: Table, values: dict[str, Any]) -> bool:
        """Insert one row, or do nothing if it would break a uniqueness rule. Returns whether it was inserted."""
        dialect = sqlite if self.is_sqlite else postgresql
        statement = dialect.insert(table).values(**values).on_conflict_do_nothing()
        return (await self.connection.execute(statement)).rowcount == 1
