"""Who may see whose cases: every role with every office, from one rule written out in full."""

from __future__ import annotations

from itertools import product

import pytest

from bot.desk.errors import NotAllowed, UnknownCase
from bot.desk.person import Person
from bot.desk.staffing import Staffing
from bot.store.roles import ROLES, Role
from tests.bot.desk.stories import House

FALLBACK = "stockholm"
OFFICES = ("soderort", "vasterort", "hemlosa", FALLBACK)
SEES = {
    "ombud": lambda own, other: own is not None and own == other,
    "lead": lambda own, other: own is None or own == other or other == FALLBACK,
    "admin": lambda own, other: True,
    "editor": lambda own, other: False,
}
MATRIX = [*product(ROLES, (None, *OFFICES), OFFICES)]


@pytest.mark.parametrize(("role", "own", "other"), MATRIX)
def test_the_rule_holds_for_every_role_and_office(role: Role, own: str | None, other: str) -> None:
    staffing = Staffing(frozenset({FALLBACK}), frozenset(OFFICES))
    assert staffing.may_see(Person("1", "a@example.org", None, role, own), other) is SEES[role](own, other)


@pytest.mark.parametrize(("role", "own", "other"), MATRIX)
def test_an_unstaffed_fallback_office_is_seen_by_all_who_take_cases(role: Role, own: str | None, other: str) -> None:
    staffing = Staffing(frozenset({FALLBACK}), frozenset({"soderort", "vasterort"}))
    everybody = other == FALLBACK and role in ("ombud", "lead") and own is not None
    expected = everybody or SEES[role](own, other)
    assert staffing.may_see(Person("1", "a@example.org", None, role, own), other) is expected


def test_every_role_has_a_rule() -> None:
    assert set(SEES) == set(ROLES)


def test_a_person_without_a_name_is_shown_by_the_address() -> None:
    assert Person("1", "lena.ek@example.org", None, "ombud", None).shown == "lena.ek"
    assert Person("1", "lena.ek@example.org", "Lena Ek", "ombud", None).shown == "Lena Ek"


async def test_the_desk_keeps_the_rule_in_queue_case_and_claim(house: House) -> None:
    cases = {office: await house.case(office) for office in OFFICES}
    people = [await house.hire(f"{role}{own or 'utan'}", role, own) for role, own in product(ROLES, (None, "soderort"))]
    await house.hire("Stina", "ombud", FALLBACK)
    for person in people:
        seen = {office for office in OFFICES if SEES[person.role](person.office, office)}
        if person.role == "editor":
            with pytest.raises(NotAllowed):
                await house.desk.queue(person)
        else:
            assert {row.office for row in await house.desk.queue(person)} == seen
            assert (await house.desk.counts(person)).all == len(seen)
        assert {office.id for office in await house.desk.seen_offices(person)} == seen
        for office, case in cases.items():
            if office in seen:
                assert (await house.desk.open_case(person, case)).office == office
                continue
            for attempt in (house.desk.open_case(person, case), house.desk.claim(person, case),
                            house.desk.note(person, case, "hej"), house.desk.colleagues(person, case)):  # fmt: skip
                with pytest.raises(UnknownCase):
                    await attempt
            with pytest.raises(NotAllowed):
                await house.desk.queue(person, office=office)
