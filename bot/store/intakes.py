"""Intakes: what clients sent (or agreed to be called back about). Plain columns hold codes, never what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    RowMapping,
    String,
    Table,
    delete,
    select,
    update,
)

from bot.store.case_entries import case_entries_table
from bot.store.outbox import outbox_table
from bot.store.schema import Moment, metadata
from bot.store.session import Session

IntakeStatus: TypeAlias = Literal["new", "open", "waiting", "closed", "replaced", "erased"]
"""`new`: nobody has it. `open`: an ombud works with it. `waiting`: the ombud waits for somebody.

`replaced`: a call-back item whose client came back and sent the whole intake. `erased`: the client took it back before
anybody had it.
"""

intakes_table = Table(
    "intakes",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("case_number", String(40), nullable=False, unique=True),
    Column("conversation_id", String(36), ForeignKey("conversations.id"), nullable=False, index=True),
    Column("dedupe_key", String(120), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("status", String(10), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("rule_ids", JSON, nullable=False),
    Column("office", String(60), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("contact_safe", Boolean),
    Column("contact_hmac", String(64), index=True),
    Column("hard_date", Date),
    Column("payload_enc", LargeBinary, nullable=False),
    Column("claimed_by", String(36)),
    Column("claimed_at", Moment),
    Column("outcome", String(30)),
    Column("erased_at", Moment),
    Column("version", Integer, nullable=False, server_default="0"),
    Index("ix_intakes_queue", "office", "status", "priority", "hard_date", "created_at"),
)

_TABLE = "intakes"


@dataclass(frozen=True)
class StoredIntake:
    """One intake. `payload` is JSON-able and encrypted; everything else is codes, dates and flags.

    `priority` 0 (danger) to 4; `hard_date` the earliest date that cannot be moved; `contact_safe` None when unknown.
    `dedupe_key` is the same for the same submission, however often it is repeated. `claimed_by` is a staff id;
    `erased_at` when the client took the words back; `version` goes up with every change that staff make.
    """

    id: str
    case_number: str
    conversation_id: str
    dedupe_key: str
    kind: str
    priority: int
    rule_ids: tuple[str, ...]
    office: str
    channel: str
    created_at: datetime
    contact_safe: bool | None
    hard_date: date | None
    payload: dict[str, Any]
    status: IntakeStatus = "new"
    closed_at: datetime | None = None
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    outcome: str | None = None
    erased_at: datetime | None = None
    version: int = 0


class Intakes:
    """The intakes of one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def insert_unless_taken(self, intake: StoredIntake, *, contact: str | None = None) -> bool:
        """Store it; False if its case number or its dedupe key exists already (nothing is changed then).

        `contact` (a normalised number or address) is kept only as a keyed hash.
        """
        cipher = self._session.cipher
        return await self._session.insert_unless_taken(
            intakes_table,
            {
                "id": intake.id,
                "case_number": intake.case_number,
                "conversation_id": intake.conversation_id,
                "dedupe_key": intake.dedupe_key,
                "kind": intake.kind,
                "status": intake.status,
                "priority": intake.priority,
                "rule_ids": list(intake.rule_ids),
                "office": intake.office,
                "channel": intake.channel,
                "created_at": intake.created_at,
                "contact_safe": intake.contact_safe,
                "contact_hmac": cipher.blind_index(contact, "contact") if contact else None,
                "hard_date": intake.hard_date,
                "payload_enc": cipher.seal_json(intake.payload, _TABLE, "payload_enc", intake.id),
            },
        )

    async def case_of(self, dedupe_key: str) -> str | None:
        """The case number that this submission got, or None."""
        query = select(intakes_table.c.case_number).where(intakes_table.c.dedupe_key == dedupe_key)
        return (await self._session.connection.execute(query)).scalar_one_or_none()

    async def by_case(self, case_number: str) -> StoredIntake | None:
        return await self._first(select(intakes_table).where(intakes_table.c.case_number == case_number))

    async def of_conversation(self, conversation_id: str) -> list[StoredIntake]:
        """What that conversation led to, oldest first."""
        query = select(intakes_table).where(intakes_table.c.conversation_id == conversation_id)
        rows = await self._session.connection.execute(query.order_by(intakes_table.c.created_at))
        return [self._from_row(row) for row in rows.mappings()]

    async def in_queue_order(
        self, *, office: str | None = None, statuses: Sequence[IntakeStatus] | None = None
    ) -> list[StoredIntake]:
        """Most urgent first: priority, then earliest hard date (none comes last), then arrival."""
        columns = intakes_table.c
        query = select(intakes_table).order_by(
            columns.priority, columns.hard_date.is_(None), columns.hard_date, columns.created_at, columns.id
        )
        if office is not None:
            query = query.where(columns.office == office)
        if statuses is not None:
            query = query.where(columns.status.in_(statuses))
        return [self._from_row(row) for row in (await self._session.connection.execute(query)).mappings()]

    async def replace_callback(self, conversation_id: str, now: datetime) -> int:
        """Take an unread call-back item of this conversation out of the queue; returns how many there were."""
        result = await self._session.connection.execute(
            update(intakes_table)
            .where(
                intakes_table.c.conversation_id == conversation_id,
                intakes_table.c.kind == "callback",
                intakes_table.c.status == "new",
            )
            .values(status="replaced", closed_at=now)
        )
        return result.rowcount

    async def closed_before(
        self, kind_moments: Mapping[str, datetime], *, among: Sequence[str] | None = None
    ) -> list[str]:
        """Ids of the intakes of each kind that were closed at or before that kind's moment.

        With `among`, only of those, and nobody else can change them before this unit of work ends.
        """
        columns, found = intakes_table.c, list[str]()
        for kind, moment in kind_moments.items():
            found.extend(await self._ids((columns.kind == kind) & (columns.closed_at <= moment), among))
        return found

    async def erased_before(self, moment: datetime, *, among: Sequence[str] | None = None) -> list[str]:
        """As `closed_before`, of the intakes that clients took back, before anybody had them, at or before `moment`."""
        columns = intakes_table.c
        return await self._ids((columns.status == "erased") & (columns.erased_at <= moment), among)

    async def erase(self, intake_ids: Iterable[str]) -> int:
        """Remove intakes, what ombuds wrote about them, and what the outbox holds; returns how many."""
        erased = 0
        for intake_id in intake_ids:
            for table in (outbox_table, case_entries_table):
                await self._session.connection.execute(delete(table).where(table.c.intake_id == intake_id))
            result = await self._session.connection.execute(
                delete(intakes_table).where(intakes_table.c.id == intake_id)
            )
            erased += result.rowcount
        return erased

    async def _ids(self, which: ColumnElement[bool], among: Sequence[str] | None) -> list[str]:
        query = select(intakes_table.c.id).where(which).order_by(intakes_table.c.id)
        if among is not None:
            query = query.where(intakes_table.c.id.in_(among))
            if not self._session.is_sqlite:
                query = query.with_for_update()
        return list((await self._session.connection.execute(query)).scalars())

    async def _first(self, query: Any) -> StoredIntake | None:
        row = (await self._session.connection.execute(query)).mappings().first()
        return self._from_row(row) if row else None

    def _from_row(self, row: RowMapping) -> StoredIntake:
        return StoredIntake(
            id=row["id"],
            case_number=row["case_number"],
            conversation_id=row["conversation_id"],
            dedupe_key=row["dedupe_key"],
            kind=row["kind"],
            status=row["status"],
            priority=row["priority"],
            rule_ids=tuple(row["rule_ids"]),
            office=row["office"],
            channel=row["channel"],
            created_at=row["created_at"],
            closed_at=row["closed_at"],
            claimed_by=row["claimed_by"],
            claimed_at=row["claimed_at"],
            outcome=row["outcome"],
            erased_at=row["erased_at"],
            version=row["version"],
            contact_safe=row["contact_safe"],
            hard_date=row["hard_date"],
            payload=self._session.cipher.open_json(row["payload_enc"], _TABLE, "payload_enc", row["id"]),
        )
