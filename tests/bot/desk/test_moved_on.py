"""A hand-over to the wrong office can be traced and undone, and the right one is noticed by the one who gets it."""

from __future__ import annotations

import pytest

from bot.desk.errors import Incomplete, MovedOn, NotAllowed, UnknownCase
from bot.desk.person import Person
from tests.bot.desk.stories import CLIENT_WORDS, House


async def moved(house: House) -> tuple[Person, Person, str]:
    """Kerstin sent a case to the wrong office, where Vera works."""
    kerstin, vera = await house.hire("Kerstin"), await house.hire("Vera", office="vasterort")
    case = await house.case()
    await house.desk.claim(kerstin, case)
    await house.desk.hand_over(kerstin, case, 1, to_office="vasterort", why="Ring före 12")
    return kerstin, vera, case


async def test_the_sender_is_told_where_the_case_is_and_nothing_of_it(house: House) -> None:
    kerstin, _, case = await moved(house)
    sent_at = house.clock()
    house.clock.pass_by(hours=3)
    with pytest.raises(MovedOn) as told:
        await house.desk.open_case(kerstin, case)
    gone = told.value
    assert (gone.case, gone.office_name, gone.at, gone.can_take_back) == (case, "Västerort", sent_at, True)
    assert CLIENT_WORDS not in repr(vars(gone))
    assert isinstance(gone, UnknownCase)
    assert ("kerstin", "refused") in await house.trail(case)


async def test_the_sender_takes_it_back_and_has_it_again(house: House) -> None:
    kerstin, vera, case = await moved(house)
    with pytest.raises(Incomplete):
        await house.desk.take_back(kerstin, case, " ")
    await house.desk.take_back(kerstin, case, "Fel kontor")
    await house.desk.take_back(kerstin, case, "Fel kontor")
    opened = await house.desk.open_case(kerstin, case)
    assert (opened.mine, opened.office, opened.handed_over) == (True, "soderort", None)
    assert [entry.words for entry in opened.entries if entry.kind == "take_back"] == [
        "Tog tillbaka ärendet från Västerort."
    ]
    assert "tog tillbaka ärendet" in {row.words for row in opened.trail}
    assert ("kerstin", "take_back") in await house.trail(case)
    async with house.database.reading() as uow:
        assert "Fel kontor" not in str(await uow.audit.of_case(case))
    with pytest.raises(UnknownCase):
        await house.desk.open_case(vera, case)


async def test_it_is_too_late_when_somebody_has_begun(house: House) -> None:
    kerstin, vera, case = await moved(house)
    await house.desk.claim(vera, case)
    for attempt in (house.desk.open_case(kerstin, case), house.desk.take_back(kerstin, case, "Fel kontor")):
        with pytest.raises(MovedOn) as told:
            await attempt
        assert not told.value.can_take_back
    assert (await house.desk.open_case(vera, case)).mine


async def test_after_a_day_and_for_everybody_else_the_case_is_not_there(house: House) -> None:
    kerstin, _, case = await moved(house)
    bo = await house.hire("Bo")
    with pytest.raises(UnknownCase) as told:
        await house.desk.take_back(bo, case, "Fel kontor")
    assert not isinstance(told.value, MovedOn)
    house.clock.pass_by(hours=24)
    with pytest.raises(UnknownCase) as told:
        await house.desk.open_case(kerstin, case)
    assert not isinstance(told.value, MovedOn)


async def test_only_a_hand_over_of_ones_own_is_taken_back(house: House) -> None:
    _, vera, case = await moved(house)
    with pytest.raises(NotAllowed):
        await house.desk.take_back(vera, case, "jag vill ha det")
    assert (await house.stored(case)).claimed_by is None


async def test_a_lead_who_sees_both_offices_takes_back_too(house: House) -> None:
    lea = await house.hire("Lea", "lead", office=None)
    await house.hire("Vera", office="vasterort")
    case = await house.case()
    await house.desk.hand_over(lea, case, 0, to_office="vasterort", why="hon har flyttat")
    await house.desk.take_back(lea, case, "nej, inte hon")
    assert (await house.stored(case)).office == "soderort"


async def test_the_one_who_gets_it_is_told_from_whom_until_they_have_begun(house: House) -> None:
    _, vera, case = await moved(house)
    (row,) = await house.desk.queue(vera)
    assert row.handed_by == "Kerstin"
    opened = await house.desk.open_case(vera, case)
    assert opened.handed_over is not None
    assert (opened.handed_over.who, opened.handed_over.text) == ("Kerstin", "Ring före 12")
    await house.desk.claim(vera, case)
    (row,) = await house.desk.queue(vera)
    assert row.handed_by is None
    opened = await house.desk.open_case(vera, case)
    assert opened.handed_over is not None, "what was written still counts"
    await house.desk.close(vera, case, opened.version, outcome="helped")
    assert (await house.desk.open_case(vera, case)).handed_over is None


async def test_a_colleague_who_gets_it_is_told_and_the_sender_is_not(house: House) -> None:
    kerstin, bo = await house.hire("Kerstin"), await house.hire("Bo")
    case = await house.case()
    await house.desk.claim(kerstin, case)
    await house.desk.hand_over(kerstin, case, 1, to_person=bo.id, why="du känner henne")
    assert [row.handed_by for row in await house.desk.queue(bo)] == ["Kerstin"]
    assert [row.handed_by for row in await house.desk.queue(kerstin)] == [None]
    await house.desk.contact_attempt(bo, case, way="call", result="reached")
    assert [row.handed_by for row in await house.desk.queue(bo)] == [None]
