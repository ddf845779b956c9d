"""A submission is one case, however often it is repeated; the queue shows it without telling stories."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from bot.intakes.queue import export_intakes, list_intakes, show_intake
from bot.intakes.submit import submit
from bot.store.database import Database
from content.condition import Value
from tests.bot.intakes.stories import answers, drafted, library
from tests.bot.store.stories import NOW, conversation, stands

WORDS = library().case_words


async def talked(database: Database) -> str:
    async with database.unit_of_work() as uow:
        return (await uow.conversations.create(conversation())).id


async def send(
    database: Database,
    conversation_id: str,
    number: int = 1,
    kind: str = "po_intake",
    seed: int = 1,
    said: Mapping[str, Value] | None = None,
) -> str:
    async with database.unit_of_work() as uow:
        draft = drafted(kind, answers(**(said or {})))
        return await submit(uow, conversation_id, number, draft, words=WORDS, now=NOW, rng=Random(seed))


async def test_a_repeated_submission_is_the_same_case(database: Database) -> None:
    mine = await talked(database)
    first = await send(database, mine, said={"area": "farsta"})
    again = await send(database, mine, said={"area": "bromma"}, seed=2)
    async with database.reading() as uow:
        stored = await uow.intakes.of_conversation(mine)
        outbox = await uow.outbox.due(NOW)
    assert first == again
    assert [intake.office for intake in stored] == ["soderort"]
    assert [item.payload for item in outbox] == [{"case": first}]


async def test_two_submissions_at_the_same_moment_are_one_case(database: Database) -> None:
    mine = await talked(database)
    cases = await asyncio.gather(*(send(database, mine, seed=seed) for seed in range(6)))
    assert len(set(cases)) == 1
    async with database.reading() as uow:
        assert len(await uow.intakes.of_conversation(mine)) == 1
        assert len(await uow.outbox.due(NOW)) == 1


async def test_another_kind_or_a_second_submission_is_a_new_case(database: Database) -> None:
    mine = await talked(database)
    cases = [
        await send(database, mine, 1, "po_intake"),
        await send(database, mine, 2, "po_intake"),
        await send(database, mine, 2, "complaint"),
    ]
    assert len(set(cases)) == 3


async def test_a_case_number_that_is_taken_is_drawn_again(database: Database) -> None:
    cases = [await send(database, await talked(database), seed=7) for _ in range(30)]
    assert len(set(cases)) == 30


async def test_a_submission_that_is_not_committed_leaves_no_trace(database: Database) -> None:
    mine = await talked(database)

    async def send_and_fail() -> None:
        async with database.unit_of_work() as uow:
            await submit(uow, mine, 1, drafted("human", {}), words=WORDS, now=NOW, rng=Random(1))
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await send_and_fail()
    async with database.reading() as uow:
        assert await export_intakes(uow) == []
        assert await uow.outbox.due(NOW) == []
        assert await uow.changes.counter("queue") == 0


async def test_the_most_urgent_comes_first_then_the_earliest_date_then_arrival(database: Database) -> None:
    async def send_at(minutes: int, **said: Value) -> str:
        async with database.unit_of_work() as uow:
            mine = await uow.conversations.create(conversation())
            moment = NOW + timedelta(minutes=minutes)
            draft = drafted("po_intake", answers(**said))
            return await submit(uow, mine.id, 1, draft, words=WORDS, now=moment, rng=Random(minutes))

    waits = await send_at(1)
    children_later = await send_at(3, children="yes")
    children_dated = await send_at(4, children="yes", next_money="2026-12-25")
    children_sooner = await send_at(2, children="yes")
    danger = await send_at(5, danger="yes")
    async with database.reading() as uow:
        order = [item["case"] for item in await list_intakes(uow)]
    assert order == [danger, children_dated, children_sooner, children_later, waits]


async def test_a_list_shows_codes_and_only_an_opened_case_shows_words(database: Database) -> None:
    said: dict[str, Value] = {
        "area": "farsta", "children": "yes", "name": "Annabella", "more": "Hunden heter Rosenlund",
        "contact_value": "x@example.org", "contact_safe": "no", "evict_date": "2026-11-27",
    }  # fmt: skip
    case = await send(database, await talked(database), said=said)
    async with database.reading() as uow:
        (listed,) = await list_intakes(uow, office="soderort")
        elsewhere = await list_intakes(uow, office="vasterort")
        shown = await show_intake(uow, case)
        (exported,) = await export_intakes(uow)
    for word in ("Annabella", "Rosenlund", "example.org"):
        assert word not in str(listed)
        assert word in str(shown)
    assert elsewhere == []
    assert shown == exported
    assert shown is not None
    contract = ["case", "kind", "status", "priority", "rules", "office", "hard_dates", "contact_safe", "channel",
                "created_at", "answers"]  # fmt: skip
    assert list(shown)[: len(contract)] == contract
    assert list(listed) == contract
    assert shown["rules"] == [
        {"id": "evict", "why": "Klienten måste flytta snart."},
        {"id": "children", "why": "Det bor barn hos klienten."},
    ]
    assert shown["hard_dates"] == [{"date": "2026-11-27", "what": "Klienten måste flytta"}]
    assert (shown["priority"], shown["contact_safe"], shown["status"]) == (1, False, "new")
    assert shown["answers"]["area"] == answers(area="farsta")["area"]
    assert listed["answers"]["area"] == {**answers(area="farsta")["area"], "raw": None}


async def test_an_opened_case_suggests_brister_and_the_list_does_not(database: Database) -> None:
    said: dict[str, Value] = {"asked_before": "yes", "asked_when": "2026-01-01"}
    case = await send(database, await talked(database), kind="sip", said=said)
    async with database.reading() as uow:
        (listed,) = await list_intakes(uow)
        shown = await show_intake(uow, case)
    assert shown
    (brist,) = shown["brister"]
    assert brist["id"] == "sip_not_begun"
    assert brist["text"].startswith("Klienten bad om en SIP för ungefär")
    assert "brister" not in listed


async def test_a_case_is_shown_by_how_it_is_said(database: Database) -> None:
    case = await send(database, await talked(database))
    word, digits = case.split()
    async with database.reading() as uow:
        for said in (case, case.lower(), f"{word.lower()}{digits}", f"{word} {' '.join(digits)}"):
            found = await show_intake(uow, said, WORDS)
            assert found is not None
            assert found["case"] == case
        assert await show_intake(uow, "GRAN 99", WORDS) is None


async def test_a_contact_can_be_looked_up_without_being_stored_plainly(database: Database) -> None:
    await send(database, await talked(database), said={"contact_value": "x@example.org"})
    async with database.reading() as uow:
        (stored,) = await uow.intakes.in_queue_order()
    assert "example.org" not in str(replace(stored, payload={}))


async def test_closed_cases_leave_the_list_but_not_the_export(database: Database) -> None:
    case = await send(database, await talked(database))
    async with database.unit_of_work() as uow:
        await stands(uow, case, "closed")
        assert await list_intakes(uow) == []
        assert [item["status"] for item in await export_intakes(uow)] == ["closed"]


async def test_every_stored_intake_tells_whoever_watches_the_queue(database: Database) -> None:
    mine = await talked(database)
    await send(database, mine)
    await send(database, mine)
    async with database.reading() as uow:
        assert await uow.changes.counter("queue") == 1
