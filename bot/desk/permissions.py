"""What a person may do with a case as it stands now."""

from __future__ import annotations

from bot.desk.names import Names
from bot.desk.opened_case import Action
from bot.desk.person import Person
from bot.store.case_heads import CaseHead

_HELD = ("open", "waiting")
_EVERYTHING: frozenset[Action] = frozenset({"note", "contact_attempt", "release", "set_status", "hand_over", "close"})
_TAKE_OVER: frozenset[Action] = frozenset({"claim"})


def allowed(person: Person, head: CaseHead, names: Names) -> frozenset[Action]:
    """The actions that make sense and are this person's to take. Nothing for one who may not see the case.

    A case belongs to the one who has it. Leads and admins may act for them, and so may everybody in the office when
    the one who has it does not work here any more: no client waits for somebody who is gone.
    """
    if not names.staffing.may_see(person, head.office):
        return frozenset()
    if head.erased_at is not None:  # a shell: what is left is to remember something, and to put it away
        mine = head.status in _HELD and acts_for_holder(person, head, names)
        return frozenset({"note", "close"}) if mine else frozenset({"note"} if head.status != "erased" else ())
    if head.status == "new":
        return frozenset({"claim", "note", "contact_attempt", "hand_over"})
    if head.status in _HELD:
        if not acts_for_holder(person, head, names):
            return frozenset({"note", "contact_attempt"})
        if names.works_at(head.claimed_by, head.office):
            return _EVERYTHING
        return _EVERYTHING | _TAKE_OVER
    return frozenset({"note", "reopen"}) if head.status == "closed" else frozenset()


def acts_for_holder(person: Person, head: CaseHead, names: Names) -> bool:
    """Whether they have the case, or may do what the one who has it could."""
    return head.claimed_by == person.id or person.steers or names.works_at(head.claimed_by, head.office) is None


def may_get(person: Person, head: CaseHead, names: Names) -> tuple[Person, ...]:
    """To whom `person` can hand the case: active ombuds and leads of its office, and themselves.

    A case that nobody has is taken by oneself; only leads and admins give it to somebody.
    """
    if "hand_over" not in allowed(person, head, names) or (head.status == "new" and not person.steers):
        return ()
    return tuple(
        other
        for other in names.active
        if other.id != head.claimed_by
        and names.staffing.may_see(other, head.office)
        and (other.id == person.id or (other.role in ("ombud", "lead") and _works_with(other, head, names)))
    )


def _works_with(other: Person, head: CaseHead, names: Names) -> bool:
    """In an office where nobody works, those who look after it meanwhile do."""
    return other.office == head.office or head.office not in names.staffing.staffed


def may_act_for_holder(head: CaseHead, names: Names) -> tuple[Person, ...]:
    """Who may change a case that somebody has, when that one cannot: the leads who see it, else the admins."""
    seeing = [other for other in names.active if names.staffing.may_see(other, head.office)]
    others = [other for other in seeing if other.id != head.claimed_by]
    leads = tuple(other for other in others if other.role == "lead")
    return leads or tuple(other for other in others if other.role == "admin")
