"""A person of the staff as the desk knows them, and whose cases they may see."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store.roles import Role


@dataclass(frozen=True)
class Person:
    """Somebody who works here. `office` is an office id, or None when they belong to none (or lead all)."""

    id: str
    email: str
    name: str | None
    role: Role
    office: str | None

    @property
    def shown(self) -> str:
        """What colleagues read: the name, else the part of the address before the @."""
        return self.name or self.email.split("@")[0]

    @property
    def sees_cases(self) -> bool:
        """False for an editor, and for an ombud who has no office yet."""
        return self.sees_all or (self.role in ("ombud", "lead") and self.office is not None)

    @property
    def sees_all(self) -> bool:
        """Whether the cases of every office are this person's to see."""
        return self.role == "admin" or (self.role == "lead" and self.office is None)

    @property
    def steers(self) -> bool:
        """Whether they may change a case that somebody else has."""
        return self.role in ("lead", "admin")


def may_see(person: Person, intake_office: str) -> bool:
    """Whether the cases of that office are always this person's to see; `Staffing.may_see` has the whole rule."""
    return person.sees_all or (person.sees_cases and person.office == intake_office)
