"""The plain columns of intakes: what a queue shows and what staff change. Nothing is decrypted here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Executable, RowMapping, case, func, or_, select, true, update

from bot.store.intakes import IntakeStatus, intakes_table
from bot.store.session import Session

_columns = intakes_table.c
_SHOWN = [column for column in _columns if column.name not in ("payload_enc", "contact_hmac", "dedupe_key")]
WAITING: tuple[IntakeStatus, ...] = ("new", "open", "waiting")
OVER: tuple[IntakeStatus, ...] = ("closed", "erased")

Holding: TypeAlias = tuple[str, str]
"""The id of one who has cases, and the office of those cases."""


@dataclass(frozen=True)
class CaseHead:
    """One intake without what was said; see `StoredIntake` for the fields."""

    id: str
    case_number: str
    kind: str
    status: IntakeStatus
    priority: int
    rule_ids: tuple[str, ...]
    office: str
    channel: str
    created_at: datetime
    closed_at: datetime | None
    contact_safe: bool | None
    hard_date: date | None
    claimed_by: str | None
    claimed_at: datetime | None
    outcome: str | None
    erased_at: datetime | None
    version: int


class CaseHeads:
    """The heads, in one unit of work. `offices` None means every office."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def of(self, case_number: str, *, lock: bool = False) -> CaseHead | None:
        """With `lock`, nobody else can change the case before this unit of work ends."""
        query = select(*_SHOWN).where(_columns.case_number == case_number)
        if lock and not self._session.is_sqlite:  # on SQLite there is one writer anyway
            query = query.with_for_update()
        found = await self._all(query)
        return found[0] if found else None

    async def waiting(
        self,
        *,
        offices: Sequence[str] | None = None,
        claimed_by: str | None = None,
        free: bool = False,
        gone: Sequence[Holding] = (),
        in_danger: bool = False,
        limit: int,
    ) -> list[CaseHead]:
        """What waits, most urgent first: priority, then earliest hard date (none comes last), then arrival.

        What the client took back comes last of all. Only those that `claimed_by` has, or with `free` those that nobody
        has or one of the `gone`; with `in_danger` only priority 0, and nothing that was taken back.
        """
        query = select(*_SHOWN).where(_columns.status.in_(WAITING), _in(offices), _whose(claimed_by, free, gone))
        if in_danger:
            query = query.where(_DANGER)
        order = (_columns.erased_at.is_not(None), _columns.priority, _columns.hard_date.is_(None), _columns.hard_date,
                 _columns.created_at, _columns.id)  # fmt: skip
        return await self._all(query.order_by(*order).limit(limit))

    async def over(
        self, *, offices: Sequence[str] | None = None, claimed_by: str | None = None, free: bool = False, limit: int
    ) -> list[CaseHead]:
        """What is closed, or was taken back by the client before anybody had it; the newest first."""
        query = select(*_SHOWN).where(_columns.status.in_(OVER), _in(offices), _whose(claimed_by, free))
        return await self._all(query.order_by(_columns.closed_at.desc(), _columns.id).limit(limit))

    async def count_waiting(
        self, staff_id: str, *, offices: Sequence[str] | None = None, gone: Sequence[Holding] = ()
    ) -> tuple[int, int, int, int]:
        """How many wait: all, those that nobody has or one of the `gone`, those that this person has, and how many of
        the free ones are in danger now."""
        free, own = _free(gone), _columns.claimed_by == staff_id
        counted = [func.sum(case((which, 1), else_=0)) for which in (free, own, free & _DANGER)]
        query = select(func.count(), *counted).where(_columns.status.in_(WAITING), _in(offices))
        row = (await self._session.connection.execute(query)).one()
        every, nobodys, theirs, danger = (int(number or 0) for number in row)
        return every, nobodys, theirs, danger

    async def free_by_office(self, gone: Sequence[Holding] = ()) -> dict[str, tuple[int, int]]:
        """By office: how many wait that nobody has or one of the `gone`, and how many of those are in danger now."""
        danger = func.sum(case((_DANGER, 1), else_=0))
        query = select(_columns.office, func.count(), danger).where(_columns.status.in_(WAITING), _free(gone))
        rows = await self._session.connection.execute(query.group_by(_columns.office))
        return {office: (int(waiting), int(in_danger or 0)) for office, waiting, in_danger in rows}

    async def holdings(self) -> list[Holding]:
        """Who has waiting cases, and at which offices."""
        held = _columns.claimed_by.is_not(None) & _columns.status.in_(WAITING)
        query = select(_columns.claimed_by, _columns.office).where(held).distinct()
        return [(holder, office) for holder, office in await self._session.connection.execute(query)]

    async def held_by(self, staff_id: str) -> int:
        """How many waiting cases that person has."""
        which = (_columns.claimed_by == staff_id) & _columns.status.in_(WAITING)
        return (await self._session.connection.execute(select(func.count()).where(which))).scalar_one()

    async def claim(self, head: CaseHead, staff_id: str, now: datetime, *, instead_of: str | None = None) -> bool:
        """Give a case that nobody has to this person: one statement, so that of two at once one gets True.

        It must still be at the office where it was seen. `instead_of` is one who has left: then
        the case that they have.
        """
        which = (_columns.id == head.id) & (_columns.office == head.office)
        if instead_of is None:
            which &= _columns.claimed_by.is_(None) & (_columns.status == "new")
        else:
            which &= (_columns.claimed_by == instead_of) & _columns.status.in_(("open", "waiting"))
        values = {"status": "open", "claimed_by": staff_id, "claimed_at": now, "version": _columns.version + 1}
        return (await self._session.connection.execute(update(intakes_table).where(which).values(values))).rowcount == 1

    async def change(self, head: CaseHead, **values: Any) -> None:
        """Set plain columns of a locked case, and count its version up."""
        changed = update(intakes_table).where(_columns.id == head.id)
        await self._session.connection.execute(changed.values(**values, version=_columns.version + 1))

    async def _all(self, query: Executable) -> list[CaseHead]:
        return [_head(row) for row in (await self._session.connection.execute(query)).mappings()]


def _in(offices: Sequence[str] | None) -> ColumnElement[bool]:
    return true() if offices is None else _columns.office.in_(offices)


_DANGER = (_columns.priority == 0) & _columns.erased_at.is_(None)


def _free(gone: Sequence[Holding]) -> ColumnElement[bool]:
    left = [(_columns.claimed_by == holder) & (_columns.office == office) for holder, office in gone]
    return or_(_columns.claimed_by.is_(None), *left)


def _whose(claimed_by: str | None, free: bool, gone: Sequence[Holding] = ()) -> ColumnElement[bool]:
    if free:
        return _free(gone)
    return true() if claimed_by is None else _columns.claimed_by == claimed_by


def _head(row: RowMapping) -> CaseHead:
    values = {column.name: row[column.name] for column in _SHOWN if column.name not in ("conversation_id", "rule_ids")}
    return CaseHead(rule_ids=tuple(row["rule_ids"]), **values)
