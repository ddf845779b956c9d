"""Counters that grow when something changed, so that another process can poll one small row."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, String, Table, select, update

from bot.store.schema import metadata
from bot.store.session import Session

changes_table = Table(
    "changes",
    metadata,
    Column("topic", String(20), primary_key=True),
    Column("counter", BigInteger, nullable=False),
)


class Changes:
    """One counter per topic (`queue`, later `content`)."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def bump(self, topic: str) -> None:
        """Tell that the topic changed. On PostgreSQL the row stays locked until the unit of work ends: bump last."""
        statement = (
            update(changes_table).where(changes_table.c.topic == topic).values(counter=changes_table.c.counter + 1)
        )
        if (await self._session.connection.execute(statement)).rowcount:
            return
        if not await self._session.insert_unless_taken(changes_table, {"topic": topic, "counter": 1}):
            await self._session.connection.execute(statement)

    async def counter(self, topic: str) -> int:
        query = select(changes_table.c.counter).where(changes_table.c.topic == topic)
        return int((await self._session.connection.execute(query)).scalar_one_or_none() or 0)
