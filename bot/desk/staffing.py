"""Which offices have somebody who works there, and whose cases a person sees because of that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.desk.person import Person, may_see
from content.library import Areas


@dataclass(frozen=True)
class UnstaffedOffice:
    """An office without an active ombud or lead. `waiting`: how many wait there that nobody has; `danger`: of those,
    how many in danger now. `read` when ombuds or leads of other offices see its cases meanwhile.
    """

    id: str
    name: str
    fallback: bool
    waiting: int
    danger: int
    read: bool


@dataclass(frozen=True)
class Staffing:
    """The offices of one moment. To a `fallback` office come the cases of clients who named no area."""

    fallback: frozenset[str]
    staffed: frozenset[str]

    @classmethod
    def of(cls, areas: Areas, active: Iterable[Person]) -> Staffing:
        workers = {person.office for person in active if person.role in ("ombud", "lead") and person.office}
        return cls(frozenset(office.id for office in areas.offices if office.fallback), frozenset(workers))

    def may_see(self, person: Person, office: str) -> bool:
        """Whether the cases of that office are this person's to see.

        Leads see the fallback office too. While nobody works there, so does every ombud who has an office: a case that
        nobody sees is the worst that can happen to a client.
        """
        if may_see(person, office):
            return True
        if office not in self.fallback or not person.sees_cases:
            return False
        return person.role == "lead" or office not in self.staffed

    def takes_cases(self, office: str) -> bool:
        """Whether a case may be handed over to that office: somebody works there, or everybody looks after it."""
        return office in self.staffed or office in self.fallback
