"""The audit trail: who read or changed what, and when. The database refuses to change or remove an entry.

It holds codes only: no name of a client, no contact, no word that a client or an ombud wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, String, Table, insert, select

from bot.store.schema import Moment, metadata
from bot.store.session import Session

ActorKind: TypeAlias = Literal["staff", "cli", "client", "system"]

audit_table = Table(
    "audit",
    metadata,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("actor_kind", String(10), nullable=False),
    Column("actor", String(254), nullable=False),
    Column("action", String(40), nullable=False),
    Column("case_number", String(40)),
    Column("codes", JSON, nullable=False),
    Index("ix_audit_case_number_id", "case_number", "id"),
)


@dataclass(frozen=True)
class AuditEntry:
    """One thing that was done. `actor` is a work e-mail, the system account of a command, or "client"/"system"."""

    at: datetime
    actor_kind: ActorKind
    actor: str
    action: str
    case_number: str | None
    codes: Mapping[str, Any]


class Audit:
    """The audit trail, in one unit of work: an entry is kept only if what it tells of is kept too."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def append(
        self,
        action: str,
        *,
        at: datetime,
        actor_kind: ActorKind,
        actor: str,
        case_number: str | None = None,
        codes: Mapping[str, Any] | None = None,
    ) -> None:
        """Write one entry. `codes` are ids and flags, never words."""
        values = {
            "at": at,
            "actor_kind": actor_kind,
            "actor": actor,
            "action": action,
            "case_number": case_number,
            "codes": dict(codes or {}),
        }
        await self._session.connection.execute(insert(audit_table).values(**values))

    async def of_case(self, case_number: str) -> list[AuditEntry]:
        """What was done with one case, oldest first."""
        query = select(audit_table).where(audit_table.c.case_number == case_number).order_by(audit_table.c.id)
        return [_entry(row) for row in (await self._session.connection.execute(query)).mappings()]

    async def newest(self, limit: int = 200) -> list[AuditEntry]:
        """The newest entries of all, newest first."""
        query = select(audit_table).order_by(audit_table.c.id.desc()).limit(limit)
        return [_entry(row) for row in (await self._session.connection.execute(query)).mappings()]


def _entry(row: Mapping[str, Any]) -> AuditEntry:
    return AuditEntry(row["at"], row["actor_kind"], row["actor"], row["action"], row["case_number"], row["codes"])
