"""Who is who: staff by id and by address, and offices by id, as a reader calls them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.login import person_of
from bot.desk.person import Person
from bot.desk.staffing import Staffing
from bot.store.audit import AuditEntry
from bot.store.staff import StaffMember
from content.library import Library

CLIENT = "klienten"
SOMEBODY = "någon som inte finns kvar"
_LEFT = "(har slutat)"


class Names:
    """The names of one moment. Those who are shut out have names too."""

    def __init__(self, members: Sequence[StaffMember], library: Library) -> None:
        self._all = {member.id: person_of(member) for member in members if member.disabled_at is None}
        self._gone = {member.id: person_of(member) for member in members if member.disabled_at is not None}
        self._by_email = {person.email: person for person in [*self._all.values(), *self._gone.values()]}
        self._library = library
        self.staffing = Staffing.of(library.areas, self._all.values())

    @property
    def active(self) -> tuple[Person, ...]:
        return tuple(self._all.values())

    def works_here(self, staff_id: str | None) -> Person | None:
        """The person, unless they are shut out."""
        return self._all.get(staff_id or "")

    def person(self, staff_id: str) -> str:
        found = self._all.get(staff_id) or self._gone.get(staff_id)
        return found.shown if found else SOMEBODY

    @property
    def gone(self) -> tuple[str, ...]:
        """The ids of those who are shut out."""
        return tuple(self._gone)

    def holder(self, staff_id: str) -> str:
        """The one who has a case; it shows when they have left, for then somebody must take it over."""
        return self.person(staff_id) if self.works_here(staff_id) else f"{self.person(staff_id)} {_LEFT}"

    def office(self, office_id: str) -> str:
        office = self._library.areas.office(office_id)
        return office.name if office else office_id

    def actor(self, entry: AuditEntry) -> str:
        """Who did what the trail tells."""
        if entry.actor_kind == "client":
            return CLIENT.capitalize()
        if entry.actor_kind == "staff":
            person = self._by_email.get(entry.actor)
            return person.shown if person else entry.actor
        return f"{entry.actor} (vid datorn)" if entry.actor_kind == "cli" else "Systemet"
