"""What ombuds have done with a case: notes, contact attempts, changes. The words are encrypted, the codes plain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
)

from bot.store.schema import Moment, metadata
from bot.store.session import Session

case_entries_table = Table(
    "case_entries",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("intake_id", String(36), ForeignKey("intakes.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("staff_id", String(36), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("codes", JSON, nullable=False),
    Column("text_enc", LargeBinary),
    UniqueConstraint("intake_id", "seq", name="uq_case_entries_intake_id_seq"),
)
_TABLE = "case_entries"


@dataclass(frozen=True)
class CaseEntry:
    """One thing an ombud did. `text` is what they wrote, or None; `codes` ids such as an outcome or a new office."""

    seq: int
    at: datetime
    staff_id: str
    kind: str
    codes: Mapping[str, Any]
    text: str | None


class CaseEntries:
    """The entries, in one unit of work. Lock the intake's row first: the number of an entry follows the last one's."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(
        self,
        intake_id: str,
        kind: str,
        *,
        staff_id: str,
        now: datetime,
        codes: Mapping[str, Any] | None = None,
        text: str | None = None,
    ) -> None:
        entry_id = str(uuid4())
        last = select(func.max(case_entries_table.c.seq)).where(case_entries_table.c.intake_id == intake_id)
        seq = ((await self._session.connection.execute(last)).scalar() or 0) + 1
        sealed = self._session.cipher.seal_json(text, _TABLE, "text_enc", entry_id) if text else None
        await self._session.connection.execute(
            insert(case_entries_table).values(
                id=entry_id,
                intake_id=intake_id,
                seq=seq,
                at=now,
                staff_id=staff_id,
                kind=kind,
                codes=dict(codes or {}),
                text_enc=sealed,
            )
        )

    async def of(self, intake_id: str) -> list[CaseEntry]:
        """Oldest first."""
        query = select(case_entries_table).where(case_entries_table.c.intake_id == intake_id)
        rows = await self._session.connection.execute(query.order_by(case_entries_table.c.seq))
        return [self._entry(row) for row in rows.mappings()]

    async def newest(self, intake_id: str, kinds: Iterable[str]) -> CaseEntry | None:
        """The newest entry of these kinds."""
        columns = case_entries_table.c
        query = select(case_entries_table).where(columns.intake_id == intake_id, columns.kind.in_(list(kinds)))
        rows = await self._session.connection.execute(query.order_by(columns.seq.desc()).limit(1))
        row = rows.mappings().first()
        return self._entry(row) if row else None

    async def newest_by(self, intake_id: str, staff_id: str, kinds: Iterable[str]) -> CaseEntry | None:
        """The newest entry of these kinds by that person."""
        columns = case_entries_table.c
        query = select(case_entries_table).where(
            columns.intake_id == intake_id, columns.staff_id == staff_id, columns.kind.in_(list(kinds))
        )
        rows = await self._session.connection.execute(query.order_by(columns.seq.desc()).limit(1))
        row = rows.mappings().first()
        return self._entry(row) if row else None

    async def last_did(self, intake_ids: Iterable[str], kinds: Iterable[str]) -> dict[str, tuple[str, str]]:
        """By intake: the kind of the newest entry among these kinds, and who did it. No words are read."""
        columns = case_entries_table.c
        which = columns.intake_id.in_(list(intake_ids)) & columns.kind.in_(list(kinds))
        newest = select(columns.intake_id, func.max(columns.seq).label("seq")).where(which).group_by(columns.intake_id)
        last = newest.subquery()
        query = select(columns.intake_id, columns.kind, columns.staff_id).join(
            last, (columns.intake_id == last.c.intake_id) & (columns.seq == last.c.seq)
        )
        rows = await self._session.connection.execute(query)
        return {row.intake_id: (row.kind, row.staff_id) for row in rows}

    async def erase(self, intake_ids: Iterable[str]) -> int:
        """Remove all entries of these intakes; returns how many."""
        which = case_entries_table.c.intake_id.in_(list(intake_ids))
        return (await self._session.connection.execute(delete(case_entries_table).where(which))).rowcount

    def _entry(self, row: Mapping[str, Any]) -> CaseEntry:
        text = None
        if row["text_enc"] is not None:
            text = self._session.cipher.open_json(row["text_enc"], _TABLE, "text_enc", row["id"])
        return CaseEntry(row["seq"], row["at"], row["staff_id"], row["kind"], row["codes"], text)
