"""The desk: the queue of cases, an opened case, and all that ombuds do with it. Everything is audited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import Literal, TypeAlias

from bot.desk.opened_case import Colleague, OpenedCase
from bot.desk.person import Person
from bot.desk.queue_row import OfficeName, QueueCounts, QueueRow
from bot.store.database import Database
from content.library import Library

Whose: TypeAlias = Literal["all", "mine", "free"]
MOST_ROWS = 500
LONGEST_TEXT = 10_000


class Desk:
    """One per process. `library()` gives the newest library, `clock()` a moment with a time zone.

    A case is named by its number or by its words ("björk fyrtiosju"). Every method about a case raises UnknownCase
    for one that the person may not see. Every change raises NotAllowed if the person may not do it as the case stands.
    """

    def __init__(
        self, database: Database, library: Callable[[], Library], clock: Callable[[], datetime], zone: tzinfo
    ) -> None:
        self._database = database
        self._library = library
        self._clock = clock
        self._zone = zone

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
        raise NotImplementedError

    async def counts(self, person: Person, *, office: str | None = None) -> QueueCounts:
        """How many wait; numbers only, cheap enough to ask for twice a minute. Raises NotAllowed as `queue` does."""
        raise NotImplementedError

    def seen_offices(self, person: Person) -> tuple[OfficeName, ...]:
        """The offices whose cases the person may see."""
        raise NotImplementedError

    def all_offices(self) -> tuple[OfficeName, ...]:
        """The offices that a case can be handed over to."""
        raise NotImplementedError

    async def open_case(self, person: Person, case: str) -> OpenedCase:
        """Everything about one case. The reading is written down. Raises UnknownCase."""
        raise NotImplementedError

    async def claim(self, person: Person, case: str) -> None:
        """Take a case that nobody has. Again by the one who has it: nothing happens.

        Raises Taken (two at once: one gets it), or ChangedMeanwhile if it is not to be taken any more.
        """
        raise NotImplementedError

    async def release(self, person: Person, case: str, version: int, why: str = "") -> None:
        """Give it back to the queue of its office. Raises ChangedMeanwhile."""
        raise NotImplementedError

    async def note(self, person: Person, case: str, text: str) -> None:
        """Write something down. Raises Incomplete("text")."""
        raise NotImplementedError

    async def contact_attempt(
        self, person: Person, case: str, *, way: str, result: str, text: str = "", confirmed: bool = False
    ) -> None:
        """Write down a try to reach the client (`WAYS`, `ATTEMPT_RESULTS`).

        Raises UnsafeContact for one that leaves a trace, unless the client said that is safe or it is `confirmed`;
        Incomplete for an unknown way or result.
        """
        raise NotImplementedError

    async def set_status(self, person: Person, case: str, version: int, status: str) -> None:
        """`open` or `waiting` (`WORKING_STATES`). Raises ChangedMeanwhile, Incomplete("status")."""
        raise NotImplementedError

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

        Raises ChangedMeanwhile, Incomplete("to") for nobody or somebody it cannot be given to, Incomplete("why").
        """
        raise NotImplementedError

    async def close(self, person: Person, case: str, version: int, *, outcome: str, text: str = "") -> None:
        """End it (`OUTCOMES`). Raises ChangedMeanwhile, Incomplete("outcome")."""
        raise NotImplementedError

    async def reopen(self, person: Person, case: str, version: int, why: str) -> None:
        """Begin again with a closed case: it is then this person's. Raises ChangedMeanwhile, Incomplete("why")."""
        raise NotImplementedError

    async def colleagues(self, person: Person, case: str) -> Sequence[Colleague]:
        """Whom this person could hand the case to: active ombuds and leads of its office, and those who see all.

        Empty when it is not to be handed to a colleague now. Raises UnknownCase.
        """
        raise NotImplementedError
