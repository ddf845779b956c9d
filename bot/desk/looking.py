"""Making an opened case out of what the store holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import cast

from bot.desk.case_door import BEGUN, Visit
from bot.desk.letters import letters_of
from bot.desk.names import Names
from bot.desk.opened_case import Action, Colleague, Entry, OpenedCase, TrailRow
from bot.desk.permissions import allowed, may_act_for_holder, may_get
from bot.desk.queue_row import OfficeName
from bot.desk.row import row_of
from bot.desk.words import audit_in_words, entry_in_words
from bot.intakes.case_sheet import case_sheet
from bot.store.audit import AuditEntry
from bot.store.case_entries import CaseEntry

_OVER = ("release", "take_back", "close", "reopen")


async def opened(at: Visit, zone: tzinfo) -> OpenedCase:
    """Everything about the case. Write down the reading first: then the trail tells of it too."""
    head, names = at.head, at.names
    intake = await at.uow.intakes.by_case(head.case_number)
    assert intake is not None  # found in this very transaction
    holder, entries = head.claimed_by, await at.uow.case_entries.of(head.id)
    return OpenedCase(
        case=head.case_number,
        version=head.version,
        status=head.status,
        office=head.office,
        row=row_of(head, at.person, names, at.library, at.now, handed_by=_handed_by(entries)),
        sections=case_sheet(intake, at.library, at.now, zone),
        entries=tuple(_entry(entry, names) for entry in entries),
        claimed_by=Colleague(holder, names.holder(holder, head.office)) if holder else None,
        mine=holder == at.person.id,
        may=allowed(at.person, head, names),
        colleagues=colleagues_of(at),
        erased_at=head.erased_at,
        trail=_trail(await at.uow.audit.of_case(head.case_number), names),
        offices=_offices(at),
        handed_over=_entry(handed, names) if (handed := _handed_over(entries)) else None,
        may_act=tuple(other.shown for other in may_act_for_holder(head, names)),
        letters=letters_of(intake, at.library, at.now.astimezone(zone).date()),
    )


def colleagues_of(at: Visit) -> tuple[Colleague, ...]:
    return tuple(Colleague(other.id, other.shown) for other in may_get(at.person, at.head, at.names))


def _offices(at: Visit) -> tuple[OfficeName, ...]:
    """Where it can be handed over to."""
    return tuple(
        OfficeName(office.id, office.name, fallback=office.fallback)
        for office in at.library.areas.offices
        if office.id != at.head.office and at.names.staffing.takes_cases(office.id)
    )


def _handed_over(entries: Sequence[CaseEntry]) -> CaseEntry | None:
    """The last hand-over that still says something to the one who has the case."""
    last = next((entry for entry in reversed(entries) if entry.kind in ("hand_over", *_OVER)), None)
    return last if last is not None and last.kind == "hand_over" else None


def _handed_by(entries: Sequence[CaseEntry]) -> str | None:
    last = next((entry for entry in reversed(entries) if entry.kind in BEGUN), None)
    return last.staff_id if last is not None and last.kind == "hand_over" else None


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
