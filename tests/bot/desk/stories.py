"""What the desk's tests are made of: a clock that is set by hand, people, and cases with words that nobody may leak."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.desk.accounts import Accounts
from bot.desk.cases import Desk
from bot.desk.login import person_of
from bot.desk.people import Actor, People
from bot.desk.person import Person
from bot.store.database import Database
from bot.store.intakes import StoredIntake
from bot.store.roles import Role
from bot.store.tokens import new_token
from content.library import Library
from tests.bot.intakes.stories import answers, drafted, library
from tests.bot.store.stories import conversation

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
STOCKHOLM = ZoneInfo("Europe/Stockholm")
CLIENT_WORDS = "kanariefågel i köket"
OMBUD_WORDS = "anteckning om havsörnen"
PASSWORD = "ett långt lösenord"
BY_COMMAND = Actor("cli", "drift")


class Clock:
    """Stands still until somebody moves it."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


class QuickPasswords:
    """Hashing that takes no time, for tests about everything else."""

    def __init__(self) -> None:
        self.compared: list[str] = []

    def hash(self, password: str) -> str:
        return f"quick:{password}"

    def matches(self, password: str, password_hash: str) -> bool:
        self.compared.append(password_hash)
        return password_hash == f"quick:{password}"


@dataclass
class House:
    """A desk on a database: the parts, and shorter ways to what the stories need."""

    database: Database
    clock: Clock = field(default_factory=Clock)
    passwords: QuickPasswords = field(default_factory=QuickPasswords)
    _numbers: count[int] = field(default_factory=lambda: count(10))

    def __post_init__(self) -> None:
        self.library: Library = library()
        self.desk = Desk(self.database, lambda: self.library, self.clock, STOCKHOLM)
        self.accounts = Accounts(self.database, self.clock, hasher=self.passwords)
        self.people = People(self.database, self.clock, hasher=self.passwords)

    async def hire(self, name: str, role: Role = "ombud", office: str | None = "soderort") -> Person:
        added = await self.people.add(
            f"{name.casefold()}@example.org", role, by=BY_COMMAND, office=office, name=name, password=PASSWORD
        )
        return person_of(added.member)

    async def log_in(self, person: Person) -> str:
        return (await self.accounts.log_in(person.email, PASSWORD)).token

    async def case(self, office: str = "soderort", **changes: Any) -> str:
        """A case that came in now, with words of the client in it; returns its number."""
        draft = drafted("po_intake", answers(area="farsta", more=CLIENT_WORDS, contact_value="070-174 06 05"))
        facts: dict[str, Any] = {
            "id": str(uuid4()),
            "case_number": f"BJÖRK {next(self._numbers)}",
            "dedupe_key": new_token(),
            "kind": "po_intake",
            "priority": draft.priority,
            "rule_ids": tuple(hit.id for hit in draft.hits),
            "office": office,
            "channel": "web",
            "created_at": self.clock(),
            "contact_safe": None,
            "hard_date": None,
            "payload": draft.payload(),
        }
        async with self.database.unit_of_work() as uow:
            talk = await uow.conversations.create(conversation())
            intake = StoredIntake(conversation_id=talk.id, **{**facts, **changes})
            assert await uow.intakes.insert_unless_taken(intake)
        return intake.case_number

    async def version(self, case: str) -> int:
        return (await self.stored(case)).version

    async def stored(self, case: str) -> StoredIntake:
        async with self.database.reading() as uow:
            intake = await uow.intakes.by_case(case)
        assert intake is not None
        return intake

    async def take_back(self, case: str) -> None:
        """The client erases everything."""
        empty = {"about": "", "rules": [], "hard_dates": [], "needs": [], "adaptations": [], "own_words": [],
                 "codes": [], "answers": {}}  # fmt: skip
        talk = (await self.stored(case)).conversation_id
        async with self.database.unit_of_work() as uow:
            from bot.store.erasure import Erasure

            await Erasure(uow.session).take_back(talk, empty_payload=empty, now=self.clock())

    async def trail(self, case: str | None = None) -> list[tuple[str, str]]:
        """(who, what), oldest first: of one case, or of everything."""
        async with self.database.reading() as uow:
            entries = await uow.audit.of_case(case) if case else list(reversed(await uow.audit.newest(10_000)))
        return [(entry.actor.split("@")[0], entry.action) for entry in entries]


SOON = date(2026, 11, 25)
LATER = date(2026, 12, 24)
