"""Removing whole conversations, row and all, when even the shell has no use any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, select

from bot.store.conversations import conversations_table
from bot.store.events import events_table
from bot.store.idempotency import idempotency_table
from bot.store.intakes import intakes_table
from bot.store.resume_codes import resume_codes_table
from bot.store.session import Session

_AT_A_TIME = 500


class Removal:
    """The removals of one unit of work. A conversation that led to an intake is never removed before the intake."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def unanswered(self, now: datetime) -> list[str]:
        """Ids of the conversations that have expired without the client's yes: nothing was ever stored in them."""
        return await self._ids(_unanswered(now))

    async def delete_unanswered(self, ids: Sequence[str], now: datetime) -> int:
        """Remove those of them that still are such; returns how many."""
        return await self._delete(ids, _unanswered(now))

    async def shells(self, moment: datetime) -> list[str]:
        """Ids of the conversations that were erased at or before that moment and have no intake left."""
        return await self._ids(_shells(moment))

    async def delete_shells(self, ids: Sequence[str], moment: datetime) -> int:
        """Remove those of them that still are such; returns how many."""
        return await self._delete(ids, _shells(moment))

    async def not_erased(self, ids: Sequence[str]) -> set[str]:
        """Those of them that are stored and have not been erased."""
        columns, found = conversations_table.c, set()
        for start in range(0, len(ids), _AT_A_TIME):
            some = columns.id.in_(ids[start : start + _AT_A_TIME])
            query = select(columns.id).where(some, columns.status != "erased")
            found |= set((await self._session.connection.execute(query)).scalars())
        return found

    async def _ids(self, which: ColumnElement[bool]) -> list[str]:
        return list((await self._session.connection.execute(select(conversations_table.c.id).where(which))).scalars())

    async def _delete(self, ids: Sequence[str], which: ColumnElement[bool]) -> int:
        query = select(conversations_table.c.id).where(conversations_table.c.id.in_(ids), which)
        if not self._session.is_sqlite:
            query = query.with_for_update(skip_locked=True)
        gone = list((await self._session.connection.execute(query)).scalars())
        for table in (events_table, idempotency_table, resume_codes_table):
            await self._session.connection.execute(delete(table).where(table.c.conversation_id.in_(gone)))
        await self._session.connection.execute(delete(conversations_table).where(conversations_table.c.id.in_(gone)))
        return len(gone)


def _unanswered(now: datetime) -> ColumnElement[bool]:
    columns = conversations_table.c
    return columns.consented_at.is_(None) & (columns.expires_at <= now) & _without_intake()


def _shells(moment: datetime) -> ColumnElement[bool]:
    columns = conversations_table.c
    return (columns.status == "erased") & (columns.updated_at <= moment) & _without_intake()


def _without_intake() -> ColumnElement[bool]:
    return ~exists().where(intakes_table.c.conversation_id == conversations_table.c.id)
