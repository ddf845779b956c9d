"""The desk: the queue of cases, an opened case, and all that ombuds do with it. Everything is audited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any, Literal, TypeAlias

from bot.desk import doing
from bot.desk.case_door import BEGUN, CaseDoor, Visit
from bot.desk.doing import LONGEST_TEXT
from bot.desk.errors import Incomplete, NotAllowed
from bot.desk.letters import letter
from bot.desk.looking import colleagues_of, opened
from bot.desk.names import Names
from bot.desk.opened_case import Colleague, OpenedCase
from bot.desk.person import Person
from bot.desk.queue_row import OfficeName, QueueCounts, QueueRow
from bot.desk.row import row_of
from bot.desk.staffing import Staffing, UnstaffedOffice
from bot.intakes.case_number import Sought, read_case_number
from bot.intakes.submit import QUEUE_TOPIC
from bot.letters.files import File, Form
from bot.store.case_heads import WAITING, CaseHead
from bot.store.database import Database
from bot.store.unit_of_work import UnitOfWork
from content.library import Library

__all__ = ["LONGEST_TEXT", "MOST_ROWS", "Desk", "Whose"]

Whose: TypeAlias = Literal["all", "mine", "free"]
MOST_ROWS = 500


class Desk:
    """One per process. `library()` gives the newest library, `clock()` a moment with a time zone.

    A case is named by its number. Every method about a case raises UnknownCase for one that the person may not see
    (MovedOn, if they handed it over to another office less than a day ago),
    and every change raises NotAllowed if the person may not do that as the case stands. Texts have at most
    `LONGEST_TEXT` characters. The same change by the same person within a minute is done once.
    """

    def __init__(
        self, database: Database, library: Callable[[], Library], clock: Callable[[], datetime], zone: tzinfo
    ) -> None:
        self._database = database
        self._library = library
        self._clock = clock
        self._zone = zone
        self._door = CaseDoor(database, library, clock)

    async def queue(
        self,
        person: Person,
        *,
        office: str | None = None,
        whose: Whose = "all",
        closed: bool = False,
        limit: int = MOST_ROWS,
    ) -> list[QueueRow]:
        """What waits, most urgent first; with `closed` what is done, newest first. Codes only.

        `office` None means all that the person may see. Raises NotAllowed for an office that they may not see, and for
        an editor. An ombud without an office gets an empty list.
        """
        claimed_by, free = person.id if whose == "mine" else None, whose == "free"
        async with self._database.unit_of_work() as uow:
            names = await self._names(uow)
            offices = self._offices(person, office, names.staffing)
            if closed:
                heads = await uow.case_heads.over(offices=offices, claimed_by=claimed_by, free=free, limit=limit)
            else:
                heads = await uow.case_heads.waiting(
                    offices=offices,
                    claimed_by=claimed_by,
                    free=free,
                    gone=names.gone(await uow.case_heads.holdings()),
                    limit=limit,
                )
            codes = {"office": office, "whose": whose, "closed": closed, "rows": len(heads)}
            await self._audit_look(uow, person, codes)
            return await self._rows(uow, person, heads, names)

    async def dangers(self, person: Person, *, office: str | None = None) -> list[QueueRow]:
        """The cases in danger now that nobody has (or one who has left). Raises NotAllowed as `queue` does."""
        async with self._database.unit_of_work() as uow:
            names = await self._names(uow)
            offices = self._offices(person, office, names.staffing)
            heads = await uow.case_heads.waiting(
                offices=offices,
                free=True,
                gone=names.gone(await uow.case_heads.holdings()),
                in_danger=True,
                limit=MOST_ROWS,
            )
            await self._audit_look(uow, person, {"office": office, "whose": "danger", "rows": len(heads)})
            return await self._rows(uow, person, heads, names)

    async def counts(self, person: Person, *, office: str | None = None) -> QueueCounts:
        """How many wait; numbers only, cheap enough to ask for twice a minute. Raises NotAllowed as `queue` does."""
        async with self._database.reading() as uow:
            names = await self._names(uow)
            offices = self._offices(person, office, names.staffing)
            waiting = await uow.case_heads.count_waiting(
                person.id, offices=offices, gone=names.gone(await uow.case_heads.holdings())
            )
            every, free, mine, danger = waiting
            return QueueCounts(every, free, mine, await uow.changes.counter(QUEUE_TOPIC), danger)

    async def seen_offices(self, person: Person) -> tuple[OfficeName, ...]:
        """The offices whose cases the person may see now."""
        async with self._database.reading() as uow:
            staffing = (await self._names(uow)).staffing
        return tuple(
            replace(office, unstaffed=office.id not in staffing.staffed)
            for office in self.all_offices()
            if staffing.may_see(person, office.id)
        )

    async def may_see(self, person: Person, office: str) -> bool:
        """Whether the cases of that office are this person's to see now."""
        async with self._database.reading() as uow:
            return (await self._names(uow)).staffing.may_see(person, office)

    async def unstaffed(self) -> tuple[UnstaffedOffice, ...]:
        """The offices where no ombud and no lead works, and how many wait there; those with most danger first."""
        async with self._database.reading() as uow:
            names = await self._names(uow)
            waits = await uow.case_heads.free_by_office(names.gone(await uow.case_heads.holdings()))
        workers = [person for person in names.active if person.role in ("ombud", "lead")]
        found = [
            UnstaffedOffice(
                office.id,
                office.name,
                office.fallback,
                *waits.get(office.id, (0, 0)),
                read=any(names.staffing.may_see(person, office.id) for person in workers),
            )
            for office in self.all_offices()
            if office.id not in names.staffing.staffed
        ]
        return tuple(sorted(found, key=lambda office: (-office.danger, -office.waiting)))

    def all_offices(self) -> tuple[OfficeName, ...]:
        """Every office there is."""
        return tuple(
            OfficeName(office.id, office.name, fallback=office.fallback) for office in self._library().areas.offices
        )

    def find(self, said: str) -> Sought:
        """What somebody wrote to find a case. It tells nothing about whether there is such a case."""
        return read_case_number(said, self._library().case_words)

    async def open_case(self, person: Person, case: str) -> OpenedCase:
        """Everything about one case ("björk fyrtiosju" finds it too). The reading is audited. Raises UnknownCase."""

        async def look(at: Visit) -> OpenedCase:
            await at.written_down("read")
            return await opened(at, self._zone)

        return await self._door.let_in(person, case, "read", look, lock=False, in_words=True)

    async def letter(self, person: Person, case: str, letter_id: str, form: Form) -> File:
        """A letter of the case, to print. The reading is audited. Raises UnknownCase, also for no such letter."""
        return await self._door.let_in(person, case, "letter", lambda at: letter(at, letter_id, form), lock=False)

    async def claim(self, person: Person, case: str) -> None:
        """Take a case that nobody has. Again by the one who has it: nothing happens.

        Raises Taken (two at once: one gets it), or ChangedMeanwhile if it is not to be taken any more.
        """
        await self._door.let_in(person, case, "claim", doing.claim, lock=False)

    async def release(self, person: Person, case: str, version: int, why: str = "") -> None:
        """Give it back to the queue of its office. Raises ChangedMeanwhile, Incomplete("why") for somebody else's."""
        await self._door.let_in(person, case, "release", lambda at: doing.release(at, version, why))

    async def note(self, person: Person, case: str, text: str) -> None:
        """Write something down. Raises Incomplete("text")."""
        await self._door.let_in(person, case, "note", lambda at: doing.note(at, text))

    async def contact_attempt(
        self, person: Person, case: str, *, way: str, result: str, text: str = "", confirmed: bool = False
    ) -> None:
        """Write down a try to reach the client (`WAYS`, `RESULTS_OF`).

        Raises UnsafeContact for one that somebody else may notice, unless the client said that is safe or it is
        `confirmed`; Incomplete for an unknown way, or a result that this way does not have.
        """

        async def attempt(at: Visit) -> None:
            await doing.contact_attempt(at, way, result, text, confirmed)

        await self._door.let_in(person, case, "contact_attempt", attempt)

    async def set_status(self, person: Person, case: str, version: int, status: str, text: str = "") -> None:
        """`open` or `waiting` (`WORKING_STATES`); `text`: for what. Raises ChangedMeanwhile, Incomplete("status")."""
        await self._door.let_in(person, case, "set_status", lambda at: doing.set_status(at, version, status, text))

    async def hand_over(
        self,
        person: Person,
        case: str,
        version: int,
        *,
        to_office: str | None = None,
        to_person: str | None = None,
        why: str,
    ) -> None:
        """Give it to the queue of another office, where nobody has it yet, or to a colleague (a `Colleague.id`).

        After the former the person may not see it any more, unless they see that office too.
        Raises ChangedMeanwhile, Incomplete("to") for nobody or somebody it cannot be given to (NobodyWorksThere for an
        office without ombuds), Incomplete("why").
        """

        async def hand(at: Visit) -> None:
            if to_office and not to_person:
                await doing.hand_to_office(at, version, to_office, why)
            elif to_person and not to_office:
                await doing.hand_to_person(at, version, to_person, why)
            else:
                raise Incomplete("to")

        await self._door.let_in(person, case, "hand_over", hand)

    async def take_back(self, person: Person, case: str, why: str) -> None:
        """Undo one's own hand-over to another office, within a day, while nobody has begun there: it is one's own then.

        Raises MovedOn when somebody has, NotAllowed for what one did not hand over, Incomplete("why").
        """
        await self._door.let_in(person, case, "take_back", lambda at: doing.take_back(at, why))

    async def close(self, person: Person, case: str, version: int, *, outcome: str, text: str = "") -> None:
        """End it (`OUTCOMES`). Raises ChangedMeanwhile, Incomplete("outcome")."""
        await self._door.let_in(person, case, "close", lambda at: doing.close(at, version, outcome, text))

    async def reopen(self, person: Person, case: str, version: int, why: str) -> None:
        """Begin again with a closed case: it is then this person's. Raises ChangedMeanwhile, Incomplete("why")."""
        await self._door.let_in(person, case, "reopen", lambda at: doing.reopen(at, version, why))

    async def colleagues(self, person: Person, case: str) -> Sequence[Colleague]:
        """Whom this person could hand the case to: active ombuds and leads of its office, and themselves.

        Empty when it is not to be handed to a colleague now. Raises UnknownCase. Tells nothing of the client, so only a
        refusal is written down.
        """

        async def look(at: Visit) -> Sequence[Colleague]:
            return colleagues_of(at)

        return await self._door.let_in(person, case, "colleagues", look, lock=False)

    async def _names(self, uow: UnitOfWork) -> Names:
        return Names(await uow.staff.all(), self._library())

    async def _rows(self, uow: UnitOfWork, person: Person, heads: Sequence[CaseHead], names: Names) -> list[QueueRow]:
        library, now = self._library(), self._clock()
        did = await uow.case_entries.last_did([head.id for head in heads if head.status in WAITING], BEGUN)
        handed = {intake: who for intake, (kind, who) in did.items() if kind == "hand_over"}
        return [row_of(head, person, names, library, now, handed_by=handed.get(head.id)) for head in heads]

    async def _audit_look(self, uow: UnitOfWork, person: Person, codes: Mapping[str, Any]) -> None:
        await uow.audit.append("queue_read", at=self._clock(), actor_kind="staff", actor=person.email, codes=codes)

    def _offices(self, person: Person, office: str | None, staffing: Staffing) -> tuple[str, ...] | None:
        """Those to look in; None for all. Raises NotAllowed, also for an office that there is not."""
        if person.role == "editor":
            raise NotAllowed
        if office is None and person.sees_all:
            return None
        seen = {one.id for one in self.all_offices() if staffing.may_see(person, one.id)}
        if office is None:
            return tuple(sorted({*seen, *([person.office] if person.office else [])}))
        if office not in seen:
            raise NotAllowed
        return (office,)
