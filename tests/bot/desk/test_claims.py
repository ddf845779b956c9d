"""Taking a case: whoever is first gets it, everybody else is told who."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.desk.errors import ChangedMeanwhile, DeskError, Taken, UnknownCase
from bot.store.case_heads import CaseHeads
from bot.store.database import open_database
from tests.bot.desk.stories import MONDAY, House


async def test_of_twenty_at_once_one_gets_the_case_and_the_others_are_told_who(house: House) -> None:
    case = await house.case()
    people = [await house.hire(f"Ombud{number}") for number in range(20)]

    async def grab(number: int) -> DeskError | None:
        try:
            await house.desk.claim(people[number], case)
        except DeskError as error:
            return error
        return None

    results = await asyncio.gather(*(grab(number) for number in range(20)))
    (winner,) = [number for number, result in enumerate(results) if result is None]
    losers = [result for result in results if isinstance(result, Taken)]
    assert len(losers) == 19
    assert {(lost.by, lost.at) for lost in losers} == {(people[winner].shown, MONDAY)}
    opened = await house.desk.open_case(people[winner], case)
    assert (opened.mine, opened.status, opened.version) == (True, "open", 1)
    assert [(entry.who, entry.words) for entry in opened.entries] == [(people[winner].shown, "Tog ärendet.")]
    told = [what for _, what in await house.trail(case)]
    assert (told.count("claim"), told.count("refused")) == (1, 19)


async def test_taking_it_twice_is_taking_it_once(house: House) -> None:
    case, anna = await house.case(), await house.hire("Anna")
    await house.desk.claim(anna, case)
    await house.desk.claim(anna, case)
    opened = await house.desk.open_case(anna, case)
    assert (opened.version, len(opened.entries)) == (1, 1)


async def test_a_case_that_is_over_is_not_taken(house: House) -> None:
    case, anna, bo = await house.case(), await house.hire("Anna"), await house.hire("Bo")
    await house.desk.claim(anna, case)
    await house.desk.close(anna, case, 1, outcome="duplicate")
    with pytest.raises(ChangedMeanwhile) as told:
        await house.desk.claim(bo, case)
    assert told.value.by == "Anna"


async def test_a_case_that_the_client_took_back_is_not_taken(house: House) -> None:
    case, anna = await house.case(), await house.hire("Anna")
    house.clock.pass_by(minutes=1)
    await house.take_back(case)
    with pytest.raises(ChangedMeanwhile) as told:
        await house.desk.claim(anna, case)
    assert (told.value.by, told.value.at) == ("klienten", house.clock())
    assert (await house.desk.open_case(anna, case)).may == frozenset()


async def test_the_client_erases_while_somebody_takes_it(house: House) -> None:
    anna = await house.hire("Anna")
    for _ in range(5):
        case = await house.case()
        took, _ = await asyncio.gather(house.desk.claim(anna, case), house.take_back(case), return_exceptions=True)
        stored = await house.stored(case)
        assert stored.erased_at is not None
        if took is None:
            assert (stored.status, stored.claimed_by) == ("open", anna.id)
        else:
            assert isinstance(took, ChangedMeanwhile)
            assert (stored.status, stored.claimed_by) == ("erased", None)


async def test_a_case_is_given_back_and_taken_by_another(house: House) -> None:
    case, anna, bo = await house.case(), await house.hire("Anna"), await house.hire("Bo")
    await house.desk.claim(anna, case)
    await house.desk.release(anna, case, 1, "Jag känner klienten.")
    assert (await house.stored(case)).status == "new"
    await house.desk.claim(bo, case)
    opened = await house.desk.open_case(bo, case)
    assert [entry.words for entry in opened.entries] == ["Tog ärendet.", "Släppte ärendet.", "Tog ärendet."]
    assert opened.entries[1].text == "Jag känner klienten."
    assert opened.claimed_by is not None
    assert (opened.claimed_by.shown, opened.version) == ("Bo", 3)


async def test_a_case_that_is_handed_over_while_somebody_takes_it_stays_where_it_went(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = await open_database(postgres_url, tmp_path, environ={})
    try:
        house = House(database)
        case, anna, bo = await house.case(), await house.hire("Anna"), await house.hire("Bo")
        await house.hire("Cilla", office="vasterort")
        at_once = CaseHeads.claim

        async def too_late(heads: CaseHeads, *what: Any, **more: Any) -> bool:
            monkeypatch.setattr(CaseHeads, "claim", at_once)
            await house.desk.hand_over(bo, case, 0, to_office="vasterort", why="Klienten bor i Tensta.")
            return await at_once(heads, *what, **more)

        monkeypatch.setattr(CaseHeads, "claim", too_late)
        with pytest.raises(UnknownCase):
            await house.desk.claim(anna, case)
        stored = await house.stored(case)
        assert (stored.office, stored.status, stored.claimed_by) == ("vasterort", "new", None)
    finally:
        await database.close()
