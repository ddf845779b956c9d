"""What has passed its period is erased, nothing else, and there is a receipt."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import text, update

from bot.intakes.retention import RetentionPeriods, run_retention
from bot.intakes.submit import submit
from bot.store.conversations import Status, StoredConversation, conversations_table
from bot.store.database import Database
from bot.store.erasure import Erasure
from bot.store.intakes import IntakeStatus
from bot.store.outbox import ALERT
from bot.store.resume_codes import ResumeCodes
from bot.store.unit_of_work import UnitOfWork
from tests.bot.intakes.stories import answers, drafted, library
from tests.bot.store.stories import NOW, conversation, stands

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
        "erased_intakes": 0, "answered_keys": 1, "resume_codes": 1, "unanswered": 0, "shells": 0, "outbox": 0,
        "sounds": 0,
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
        await stands(uow, case, "closed", days_ago(99))
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
        await stands(uow, case, "closed", NOW)
    last = await run_retention(database, PERIODS, now=NOW + timedelta(days=101))
    assert last.intakes == 1
    assert (await run_retention(database, PERIODS, now=NOW + timedelta(days=101))).shells == 1
    assert await gone(database, with_intake)


async def sent(database: Database, one: StoredConversation, days: int) -> str:
    async with database.unit_of_work() as uow:
        draft, words = drafted("po_intake", answers(area="farsta")), library().case_words
        return await submit(uow, one.id, 1, draft, words=words, now=days_ago(days), rng=Random(days))


async def noted(database: Database, case: str) -> str:
    """An ombud wrote something about the case, and the trail says so; gives the intake's id."""
    async with database.unit_of_work() as uow:
        intake = await uow.intakes.by_case(case)
        assert intake is not None
        await uow.case_entries.add(intake.id, "note", staff_id="anna", now=NOW, text="Ringde.")
        await uow.audit.append("note", at=NOW, actor_kind="staff", actor="a@example.org", case_number=case)
    return intake.id


async def left_of(database: Database, case: str, intake_id: str) -> tuple[bool, int, int, int]:
    """Whether the case is there, and how many notes, tasks and audit entries of it."""
    async with database.unit_of_work() as uow:
        there = await uow.intakes.by_case(case) is not None
        notes, trail = await uow.case_entries.of(intake_id), await uow.audit.newest()
        tasks = [item for item in await uow.outbox.due(NOW + timedelta(days=9999)) if item.intake_id == intake_id]
    return there, len(notes), len(tasks), len([entry for entry in trail if entry.case_number == case])


async def taken_back(database: Database, one: StoredConversation, days: int) -> None:
    async with database.unit_of_work() as uow:
        await Erasure(uow.session).take_back(one.id, empty_payload={}, now=days_ago(days))


async def test_a_closed_case_goes_with_its_notes_and_tasks_but_its_trail_stays(database: Database) -> None:
    case = await sent(database, await stored(database, 1, "done"), 200)
    intake_id = await noted(database, case)
    async with database.unit_of_work() as uow:
        await stands(uow, case, "closed", days_ago(100))
    assert await left_of(database, case, intake_id) == (True, 1, 1, 1)
    assert (await run_retention(database, PERIODS, now=NOW)).intakes == 1
    assert await left_of(database, case, intake_id) == (False, 0, 0, 1)


async def test_an_empty_case_that_nobody_had_goes_and_then_its_conversation(database: Database) -> None:
    one = await stored(database, 200, "done")
    case = await sent(database, one, 200)
    intake_id = await noted(database, case)  # somebody had it once, and gave it back
    await taken_back(database, one, 90)
    async with database.unit_of_work() as uow:
        await uow.outbox.add("later", {}, NOW, intake_id=intake_id)
    day_before = await run_retention(database, PERIODS, now=NOW - timedelta(days=1))
    assert not day_before.erased_anything
    dry = await run_retention(database, PERIODS, now=NOW, dry_run=True)
    assert await left_of(database, case, intake_id) == (True, 1, 1, 1)
    wet = await run_retention(database, PERIODS, now=NOW)
    assert {**dry.as_json(), "dry_run": False} == wet.as_json()
    assert (wet.erased_intakes, wet.intakes, wet.erased_anything) == (1, 0, True)
    assert await left_of(database, case, intake_id) == (False, 0, 0, 1)
    assert (await run_retention(database, PERIODS, now=NOW)).shells == 1
    assert await gone(database, one)


async def test_an_empty_case_whose_closed_period_is_over_as_well_is_counted_once(database: Database) -> None:
    one = await stored(database, 200, "done")
    await sent(database, one, 200)
    await taken_back(database, one, 150)
    for dry in (True, False):
        receipt = await run_retention(database, PERIODS, now=NOW, dry_run=dry)
        assert (receipt.intakes, receipt.erased_intakes) == (0, 1)


@pytest.mark.parametrize(("status", "at"), [("open", NOW), ("closed", days_ago(1))])
async def test_the_shell_that_an_ombud_has_is_not_taken_from_them(
    database: Database, status: IntakeStatus, at: datetime
) -> None:
    one = await stored(database, 200, "done")
    case = await sent(database, one, 200)
    async with database.unit_of_work() as uow:
        await stands(uow, case, status, at, claimed_by="anna")
    await taken_back(database, one, 150)
    assert (await run_retention(database, PERIODS, now=NOW)).erased_intakes == 0
    async with database.reading() as uow:
        assert await uow.intakes.by_case(case) is not None


async def test_a_case_that_is_opened_again_meanwhile_is_kept(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = await sent(database, await stored(database, 1, "done"), 200)
    async with database.unit_of_work() as uow:
        await stands(uow, case, "closed", days_ago(150))
    forget = ResumeCodes.forget_spent

    async def reopened_meanwhile(self: ResumeCodes, now: datetime) -> int:
        await stands(UnitOfWork(self._session), case, "open", closed_at=None)
        return await forget(self, now)

    monkeypatch.setattr(ResumeCodes, "forget_spent", reopened_meanwhile)
    assert (await run_retention(database, PERIODS, now=NOW)).intakes == 0
    async with database.reading() as uow:
        assert await uow.intakes.by_case(case) is not None


async def test_a_note_written_while_the_case_is_being_erased_breaks_nothing(database: Database) -> None:
    """The case is locked before its notes go, so that a note under way goes with it."""
    case = await sent(database, await stored(database, 1, "done"), 200)
    async with database.unit_of_work() as uow:
        await stands(uow, case, "closed", days_ago(150))
    async with database.unit_of_work() as uow:
        intake = await uow.case_heads.of(case, lock=True)
        assert intake is not None
        await uow.case_entries.add(intake.id, "note", staff_id="anna", now=NOW, text="Ringde.")
        running = asyncio.create_task(run_retention(database, PERIODS, now=NOW))
        await somebody_waits(uow)
    assert (await running).intakes == 1
    assert (await left_of(database, case, intake.id))[:3] == (False, 0, 0)


async def somebody_waits(uow: UnitOfWork) -> None:
    """Until somebody waits for a lock of PostgreSQL; on SQLite everybody who writes waits in line anyway."""
    while not uow.session.is_sqlite:
        waiting = await uow.session.connection.execute(text("SELECT count(*) FROM pg_locks WHERE NOT granted"))
        if waiting.scalar_one():
            return
        await asyncio.sleep(0.005)


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
        await stands(uow, case, "closed", days_ago(5000))
    assert (await run_retention(database, PERIODS, now=NOW)).intakes == 0


def test_a_period_of_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        RetentionPeriods(draft_days=0)
