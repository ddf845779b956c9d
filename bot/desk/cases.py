"""The desk: the queue of cases, an opened case, and all that ombuds do with it. Everything is audited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import Literal, TypeAlias

from bot.desk import doing
from bot.desk.case_door import CaseDoor, Visit
from bot.desk.doing import LONGEST_TEXT
from bot.desk.errors import Incomplete, NotAllowed
from bot.desk.looking import colleagues_of, opened
from bot.desk.names import Names
from bot.desk.opened_case import Colleague, OpenedCase
from bot.desk.person import Person, may_see
from bot.desk.queue_row import OfficeName, QueueCounts, QueueRow
from bot.desk.row import row_of
from bot.intakes.submit import QUEUE_TOPIC
from bot.store.database import Database
from content.library import Library

__all__ = ["LONGEST_TEXT", "MOST_ROWS", "Desk", "Whose"]

Whose: TypeAlias = Literal["all", "mine", "free"]
MOST_ROWS = 500


class Desk:
    """One per process. `library()` gives the newest library, `clock()` a moment with a time zone.

    A case is named by its number. Every method about a case raises UnknownCase for one that the person may not see,
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
        offices, library, now = self._offices(person, office), self._library(), self._clock()
        claimed_by = person.id if whose == "mine" else None
        async with self._database.unit_of_work() as uow:
            look = uow.case_heads.over if closed else uow.case_heads.waiting
            heads = await look(offices=offices, claimed_by=claimed_by, free=whose == "free", limit=limit)
            names = Names(await uow.staff.all(), library)
            codes = {"office": office, "whose": whose, "closed": closed, "rows": len(heads)}
            await uow.audit.append("queue_read", at=now, actor_kind="staff", actor=person.email, codes=codes)
        return [row_of(head, person, names, library, now) for head in heads]

    async def counts(self, person: Person, *, office: str | None = None) -> QueueCounts:
        """How many wait; numbers only, cheap enough to ask for twice a minute. Raises NotAllowed as `queue` does."""
        offices = self._offices(person, office)
        async with self._database.reading() as uow:
            every, free, mine = await uow.case_heads.count_waiting(person.id, offices=offices)
            return QueueCounts(every, free, mine, await uow.changes.counter(QUEUE_TOPIC))

    def seen_offices(self, person: Person) -> tuple[OfficeName, ...]:
        """The offices whose cases the person may see."""
        return tuple(office for office in self.all_offices() if may_see(person, office.id))

    def all_offices(self) -> tuple[OfficeName, ...]:
        """The offices that a case can be handed over to."""
        return tuple(OfficeName(office.id, office.name) for office in self._library().areas.offices)

    async def open_case(self, person: Person, case: str) -> OpenedCase:
        """Everything about one case ("björk fyrtiosju" finds it too). The reading is audited. Raises UnknownCase."""

        async def look(at: Visit) -> OpenedCase:
            await at.written_down("read")
            return await opened(at, self._zone)

        return await self._door.let_in(person, case, "read", look, lock=False, in_words=True)

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
        """Write down a try to reach the client (`WAYS`, `ATTEMPT_RESULTS`).

        Raises UnsafeContact for one that leaves a trace, unless the client said that is safe or it is `confirmed`;
        Incomplete for an unknown way or result.
        """

        async def attempt(at: Visit) -> None:
            await doing.contact_attempt(at, way, result, text, confirmed)

        await self._door.let_in(person, case, "contact_attempt", attempt)

    async def set_status(self, person: Person, case: str, version: int, status: str) -> None:
        """`open` or `waiting` (`WORKING_STATES`). Raises ChangedMeanwhile, Incomplete("status")."""
        await self._door.let_in(person, case, "set_status", lambda at: doing.set_status(at, version, status))

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
        Raises ChangedMeanwhile, Incomplete("to") for nobody or somebody it cannot be given to, Incomplete("why").
        """

        async def hand(at: Visit) -> None:
            if to_office and not to_person:
                await doing.hand_to_office(at, version, to_office, why)
            elif to_person and not to_office:
                await doing.hand_to_person(at, version, to_person, why)
            else:
                raise Incomplete("to")

        await self._door.let_in(person, case, "hand_over", hand)

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

    def _offices(self, person: Person, office: str | None) -> tuple[str, ...] | None:
        """Those to look in; None for all. Raises NotAllowed, also for an office that there is not."""
        if person.role == "editor":
            raise NotAllowed
        if office is not None:
            if office not in {seen.id for seen in self.seen_offices(person)}:
                raise NotAllowed
            return (office,)
        if person.sees_all:
            return None
        return (person.office,) if person.office is not None else ()
