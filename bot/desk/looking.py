"""Making an opened case out of what the store holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from typing import cast

from bot.desk.case_door import Visit
from bot.desk.names import Names
from bot.desk.opened_case import Action, Colleague, Entry, OpenedCase, TrailRow
from bot.desk.permissions import allowed, may_get
from bot.desk.row import row_of
from bot.desk.words import audit_in_words, entry_in_words
from bot.intakes.case_sheet import case_sheet
from bot.store.audit import AuditEntry
from bot.store.case_entries import CaseEntry


async def opened(at: Visit, zone: tzinfo) -> OpenedCase:
    """Everything about the case. Write down the reading first: then the trail tells of it too."""
    head, names = at.head, at.names
    intake = await at.uow.intakes.by_case(head.case_number)
    assert intake is not None  # found in this very transaction
    holder = head.claimed_by
    return OpenedCase(
        case=head.case_number,
        version=head.version,
        status=head.status,
        office=head.office,
        row=row_of(head, at.person, names, at.library, at.now),
        sections=case_sheet(intake, at.library, at.now, zone),
        entries=tuple(_entry(entry, names) for entry in await at.uow.case_entries.of(head.id)),
        claimed_by=Colleague(holder, names.person(holder)) if holder else None,
        mine=holder == at.person.id,
        may=allowed(at.person, head, names),
        colleagues=colleagues_of(at),
        erased_at=head.erased_at,
        trail=_trail(await at.uow.audit.of_case(head.case_number), names),
    )


def colleagues_of(at: Visit) -> tuple[Colleague, ...]:
    return tuple(Colleague(other.id, other.shown) for other in may_get(at.person, at.head, at.names))


def _entry(entry: CaseEntry, names: Names) -> Entry:
    words = entry_in_words(entry.kind, entry.codes, person=names.person, office=names.office)
    return Entry(entry.at, names.person(entry.staff_id), cast("Action", entry.kind), words, entry.text)


def _trail(entries: Iterable[AuditEntry], names: Names) -> tuple[TrailRow, ...]:
    """The same thing by the same person several times in a row is one row: what stands out is who, and what else."""
    rows: list[TrailRow] = []
    for entry in entries:
        who, words = names.actor(entry), audit_in_words(entry.action, entry.codes)
        if rows and (rows[-1].who, rows[-1].words) == (who, words):
            rows[-1] = TrailRow(entry.at, who, words, rows[-1].times + 1)
        else:
            rows.append(TrailRow(entry.at, who, words))
    return tuple(rows)
