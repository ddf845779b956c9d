"""The one way to a case: found, seen or refused, and written down in the audit trail, all in one transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.desk.errors import ChangedMeanwhile, DeskError, MovedOn, NotAllowed, UnknownCase
from bot.desk.names import CLIENT, SOMEBODY, Names
from bot.desk.opened_case import Action
from bot.desk.permissions import allowed
from bot.desk.person import Person
from bot.intakes.case_number import find_case_number
from bot.intakes.submit import QUEUE_TOPIC
from bot.store.case_heads import CaseHead
from bot.store.database import Database
from bot.store.unit_of_work import UnitOfWork
from content.library import Library

T = TypeVar("T")
CHANGES: tuple[Action, ...] = ("claim", "release", "set_status", "hand_over", "take_back", "close", "reopen")
"""What counts the version of a case up. Notes and contact attempts only add."""
BEGUN: tuple[Action, ...] = (*CHANGES, "contact_attempt")
"""What shows that the one who got the case has looked at it."""
UNDO_FOR = timedelta(hours=24)
"""So long after a hand-over to another office can it be taken back by the one who did it."""
_ONCE_MORE = timedelta(seconds=60)


@dataclass(frozen=True)
class Visit:
    """A person at a case that they may see, inside the transaction. `head` is as the case stood at the beginning."""

    uow: UnitOfWork
    person: Person
    head: CaseHead
    names: Names
    library: Library
    now: datetime

    async def written_down(self, action: str, **codes: Any) -> None:
        """In the audit trail. Codes only: never what somebody wrote."""
        await self.uow.audit.append(
            action,
            at=self.now,
            actor_kind="staff",
            actor=self.person.email,
            case_number=self.head.case_number,
            codes=codes,
        )

    async def entered(self, kind: Action, codes: Mapping[str, Any], text: str) -> None:
        """Among the entries that ombuds read, and in the audit trail; others who look at the queue look again."""
        await self.uow.case_entries.add(
            self.head.id, kind, staff_id=self.person.id, now=self.now, codes=codes, text=text or None
        )
        await self.written_down(kind, **codes)
        await self.uow.changes.bump(QUEUE_TOPIC)

    async def once_more(self, kind: Action, codes: Mapping[str, Any], text: str) -> bool:
        """Whether the person did the very same a moment ago (a button pressed twice); then that is written down."""
        kinds = CHANGES if kind in CHANGES else (kind,)
        last = await self.uow.case_entries.newest(self.head.id, kinds)
        same = (
            last is not None
            and (last.kind, last.staff_id, last.text or "") == (kind, self.person.id, text)
            and all(last.codes.get(name) == code for name, code in codes.items())
            and self.now - last.at < _ONCE_MORE
        )
        if same:
            await self.written_down(kind, repeated=True)
        return same

    def must_be_allowed(self, action: Action) -> None:
        """Raises NotAllowed."""
        if action not in allowed(self.person, self.head, self.names):
            raise NotAllowed

    async def moved_on(self) -> MovedOn | None:
        """What the person hears who handed the case over to another office and wants it back; None for anybody else."""
        return await _moved_on(self.uow, self.person, self.head, self.names, self.now)

    async def changed_meanwhile(self) -> ChangedMeanwhile:
        """Who changed the case last, and when."""
        last = await self.uow.case_entries.newest(self.head.id, CHANGES)
        erased = self.head.erased_at
        if erased is not None and (last is None or erased >= last.at):
            return ChangedMeanwhile(CLIENT, erased)
        if last is None:
            return ChangedMeanwhile(SOMEBODY, self.head.created_at)
        return ChangedMeanwhile(self.names.person(last.staff_id), last.at)


class CaseDoor:
    """Lets persons in to cases."""

    def __init__(self, database: Database, library: Callable[[], Library], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def let_in(
        self,
        person: Person,
        case: str,
        action: str,
        work: Callable[[Visit], Awaitable[T]],
        *,
        lock: bool = True,
        in_words: bool = False,
    ) -> T:
        """Do `work` at the case. What it refuses (a DeskError raised before it changed anything) is audited too.

        With `lock`, nobody else changes the case meanwhile; `in_words` finds "björk fyrtiosju" too.

        Raises UnknownCase for a case that is not there or not to be seen by this person (MovedOn for one that they
        handed over to another office, which they may still take back).
        """
        library, now = self._library(), self._clock()
        async with self._database.unit_of_work() as uow:
            head = await _find(uow, case, library.case_words if in_words else (), lock=lock)
            try:
                if head is None:
                    raise UnknownCase
                names = Names(await uow.staff.all(), library)
                if not names.staffing.may_see(person, head.office):
                    moved = await _moved_on(uow, person, head, names, now)
                    if moved is None or action != "take_back":
                        raise moved or UnknownCase()
                return await work(Visit(uow, person, head, names, library, now))
            except DeskError as error:
                # What was typed as a number can be anything, even a name: only the number of a real case is kept.
                number = head.case_number if head else None
                codes = {"action": action, "why": error.code}
                await uow.audit.append(
                    "refused", at=now, actor_kind="staff", actor=person.email, case_number=number, codes=codes
                )
                refused = error
        raise refused


async def _moved_on(uow: UnitOfWork, person: Person, head: CaseHead, names: Names, now: datetime) -> MovedOn | None:
    last = await uow.case_entries.newest_by(head.id, person.id, CHANGES)
    if last is None or last.kind != "hand_over" or "to_office" not in last.codes or now - last.at >= UNDO_FOR:
        return None
    newest = await uow.case_entries.newest(head.id, CHANGES)
    untouched = newest is not None and newest.seq == last.seq and head.status == "new" and head.erased_at is None
    return MovedOn(head.case_number, names.office(head.office), last.at, can_take_back=untouched)


async def _find(uow: UnitOfWork, case: str, words: Sequence[str], *, lock: bool) -> CaseHead | None:
    number = case.strip().upper()
    if not number.isprintable():  # there are signs that no text column takes
        return None
    head = await uow.case_heads.of(number, lock=lock)
    if head is None and words and (meant := find_case_number(case, words)):
        head = await uow.case_heads.of(meant, lock=lock)
    return head
