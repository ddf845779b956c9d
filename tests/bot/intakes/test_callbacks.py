"""Somebody who disappears in the middle is called back: only after a yes, only by a safe way, only once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from bot.intakes.callbacks import Unfinished, collect_callbacks, may_be_called_back
from bot.intakes.queue import list_intakes, show_intake
from bot.intakes.submit import submit
from bot.store.conversations import StoredConversation, conversations_table
from bot.store.database import Database
from content.condition import Value
from tests.bot.intakes.stories import TODAY, answers, drafted, library
from tests.bot.store.stories import NOW, conversation

SAFE: dict[str, Value] = {
    "send_ombud": "yes", "contact_way": "phone", "contact_value": "+46700000000", "contact_safe": "yes",
}  # fmt: skip
LATER = NOW + timedelta(hours=3)


CALLER = "+46700000001"


def may(kind: str, said: Mapping[str, Value], channel: str = "web", caller: str | None = None) -> bool:
    return may_be_called_back(Unfinished(kind, answers(**said), caller=caller), channel)


def read_state(state: Mapping[str, Any]) -> Unfinished | None:
    return Unfinished("po_intake", state["answers"], caller=state["caller"]) if state["answers"] else None


async def collect(database: Database, now: Any = LATER) -> list[str]:
    return await collect_callbacks(
        database, read_state, library=library(), quiet_for=timedelta(hours=2), now=now, today=TODAY, rng=Random(1)
    )


async def left(
    database: Database, said: Mapping[str, Value], *, caller: str | None = None, **changes: Any
) -> StoredConversation:
    state = {"answers": answers(**said), "caller": caller}
    async with database.unit_of_work() as uow:
        return await uow.conversations.create(conversation(state=state, **changes))


async def test_a_conversation_that_broke_off_becomes_a_call_back_item_once(database: Database) -> None:
    mine = await left(database, {**SAFE, "area": "farsta", "children": "yes"})
    (case,) = await collect(database)
    assert await collect(database) == []
    async with database.reading() as uow:
        (item,) = await list_intakes(uow)
    assert (item["case"], item["kind"], item["office"], item["priority"]) == (case, "callback", "soderort", 2)

    async with database.unit_of_work() as uow:
        await uow.conversations.save(mine, mine.version)
    assert await collect(database) == []


@pytest.mark.parametrize(
    "change",
    [
        {"send_ombud": "no"}, {"send_ombud": None}, {"contact_value": None}, {"contact_safe": "no"},
        {"contact_safe": None},
    ],
)  # fmt: skip
async def test_without_a_yes_and_a_safe_way_nobody_calls(database: Database, change: dict[str, Value]) -> None:
    assert not may("po_intake", {**SAFE, **change})
    await left(database, {**SAFE, **change})
    assert await collect(database) == []


def test_to_be_reached_where_we_talk_now_is_a_way_only_where_somebody_can_call_back() -> None:
    here: dict[str, Value] = {"send_ombud": "yes", "contact_way": "this_channel", "contact_safe": "yes"}
    assert may("po_intake", here, "phone", CALLER)
    assert not may("po_intake", here, "phone")
    assert not may("po_intake", here, "web")
    assert not may("po_intake", here, "web", CALLER)


def test_a_caller_who_wants_to_be_called_is_called_where_the_call_came_from() -> None:
    said: dict[str, Value] = {"send_ombud": "yes", "contact_way": "phone", "contact_safe": "yes"}
    assert may("po_intake", said, "phone", CALLER)
    assert not may("po_intake", said, "phone", "anonymous")
    assert not may("po_intake", {**said, "contact_way": "letter"}, "phone", CALLER)


def test_who_will_not_give_a_number_is_not_called() -> None:
    said = answers(send_ombud="yes", contact_way="phone", contact_safe="yes", contact_value=None)
    said["contact_value"]["move"] = "skip"
    assert not may_be_called_back(Unfinished("po_intake", said, caller=CALLER), "phone")


async def test_the_call_back_item_of_a_caller_holds_the_number(database: Database) -> None:
    await left(database, {**SAFE, "contact_way": "this_channel", "contact_value": None}, channel="phone", caller=CALLER)
    (case,) = await collect(database)
    async with database.reading() as uow:
        shown = await show_intake(uow, case)
    assert shown is not None
    assert shown["caller"] == CALLER


def test_to_ask_for_a_human_and_tell_how_is_a_yes_but_never_an_unsafe_one() -> None:
    assert may("human", {"contact_value": CALLER, "contact_safe": "yes"})
    assert not may("human", {"contact_value": CALLER})
    assert not may("human", {"contact_way": "phone", "contact_safe": "yes"})


@pytest.mark.parametrize(
    "changes", [{"status": "done"}, {"status": "erased"}, {"consented_at": None}, {"updated_at": LATER}]
)
async def test_finished_unconsented_and_living_conversations_are_left_alone(
    database: Database, changes: dict[str, Any]
) -> None:
    await left(database, SAFE, **changes)
    assert await collect(database) == []


async def test_an_unsafe_conversation_is_looked_at_again_when_the_client_said_more(database: Database) -> None:
    mine = await left(database, {**SAFE, "contact_safe": None})
    assert await collect(database) == []
    async with database.unit_of_work() as uow:
        loaded = await uow.conversations.load_for_update(mine.id)
        assert loaded is not None
        loaded.state["answers"] = answers(**SAFE)
        await uow.conversations.save(loaded, loaded.version)
    assert len(await collect(database)) == 1


async def test_many_quiet_conversations_are_all_collected(database: Database) -> None:
    for _ in range(60):
        await left(database, SAFE)
    assert len(set(await collect(database))) == 60


async def test_a_broken_state_keeps_nobody_else_waiting_and_none_of_its_words_are_logged(database: Database) -> None:
    def strict(state: Mapping[str, Any]) -> Unfinished | None:
        if state["answers"]["area"]["value"] == "broken":
            raise ValueError("kanariefagel")
        return read_state(state)

    await left(database, {**SAFE, "area": "broken"}, updated_at=NOW - timedelta(hours=1))
    sealed_elsewhere = await left(database, {**SAFE, "area": "farsta"}, updated_at=NOW - timedelta(minutes=1))
    async with database.engine.begin() as connection:
        table = conversations_table
        await connection.execute(update(table).where(table.c.id == sealed_elsewhere.id).values(state_enc=b"broken"))
    await left(database, {**SAFE, "area": "farsta"})

    async def collected() -> list[str]:
        return await collect_callbacks(
            database, strict, library=library(), quiet_for=timedelta(hours=2), now=LATER, today=TODAY, rng=Random(1)
        )

    with capture_logs() as logs:
        assert len(await collected()) == 1
        assert await collected() == []
    assert sorted(entry["error"] for entry in logs) == ["Tampered", "ValueError"]
    assert "kanariefagel" not in str(logs)


async def test_two_who_collect_at_once_make_one_item(database: Database) -> None:
    for _ in range(5):
        await left(database, SAFE)
    both = await asyncio.gather(collect(database), collect(database))
    assert len(both[0]) + len(both[1]) == 5


async def test_a_client_who_comes_back_and_sends_replaces_the_call_back_item(database: Database) -> None:
    mine = await left(database, SAFE)
    await collect(database)
    async with database.unit_of_work() as uow:
        draft = drafted("po_intake", answers(**SAFE))
        case = await submit(uow, mine.id, 1, draft, words=library().case_words, now=LATER, rng=Random(5))
        assert [item["case"] for item in await list_intakes(uow)] == [case]
