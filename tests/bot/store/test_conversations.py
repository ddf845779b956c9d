"""Conversations: saved with a version, logged, erased. On both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.store.conversations import StoredConversation
from bot.store.database import Database
from bot.store.errors import Conflict
from bot.store.events import Event
from tests.bot.store.stories import NOW, conversation


async def created(database: Database, **changes: Any) -> StoredConversation:
    async with database.unit_of_work() as uow:
        return await uow.conversations.create(conversation(**changes))


async def test_a_conversation_comes_back_as_it_was_stored(database: Database) -> None:
    mine = await created(database, state={"raw": 'åäö 🙂 "\\ \u0000', "n": [1, None]})
    async with database.reading() as uow:
        assert await uow.conversations.load(mine.id) == mine


async def test_an_unknown_conversation_is_none(database: Database) -> None:
    async with database.reading() as uow:
        assert await uow.conversations.load("no-such-id") is None


async def test_a_save_is_seen_by_the_next_one_and_grows_the_version(database: Database) -> None:
    mine = await created(database)
    later = NOW + timedelta(minutes=2)
    async with database.unit_of_work() as uow:
        loaded = await uow.conversations.load_for_update(mine.id)
        assert loaded is not None
        changed = replace(loaded, state={"step": "children"}, status="stopped", updated_at=later)
        saved = await uow.conversations.save(changed, loaded.version)
    async with database.reading() as uow:
        again = await uow.conversations.load(mine.id)
    assert again == saved
    assert (again.version, again.state, again.updated_at) == (2, {"step": "children"}, later)


async def test_of_two_who_save_the_same_version_one_is_told_of_the_conflict(database: Database) -> None:
    mine = await created(database)

    async def answer(word: str) -> str:
        async with database.unit_of_work() as uow:
            await uow.conversations.save(replace(mine, state={"word": word}), mine.version)
        return word

    outcomes = await asyncio.gather(answer("ett"), answer("två"), return_exceptions=True)
    winners = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert len(winners) == 1
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    async with database.reading() as uow:
        stored = await uow.conversations.load(mine.id)
    assert stored is not None
    assert stored.state == {"word": winners[0]}


async def test_the_log_keeps_the_order_in_which_things_happened(database: Database) -> None:
    async with database.unit_of_work() as uow:
        mine = await uow.conversations.create(conversation(), events=[Event("started", {}, NOW)])
    async with database.unit_of_work() as uow:
        mine = await uow.conversations.save(
            mine, mine.version, events=[Event("said", {"text": "hej"}, NOW), Event("asked", "area", NOW)]
        )
        await uow.conversations.save(mine, mine.version, events=[Event("resumed", {"channel": "phone"}, NOW)])
    async with database.reading() as uow:
        log = await uow.events.of(mine.id)
    assert [(event.seq, event.kind, event.payload) for event in log] == [
        (1, "started", {}),
        (2, "said", {"text": "hej"}),
        (3, "asked", "area"),
        (4, "resumed", {"channel": "phone"}),
    ]


async def test_a_turn_that_fails_leaves_nothing_behind(database: Database) -> None:
    mine = await created(database)

    async def save_and_fail() -> None:
        async with database.unit_of_work() as uow:
            await uow.conversations.save(mine, mine.version, events=[Event("said", {}, NOW)])
            await uow.idempotency.put(mine.id, "key", {}, NOW)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await save_and_fail()
    async with database.reading() as uow:
        assert await uow.conversations.load(mine.id) == mine
        assert await uow.events.of(mine.id) == []
        assert await uow.idempotency.get(mine.id, "key") is None


async def test_erasing_leaves_a_shell_that_cannot_be_written_again(database: Database) -> None:
    async with database.unit_of_work() as uow:
        mine = await uow.conversations.create(conversation(channel="phone"), channel_key="+46700000000")
        mine = await uow.conversations.save(mine, mine.version, events=[Event("said", {"text": "hej"}, NOW)])
        await uow.idempotency.put(mine.id, "key", {}, NOW)
        await uow.resume_codes.create(mine.id, "12345678", NOW + timedelta(hours=1))
    async with database.unit_of_work() as uow:
        assert await uow.conversations.erase([mine.id]) == 1
        assert await uow.conversations.erase([mine.id]) == 0
    async with database.unit_of_work() as uow:
        shell = await uow.conversations.load(mine.id)
        assert shell is not None
        assert (shell.status, shell.state, shell.turn) == ("erased", {}, {})
        assert await uow.events.of(mine.id) == []
        assert await uow.idempotency.get(mine.id, "key") is None
        assert await uow.resume_codes.redeem("12345678", NOW) is None
        assert await uow.conversations.open_for_channel_key("phone", "+46700000000") is None
        with pytest.raises(Conflict):
            await uow.conversations.save(mine, shell.version)
        assert shell.token_hash == mine.token_hash


async def test_the_newest_open_conversation_of_a_caller_is_found(database: Database) -> None:
    async with database.unit_of_work() as uow:
        for minutes, status in ((0, "open"), (5, "open"), (9, "done")):
            moment = NOW + timedelta(minutes=minutes)
            one = conversation(channel="phone", updated_at=moment, status=status)
            await uow.conversations.create(one, channel_key="+46700000000")
    async with database.reading() as uow:
        found = await uow.conversations.open_for_channel_key("phone", "+46700000000")
        assert found is not None
        assert found.updated_at == NOW + timedelta(minutes=5)
        assert await uow.conversations.open_for_channel_key("web", "+46700000000") is None
        assert await uow.conversations.open_for_channel_key("phone", "+46711111111") is None


async def test_fifty_conversations_at_once_all_keep_every_turn(database: Database) -> None:
    started = [await created(database) for _ in range(50)]

    async def talk(mine: StoredConversation) -> StoredConversation:
        for turn in range(5):
            async with database.unit_of_work() as uow:
                loaded = await uow.conversations.load_for_update(mine.id)
                assert loaded is not None
                said = [*loaded.state.get("said", []), turn]
                await uow.conversations.save(
                    replace(loaded, state={"said": said}), loaded.version, events=[Event("said", turn, NOW)]
                )
        async with database.reading() as uow:
            final = await uow.conversations.load(mine.id)
        assert final is not None
        return final

    for final in await asyncio.gather(*(talk(mine) for mine in started)):
        assert final.state == {"said": [0, 1, 2, 3, 4]}
        assert (final.version, final.event_count) == (6, 5)


async def test_a_moment_without_a_time_zone_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="time zone"):
        await created(database, updated_at=NOW.replace(tzinfo=None))
