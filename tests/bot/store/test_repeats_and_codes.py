"""The same key gives the same turn, once; a code opens a conversation, once. On both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.store.database import Database
from bot.store.errors import Conflict
from tests.bot.store.stories import NOW, conversation

HOUR = timedelta(hours=1)


async def stored(database: Database) -> str:
    async with database.unit_of_work() as uow:
        return (await uow.conversations.create(conversation())).id


async def test_an_answered_key_gives_its_turn_again(database: Database) -> None:
    mine, other = await stored(database), await stored(database)
    async with database.unit_of_work() as uow:
        await uow.idempotency.put(mine, "key-1", {"case": "BJÖRK 47"}, NOW)
    async with database.reading() as uow:
        assert await uow.idempotency.get(mine, "key-1") == {"case": "BJÖRK 47"}
        assert await uow.idempotency.get(mine, "key-2") is None
        assert await uow.idempotency.get(other, "key-1") is None


async def test_a_key_is_answered_once(database: Database) -> None:
    mine = await stored(database)

    async def put(turn: int) -> int:
        async with database.unit_of_work() as uow:
            await uow.idempotency.put(mine, "key", turn, NOW)
        return turn

    outcomes = await asyncio.gather(put(1), put(2), return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "int"]


async def test_a_code_opens_its_conversation_once(database: Database) -> None:
    mine = await stored(database)
    async with database.unit_of_work() as uow:
        await uow.resume_codes.create(mine, "12345678", NOW + HOUR)

    async def redeem() -> str | None:
        async with database.unit_of_work() as uow:
            return await uow.resume_codes.redeem("12345678", NOW)

    assert sorted(await asyncio.gather(redeem(), redeem(), redeem()), key=str) == sorted([None, None, mine], key=str)


async def test_the_conversation_of_a_code_is_found_without_using_it_up(database: Database) -> None:
    mine = await stored(database)
    async with database.unit_of_work() as uow:
        await uow.resume_codes.create(mine, "12345678", NOW + HOUR)
        assert await uow.resume_codes.conversation_of("87654321", NOW) is None
        assert await uow.resume_codes.conversation_of("12345678", NOW + HOUR) is None
        assert await uow.resume_codes.conversation_of("12345678", NOW) == mine
        assert await uow.resume_codes.redeem("12345678", NOW) == mine
        assert await uow.resume_codes.conversation_of("12345678", NOW) is None


async def test_a_wrong_or_old_code_opens_nothing(database: Database) -> None:
    mine = await stored(database)
    async with database.unit_of_work() as uow:
        await uow.resume_codes.create(mine, "12345678", NOW + HOUR)
        assert await uow.resume_codes.redeem("87654321", NOW) is None
        assert await uow.resume_codes.redeem("12345678", NOW + HOUR) is None


async def test_a_new_code_ends_the_one_before_and_a_taken_one_is_refused(database: Database) -> None:
    mine, other = await stored(database), await stored(database)
    async with database.unit_of_work() as uow:
        await uow.resume_codes.create(mine, "11111111", NOW + HOUR)
        await uow.resume_codes.create(mine, "22222222", NOW + HOUR)
        assert await uow.resume_codes.redeem("11111111", NOW) is None
    with pytest.raises(Conflict):
        async with database.unit_of_work() as uow:
            await uow.resume_codes.create(other, "22222222", NOW + HOUR)
    async with database.unit_of_work() as uow:
        assert await uow.resume_codes.redeem("22222222", NOW) == mine
