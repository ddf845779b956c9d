"""Housekeeping: one thing that fails never stops the next, and no client word reaches the log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.cli.compose import opened_store
from bot.cli.housekeeping import keep_house_once
from bot.settings import load_settings
from tests.bot.store.stories import conversation

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


async def test_an_unreadable_conversation_does_not_stop_the_erasing_of_old_ones(tmp_path: Path) -> None:
    settings = load_settings()
    old = NOW - timedelta(days=settings.draft_days + 1)
    async with opened_store(tmp_path, settings) as database:
        async with database.unit_of_work() as uow:
            mine = await uow.conversations.create(conversation(state={"kanariefagel": 1}, updated_at=old))
        with capture_logs() as logs:
            await keep_house_once(database, settings, NOW)
        async with database.reading() as uow:
            left = await uow.conversations.load(mine.id)
    assert left is not None
    assert left.status == "erased"
    assert logs[0]["error"] == "ValidationError"
    assert "kanariefagel" not in str(logs)


async def test_failing_callbacks_do_not_stop_retention(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object, **__: object) -> int:
        raise RuntimeError("kanariefagel")

    monkeypatch.setattr("bot.cli.housekeeping.collect_unfinished", broken)
    settings = load_settings()
    async with opened_store(tmp_path, settings) as database:
        async with database.unit_of_work() as uow:
            await uow.conversations.create(conversation(updated_at=NOW - timedelta(days=400)))
        with capture_logs() as logs:
            await keep_house_once(database, settings, NOW)
    assert [(entry["event"], entry.get("error")) for entry in logs] == [
        ("collecting callbacks failed", "RuntimeError"),
        ("retention", None),
    ]
    assert "kanariefagel" not in str(logs)


async def test_logins_that_have_ended_are_removed(tmp_path: Path) -> None:
    settings = load_settings()
    ages = {"fresh": 0.5, "left alone": 1.5, "a long day": 13.0}
    async with opened_store(tmp_path, settings) as database:
        async with database.unit_of_work() as uow:
            anna = await uow.staff.add("anna@example.org", role="lead", password_hash="h", now=NOW)
            for token, hours in ages.items():
                await uow.staff_sessions.start(token, anna.id, "full", NOW - timedelta(hours=hours))
            await uow.staff_sessions.seen("a long day", NOW)
        await keep_house_once(database, settings, NOW)
        async with database.reading() as uow:
            assert [token for token in ages if await uow.staff_sessions.of(token)] == ["fresh"]
