"""Who is who: staff by id and by address, and offices by id, as a reader calls them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.desk.login import person_of
from bot.desk.person import Person
from bot.desk.staffing import Staffing
from bot.store.audit import AuditEntry
from bot.store.case_heads import Holding
from bot.store.staff import StaffMember
from content.library import Library

CLIENT = "klienten"
SOMEBODY = "någon som inte finns kvar"
_LEFT = "(har slutat)"
_ELSEWHERE = "(inte kvar på kontoret)"


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

    def works_at(self, staff_id: str | None, office: str) -> Person | None:
        """The person, unless they are shut out or may not see the cases of that office any more."""
        found = self._all.get(staff_id or "")
        return found if found and self.staffing.may_see(found, office) else None

    def person(self, staff_id: str) -> str:
        found = self._all.get(staff_id) or self._gone.get(staff_id)
        return found.shown if found else SOMEBODY

    def gone(self, holdings: Iterable[Holding]) -> tuple[Holding, ...]:
        """Those of the holdings whose holder does not work there any more."""
        return tuple((holder, office) for holder, office in holdings if self.works_at(holder, office) is None)

    def holder(self, staff_id: str, office: str) -> str:
        """The one who has a case; it shows when they have left, for then somebody must take it over."""
        if self.works_at(staff_id, office):
            return self.person(staff_id)
        return f"{self.person(staff_id)} {_ELSEWHERE if staff_id in self._all else _LEFT}"

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
