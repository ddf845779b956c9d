"""The queue: most urgent first, codes only, and only what one asks for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.desk.errors import NotAllowed
from tests.bot.desk.stories import CLIENT_WORDS, LATER, SOON, House


async def test_most_urgent_first_then_the_nearest_hard_date_then_arrival(house: House) -> None:
    anna = await house.hire("Anna")
    last = await house.case(priority=4)
    undated = await house.case(priority=2)
    house.clock.pass_by(minutes=1)
    undated_later = await house.case(priority=2)
    late = await house.case(priority=2, hard_date=LATER)
    soon = await house.case(priority=2, hard_date=SOON)
    danger = await house.case(priority=0)
    order = [row.case for row in await house.desk.queue(anna)]
    assert order == [danger, soon, late, undated, undated_later, last]


async def test_a_row_tells_codes_in_words_and_nothing_the_client_said(house: House) -> None:
    anna = await house.hire("Anna")
    await house.case(priority=1, rule_ids=("no_food", "gone_rule"), hard_date=SOON, contact_safe=False)
    house.clock.pass_by(hours=3)
    (row,) = await house.desk.queue(anna)
    assert (row.kind_words, row.priority_words, row.office_name, row.channel_words, row.status_words) == (
        "prata med ett ombud",
        "samma dag",
        "Söderort",
        "webben",
        "nytt",
    )
    assert [(rule.id, rule.why) for rule in row.rules] == [("no_food", "Maten är slut."), ("gone_rule", "gone_rule")]
    assert (row.hard_date, row.waited, row.contact_safe) == (SOON, timedelta(hours=3), False)
    assert (row.claimed_by, row.mine, row.erased) == (None, False, False)
    assert CLIENT_WORDS not in repr(row)


async def test_the_queue_never_reads_what_is_encrypted(house: House) -> None:
    anna = await house.hire("Anna")
    await house.case()
    asked: list[str] = []
    event.listen(house.database.engine.sync_engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    await house.desk.queue(anna)
    await house.desk.queue(anna, closed=True)
    await house.desk.counts(anna)
    assert any("FROM intakes" in statement for statement in asked)
    assert not [statement for statement in asked if "payload_enc" in statement]


async def test_free_mine_and_closed(house: House) -> None:
    anna, bo = await house.hire("Anna"), await house.hire("Bo")
    free, annas, bos, over = [await house.case() for _ in range(4)]
    for person, case in ((anna, annas), (bo, bos), (anna, over)):
        await house.desk.claim(person, case)
    await house.desk.close(anna, over, 1, outcome="helped")
    house.clock.pass_by(minutes=5)

    async def cases(**filters: Any) -> set[str]:
        return {row.case for row in await house.desk.queue(anna, **filters)}

    assert await cases() == {free, annas, bos}
    assert await cases(whose="free") == {free}
    assert await cases(whose="mine") == {annas}
    assert await cases(closed=True) == {over}
    assert await cases(closed=True, whose="mine") == {over}
    names = {row.case: (row.claimed_by, row.mine) for row in await house.desk.queue(anna)}
    assert names == {free: (None, False), annas: ("Anna", True), bos: ("Bo", False)}
    (closed,) = await house.desk.queue(bo, closed=True)
    assert (closed.outcome, closed.outcome_words) == ("helped", "Klienten har fått den hjälp som behövdes")
    assert closed.waited == timedelta(0)
    counts = await house.desk.counts(anna)
    assert (counts.all, counts.free, counts.mine) == (3, 1, 1)


async def test_what_is_done_comes_newest_first_and_not_without_end(house: House) -> None:
    anna = await house.hire("Anna")
    done = []
    for _ in range(3):
        done.append(await house.case())
        await house.desk.claim(anna, done[-1])
        await house.desk.close(anna, done[-1], 1, outcome="other")
        house.clock.pass_by(hours=1)
    assert [row.case for row in await house.desk.queue(anna, closed=True)] == done[::-1]
    assert [row.case for row in await house.desk.queue(anna, closed=True, limit=1)] == done[-1:]


async def test_anybody_can_tell_that_something_changed(house: House) -> None:
    anna, bo = await house.hire("Anna"), await house.hire("Bo")
    case = await house.case()
    before = await house.desk.counts(bo)
    assert await house.desk.counts(bo) == before
    await house.desk.claim(anna, case)
    assert (await house.desk.counts(bo)).change != before.change


@pytest.mark.parametrize("office", ["atlantis", "Kalle Karlsson", "a\0b", ""])
async def test_what_is_no_office_is_neither_looked_up_nor_written_down(house: House, office: str) -> None:
    lead = await house.hire("Lea", "lead", office=None)
    for look in (house.desk.queue(lead, office=office), house.desk.counts(lead, office=office)):
        with pytest.raises(NotAllowed):
            await look
    assert await house.trail() == [("drift", "staff_added")]


async def test_an_ombud_without_an_office_has_an_empty_desk(house: House) -> None:
    await house.case()
    new = await house.hire("Ny", office=None)
    assert await house.desk.queue(new) == []
    assert not new.sees_cases
