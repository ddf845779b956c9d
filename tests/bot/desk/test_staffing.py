"""No case lies where nobody looks: the fallback office, offices without staff, and people who have left."""

from __future__ import annotations

import pytest

from bot.desk.errors import Incomplete, NobodyWorksThere, NotAllowed, Taken, UnknownCase
from tests.bot.desk.stories import BY_COMMAND, House

FALLBACK = "stockholm"


async def test_a_danger_case_without_an_area_is_seen_while_nobody_works_at_the_fallback_office(house: House) -> None:
    anna, lea = await house.hire("Anna"), await house.hire("Lea", "lead")
    case = await house.case(FALLBACK, priority=0)
    for person in (anna, lea):
        (row,) = await house.desk.queue(person)
        assert (row.case, row.office_name, row.office_unstaffed) == (case, "Stockholm", True)
        assert (await house.desk.counts(person)).danger == 1
    assert {office.id: office.unstaffed for office in await house.desk.seen_offices(anna)} == {
        "soderort": False, FALLBACK: True
    }  # fmt: skip
    assert await house.desk.may_see(anna, FALLBACK)
    await house.desk.claim(anna, case)
    assert (await house.desk.open_case(anna, case)).mine


async def test_when_somebody_works_there_only_they_and_the_leads_see_it(house: House) -> None:
    anna, lea = await house.hire("Anna"), await house.hire("Lea", "lead")
    stina = await house.hire("Stina", office=FALLBACK)
    case = await house.case(FALLBACK)
    assert await house.desk.queue(anna) == []
    with pytest.raises(UnknownCase):
        await house.desk.open_case(anna, case)
    for person in (stina, lea):
        assert [row.case for row in await house.desk.queue(person)] == [case]


async def test_the_desk_tells_which_offices_nobody_works_at_and_who_waits_there(house: House) -> None:
    await house.hire("Anna")
    await house.hire("Chef", "admin", office=None)
    await house.case("vasterort", priority=0)
    await house.case("vasterort")
    await house.case(FALLBACK)
    found = [(o.id, o.waiting, o.danger, o.fallback, o.read) for o in await house.desk.unstaffed()]
    assert found == [
        ("vasterort", 2, 1, False, False),
        (FALLBACK, 1, 0, True, True),
        ("hemlosa", 0, 0, False, False),
    ]


async def test_nothing_is_handed_over_to_an_office_without_staff(house: House) -> None:
    anna = await house.hire("Anna")
    case = await house.case()
    await house.desk.claim(anna, case)
    with pytest.raises(NobodyWorksThere) as refused:
        await house.desk.hand_over(anna, case, 1, to_office="vasterort", why="hon har flyttat")
    assert isinstance(refused.value, Incomplete)
    assert refused.value.office_name == "Västerort"
    assert (await house.stored(case)).office == "soderort"
    assert [office.id for office in (await house.desk.open_case(anna, case)).offices] == [FALLBACK]
    await house.desk.hand_over(anna, case, 1, to_office=FALLBACK, why="ingen vet var hon bor")
    await house.hire("Vera", office="vasterort")
    assert [office.id for office in (await house.desk.open_case(anna, case)).offices] == ["soderort", "vasterort"]


async def test_dangers_are_told_whatever_one_looks_at(house: House) -> None:
    anna, bo = await house.hire("Anna"), await house.hire("Bo")
    danger, taken, erased = [await house.case(priority=0) for _ in range(3)]
    await house.case(priority=1)
    await house.case("vasterort", priority=0)
    await house.desk.claim(bo, taken)
    await house.take_back(erased)
    assert [row.case for row in await house.desk.dangers(anna)] == [danger]
    assert (await house.desk.counts(anna)).danger == 1
    with pytest.raises(NotAllowed):
        await house.desk.dangers(anna, office="vasterort")
    with pytest.raises(NotAllowed):
        await house.desk.dangers(await house.hire("Eva", "editor"))


async def test_what_the_client_took_back_comes_last(house: House) -> None:
    anna = await house.hire("Anna")
    erased, calm = await house.case(priority=0), await house.case(priority=4)
    await house.desk.claim(anna, erased)
    await house.take_back(erased)
    danger = await house.case(priority=0)
    assert [row.case for row in await house.desk.queue(anna)] == [danger, calm, erased]


async def test_cases_of_one_who_left_are_free_to_take_over(house: House) -> None:
    anna, bo, ali = await house.hire("Anna"), await house.hire("Bo"), await house.hire("Ali")
    case = await house.case(priority=0)
    await house.desk.claim(ali, case)
    await house.case()
    assert (await house.desk.counts(anna)).free == 1
    assert await house.people.disable(ali.email, by=BY_COMMAND) == 1
    counts = await house.desk.counts(anna)
    assert (counts.all, counts.free, counts.danger) == (2, 2, 1)
    row = next(row for row in await house.desk.queue(anna, whose="free") if row.case == case)
    assert (row.claimed_by, row.holder_gone) == ("Ali (har slutat)", True)
    assert "claim" in (await house.desk.open_case(anna, case)).may
    await house.desk.claim(anna, case)
    with pytest.raises(Taken):
        await house.desk.claim(bo, case)
    opened = await house.desk.open_case(anna, case)
    assert opened.mine
    assert opened.entries[-1].words == "Tog över ärendet, som Ali hade."
    assert (await house.desk.counts(anna)).free == 1


async def test_it_is_told_who_may_act_for_a_colleague_who_is_away(house: House) -> None:
    anna, bo = await house.hire("Anna"), await house.hire("Bo")
    case = await house.case()
    await house.desk.claim(bo, case)
    await house.hire("Chef", "admin", office=None)
    assert (await house.desk.open_case(anna, case)).may_act == ("Chef",)
    await house.hire("Lea", "lead")
    assert (await house.desk.open_case(anna, case)).may_act == ("Lea",)
