"""Kept sound goes on the day its caller was told, and with the conversation it belongs to; whoever did the erasing."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.intakes.retention import RetentionPeriods, run_retention
from bot.intakes.sound_retention import forget_sounds
from bot.store.conversations import StoredConversation
from bot.store.database import Database
from bot.store.kept_sounds import KeptSounds
from tests.bot.store.stories import NOW, conversation

PERIODS = RetentionPeriods(draft_days=30)


@pytest.fixture
def sounds(database: Database, tmp_path: Path) -> KeptSounds:
    return KeptSounds(tmp_path / "kept", database.cipher)


async def called(
    database: Database, sounds: KeptSounds, *, began: datetime = NOW, days: int = 10, updated: datetime = NOW
) -> StoredConversation:
    async with database.unit_of_work() as uow:
        stored = await uow.conversations.create(conversation(updated_at=updated))
    file = sounds.begin(stored.id, began, began + timedelta(days=days))
    file.write(b"sound")
    file.close()
    return stored


async def test_it_goes_on_its_day_and_not_before(database: Database, sounds: KeptSounds) -> None:
    mine = await called(database, sounds)
    young = await called(database, sounds, days=11)
    assert await forget_sounds(database, sounds, NOW + timedelta(days=10, seconds=-1)) == 0
    assert await forget_sounds(database, sounds, NOW + timedelta(days=10)) == 1
    assert sounds.conversations() == [young.id]
    assert not sounds.of(mine.id)


async def test_it_goes_with_its_conversation_wherever_that_was_erased(database: Database, sounds: KeptSounds) -> None:
    mine, other = await called(database, sounds), await called(database, sounds)
    async with database.unit_of_work() as uow:
        await uow.conversations.erase([mine.id], NOW)
    assert await forget_sounds(database, sounds, NOW) == 1
    assert sounds.conversations() == [other.id]


async def test_what_belongs_to_no_conversation_goes(database: Database, sounds: KeptSounds) -> None:
    sounds.begin("nobody", NOW, NOW + timedelta(days=10)).close()
    assert await forget_sounds(database, sounds, NOW) == 1
    assert sounds.conversations() == []


async def test_retention_counts_it_dry_and_removes_it_with_a_receipt(database: Database, sounds: KeptSounds) -> None:
    await called(database, sounds, updated=NOW - timedelta(days=30))
    await called(database, sounds, began=NOW - timedelta(days=10))
    await called(database, sounds)
    dry = await run_retention(database, PERIODS, now=NOW, dry_run=True, sounds=sounds)
    assert (dry.sounds, dry.drafts, len(sounds.conversations())) == (2, 1, 3)
    wet = await run_retention(database, PERIODS, now=NOW, sounds=sounds)
    assert {**dry.as_json(), "dry_run": False} == wet.as_json()
    assert len(sounds.conversations()) == 1
    assert (await run_retention(database, PERIODS, now=NOW, sounds=sounds)).sounds == 0
