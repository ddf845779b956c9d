"""Who works at the desk of the proofs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.desk.people import Actor, People
from bot.store.database import open_database
from bot.store.engine import database_url
from bot.store.roles import Role

PASSWORD = "fyra korta ord ihop"


@dataclass(frozen=True)
class Employee:
    """One who can log in. `one_time`: the password is the first one, which must be changed."""

    name: str
    role: Role = "ombud"
    office: str | None = None
    one_time: bool = False

    @property
    def email(self) -> str:
        return f"{self.name.split()[0].casefold()}@ombud.example"


ANNA = Employee("Anna Berg", office="soderort")
BO = Employee("Bo Dal", office="soderort")
LEILA = Employee("Leila Ek", office="jarva")
LARS = Employee("Lars Alm", office="jarva")
TOM = Employee("Tom Frid", office="innerstaden")
EVA = Employee("Eva Gran", "editor")
ADA = Employee("Ada Holm", "admin")
NINA = Employee("Nina Ny", office="soderort", one_time=True)
ROLF = Employee("Rolf Kod", office="soderort")
OTHERS = (
    Employee("Ulla Is", office="hasselby_vallingby_bromma"),
    Employee("Hans Jul", office="hemlosa"),
    Employee("Stina Kvist", office="stockholm"),
)
"""An office where nobody works is read by all the others: here each has somebody."""
EVERYBODY = (ANNA, BO, LEILA, LARS, TOM, EVA, ADA, NINA, ROLF, *OTHERS)
"""Nobody sends a case to Tom's office: his list is empty. Nina has not logged in yet, Rolf needs a code."""


async def hire(data: Path, people: tuple[Employee, ...] = EVERYBODY) -> dict[str, str]:
    """Adds them to the store in this folder, while the server runs; their passwords by address."""
    database = await open_database(database_url(data), data)
    by = Actor("cli", "proofs")
    passwords: dict[str, str] = {}
    try:
        office = People(database, lambda: datetime.now(UTC))
        for one in people:
            chosen = None if one.one_time else PASSWORD
            added = await office.add(one.email, one.role, by=by, office=one.office, name=one.name, password=chosen)
            passwords[one.email] = chosen or _shown(added.one_time_password)
    finally:
        await database.close()
    return passwords


def _shown(one_time: str | None) -> str:
    assert one_time is not None
    return one_time
