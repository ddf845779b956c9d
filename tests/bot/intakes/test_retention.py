"""What has passed its period is erased, nothing else, and there is a receipt."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import update

from bot.intakes.retention import RetentionPeriods, run_retention
from bot.intakes.submit import submit
from bot.store.conversations import Status, StoredConversation, conversations_table
from bot.store.database import Database
from bot.store.outbox import ALERT
from tests.bot.intakes.stories import answers, drafted, library
from tests.bot.store.stories import NOW, conversation

PERIODS = RetentionPeriods(draft_days=30, finished_days=60, closed_intake_days={"po_intake": 100})


def days_ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


async def stored(database: Database, days: int, status: Status = "open") -> StoredConversation:
    async with database.unit_of_work() as uow:
        return await uow.conversations.create(conversation(updated_at=days_ago(days), status=status))


async def status_of(database: Database, one: StoredConversation) -> str:
    async with database.reading() as uow:
        loaded = await uow.conversations.load(one.id)
    assert loaded is not None
    return loaded.status


async def test_old_drafts_are_erased_and_young_ones_kept(database: Database) -> None:
    old, stopped = await stored(database, 30), await stored(database, 40, "stopped")
    young, finished = await stored(database, 29), await stored(database, 40, "done")
    receipt = await run_retention(database, PERIODS, now=NOW)
    assert (receipt.drafts, receipt.finished) == (2, 0)
    assert [await status_of(database, one) for one in (old, stopped, young, finished)] == [
        "erased", "erased", "open", "done",
    ]  # fmt: skip


async def test_a_dry_run_counts_the_same_and_erases_nothing(database: Database) -> None:
    old = await stored(database, 31)
    async with database.unit_of_work() as uow:
        await uow.idempotency.put(old.id, "key", {}, days_ago(2))
        await uow.resume_codes.create(old.id, "12345678", days_ago(1))
    dry = await run_retention(database, PERIODS, now=NOW, dry_run=True)
    assert await status_of(database, old) == "open"
    wet = await run_retention(database, PERIODS, now=NOW)
    assert await status_of(database, old) == "erased"
    assert {**dry.as_json(), "dry_run": False} == wet.as_json()
    assert wet.as_json() == {
        "at": "2026-11-23T09:00:00+00:00", "dry_run": False, "drafts": 1, "finished": 0, "intakes": 0,
        "answered_keys": 1, "resume_codes": 1, "unanswered": 0, "shells": 0, "outbox": 0,
    }  # fmt: skip


async def test_a_second_run_finds_nothing(database: Database) -> None:
    await stored(database, 31)
    await run_retention(database, PERIODS, now=NOW)
    assert (await run_retention(database, PERIODS, now=NOW)).drafts == 0


async def test_a_sent_intake_outlives_its_conversation_until_it_is_closed_and_old(database: Database) -> None:
    one = await stored(database, 61, "done")
    async with database.unit_of_work() as uow:
        draft = drafted("po_intake", answers(area="farsta"))
        case = await submit(uow, one.id, 1, draft, words=library().case_words, now=days_ago(200), rng=Random(1))
    first = await run_retention(database, PERIODS, now=NOW)
    assert (first.finished, first.intakes) == (1, 0)

    async with database.unit_of_work() as uow:
        assert await uow.intakes.by_case(case) is not None
        await uow.intakes.set_status(case, "closed", days_ago(99))
    assert (await run_retention(database, PERIODS, now=NOW)).intakes == 0
    assert (await run_retention(database, PERIODS, now=NOW + timedelta(days=1))).intakes == 1
    async with database.reading() as uow:
        assert await uow.intakes.by_case(case) is None


async def gone(database: Database, one: StoredConversation) -> bool:
    async with database.reading() as uow:
        return await uow.conversations.load(one.id) is None


async def test_without_a_yes_the_row_itself_goes_as_soon_as_it_has_expired(database: Database) -> None:
    async with database.unit_of_work() as uow:
        expired = await uow.conversations.create(conversation(consented_at=None, expires_at=NOW))
        old = await uow.conversations.create(
            conversation(consented_at=None, expires_at=days_ago(39), updated_at=days_ago(40))
        )
        waiting = await uow.conversations.create(conversation(consented_at=None, expires_at=NOW + timedelta(hours=1)))
        said_yes = await uow.conversations.create(conversation(expires_at=NOW))
        await uow.resume_codes.create(expired.id, "12345678", NOW + timedelta(minutes=5))
    dry = await run_retention(database, PERIODS, now=NOW, dry_run=True)
    wet = await run_retention(database, PERIODS, now=NOW)
    assert (dry.unanswered, wet.unanswered, dry.drafts, wet.drafts) == (2, 2, 0, 0)
    assert [await gone(database, one) for one in (expired, old, waiting, said_yes)] == [True, True, False, False]


async def test_an_erased_shell_goes_after_its_own_period_if_no_intake_needs_it(database: Database) -> None:
    one, with_intake = await stored(database, 61, "done"), await stored(database, 61, "done")
    async with database.unit_of_work() as uow:
        draft = drafted("po_intake", answers(area="farsta"))
        case = await submit(uow, with_intake.id, 1, draft, words=library().case_words, now=NOW, rng=Random(1))
    assert (await run_retention(database, PERIODS, now=NOW)).finished == 2
    assert (await run_retention(database, PERIODS, now=NOW + timedelta(days=89))).shells == 0
    assert await status_of(database, one) == "erased"
    assert (await run_retention(database, PERIODS, now=NOW + timedelta(days=90))).shells == 1
    assert await gone(database, one)

    async with database.unit_of_work() as uow:
        await uow.intakes.set_status(case, "closed", NOW)
    last = await run_retention(database, PERIODS, now=NOW + timedelta(days=101))
    assert last.intakes == 1
    assert (await run_retention(database, PERIODS, now=NOW + timedelta(days=101))).shells == 1
    assert await gone(database, with_intake)


async def test_done_work_and_alerts_go_but_work_that_waits_never_does(database: Database) -> None:
    async with database.unit_of_work() as uow:
        done = await uow.outbox.add("intake_stored", {}, days_ago(60))
        fresh = await uow.outbox.add("intake_stored", {}, days_ago(60))
        await uow.outbox.done(done, days_ago(30))
        await uow.outbox.done(fresh, days_ago(29))
        waiting = await uow.outbox.add("intake_stored", {}, days_ago(300))
        await uow.outbox.add(ALERT, {}, days_ago(31))
        new_alert = await uow.outbox.add(ALERT, {}, days_ago(1))
    dry = await run_retention(database, PERIODS, now=NOW, dry_run=True)
    assert (dry.outbox, (await run_retention(database, PERIODS, now=NOW)).outbox) == (2, 2)
    async with database.unit_of_work() as uow:
        assert [item.id for item in await uow.outbox.due(NOW)] == [waiting, new_alert]


async def test_what_cannot_be_opened_any_more_is_erased_all_the_same(database: Database) -> None:
    broken = await stored(database, 31)
    async with database.engine.begin() as connection:
        table = conversations_table
        await connection.execute(update(table).where(table.c.id == broken.id).values(state_enc=b"broken"))
    assert (await run_retention(database, PERIODS, now=NOW)).drafts == 1


async def test_a_kind_without_a_period_is_kept(database: Database) -> None:
    one = await stored(database, 1, "done")
    async with database.unit_of_work() as uow:
        words = library().case_words
        case = await submit(uow, one.id, 1, drafted("complaint", {}), words=words, now=NOW, rng=Random(1))
        await uow.intakes.set_status(case, "closed", days_ago(5000))
    assert (await run_retention(database, PERIODS, now=NOW)).intakes == 0


def test_a_period_of_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        RetentionPeriods(draft_days=0)
