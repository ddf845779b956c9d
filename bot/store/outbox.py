"""The outbox: work that a confirmed intake leaves behind, written in the same transaction and done afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from bot.store.schema import Moment, metadata
from bot.store.session import Session

outbox_table = Table(
    "outbox",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("intake_id", String(36), ForeignKey("intakes.id"), index=True),
    Column("payload_enc", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("tries", Integer, nullable=False),
    Column("next_try_at", Moment, nullable=False),
    Index("ix_outbox_done_at_next_try_at", "done_at", "next_try_at"),
)

_TABLE = "outbox"

ALERT = "alert"
"""The kind of an item that somebody may be in danger. It is worth something only while it is new."""


@dataclass(frozen=True)
class OutboxItem:
    """One thing to do. `tries` counts the failed attempts so far."""

    id: str
    kind: str
    intake_id: str | None
    payload: Any
    created_at: datetime
    tries: int


class Outbox:
    """The outbox of one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, kind: str, payload: Any, now: datetime, *, intake_id: str | None = None) -> str:
        """Leave work to do as soon as possible; returns its id."""
        item_id = str(uuid4())
        await self._session.connection.execute(
            insert(outbox_table).values(
                id=item_id,
                kind=kind,
                intake_id=intake_id,
                payload_enc=self._session.cipher.seal_json(payload, _TABLE, "payload_enc", item_id),
                created_at=now,
                tries=0,
                next_try_at=now,
            )
        )
        return item_id

    async def due(self, now: datetime, limit: int = 20) -> list[OutboxItem]:
        """What is waiting, oldest first, locked for this unit of work (other workers skip it on PostgreSQL)."""
        query = (
            select(outbox_table)
            .where(outbox_table.c.done_at.is_(None), outbox_table.c.next_try_at <= now)
            .order_by(outbox_table.c.created_at)
            .limit(limit)
        )
        if not self._session.is_sqlite:
            query = query.with_for_update(skip_locked=True)
        rows = await self._session.connection.execute(query)
        return [
            OutboxItem(
                row.id,
                row.kind,
                row.intake_id,
                self._session.cipher.open_json(row.payload_enc, _TABLE, "payload_enc", row.id),
                row.created_at,
                row.tries,
            )
            for row in rows
        ]

    async def done(self, item_id: str, now: datetime) -> None:
        await self._session.connection.execute(
            update(outbox_table).where(outbox_table.c.id == item_id).values(done_at=now)
        )

    async def failed(self, item_id: str, next_try_at: datetime) -> None:
        """Count the attempt and try again at `next_try_at`."""
        await self._session.connection.execute(
            update(outbox_table)
            .where(outbox_table.c.id == item_id)
            .values(tries=outbox_table.c.tries + 1, next_try_at=next_try_at)
        )

    async def count_old(self, moment: datetime) -> int:
        query = select(func.count()).select_from(outbox_table).where(_old(moment))
        return int((await self._session.connection.execute(query)).scalar_one())

    async def forget_old(self, moment: datetime) -> int:
        """Remove what was done at or before `moment`, and alerts made then; returns how many.

        Other work that is not done stays, however old.
        """
        return (await self._session.connection.execute(delete(outbox_table).where(_old(moment)))).rowcount


def _old(moment: datetime) -> ColumnElement[bool]:
    return (outbox_table.c.done_at <= moment) | ((outbox_table.c.kind == ALERT) & (outbox_table.c.created_at <= moment))
