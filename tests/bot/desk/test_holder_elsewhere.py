"""One who has a case and works somewhere else now: the colleagues who are left can take it over."""

from __future__ import annotations

from sqlalchemy import update

from bot.store.staff import staff_table
from tests.bot.desk.stories import House


async def test_the_case_of_one_who_changed_office_is_free_for_the_colleagues(house: House) -> None:
    case, ali, anna = await house.case(), await house.hire("Ali"), await house.hire("Anna")
    await house.desk.claim(ali, case)
    assert await house.desk.queue(anna, whose="free") == []
    async with house.database.unit_of_work() as uow:
        moved = update(staff_table).where(staff_table.c.id == ali.id).values(office="vasterort")
        await uow.session.connection.execute(moved)
    (row,) = await house.desk.queue(anna, whose="free")
    assert (row.claimed_by, row.holder_gone) == ("Ali (inte kvar på kontoret)", True)
    assert (await house.desk.counts(anna)).free == 1
    await house.desk.claim(anna, case)
    assert (await house.desk.open_case(anna, case)).mine
