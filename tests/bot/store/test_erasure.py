"""What a client takes back leaves every table; the shells that stay hold no word. On both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from bot.store.conversations import Conversations, StoredConversation
from bot.store.database import Database
from bot.store.erasure import ErasedCase, Erasure
from bot.store.errors import Conflict
from bot.store.intakes import IntakeStatus, StoredIntake, intakes_table
from bot.store.outbox import ALERT, outbox_table
from tests.bot.store.stories import NOW, conversation

LATER = NOW + timedelta(hours=1)
EMPTY: dict[str, Any] = {"answers": {}}


async def _stored(database: Database) -> StoredConversation:
    async with database.unit_of_work() as uow:
        return await uow.conversations.create(conversation(), channel_key="+46701740605")


async def _case(
    database: Database, of: StoredConversation, number: str, status: IntakeStatus = "new", **columns: Any
) -> StoredIntake:
    intake = StoredIntake(
        id=str(uuid4()), case_number=number, conversation_id=of.id, dedupe_key=number, kind="nodprovning", priority=1,
        rule_ids=("no_food",), office="jarva", channel="web", created_at=NOW, contact_safe=True,
        hard_date=date(2026, 11, 26), payload={"answers": {"name": {"value": "Sixten"}}},
    )  # fmt: skip
    async with database.unit_of_work() as uow:
        assert await uow.intakes.insert_unless_taken(intake, contact="+46701740605")
        await uow.outbox.add("intake_stored", {"case": number}, NOW, intake_id=intake.id)
        changed = update(intakes_table).where(intakes_table.c.id == intake.id).values(status=status, **columns)
        await uow.session.connection.execute(changed)
    return intake


async def _taken_back(database: Database, of: StoredConversation) -> list[ErasedCase]:
    async with database.unit_of_work() as uow:
        return await Erasure(uow.session).take_back(of.id, empty_payload=EMPTY, now=LATER)


@pytest.mark.parametrize("status", ["new", "replaced"])
async def test_a_case_that_nobody_has_is_erased_and_its_period_begins(database: Database, status: IntakeStatus) -> None:
    mine = await _stored(database)
    await _case(database, mine, "BJÖRK 47", status)
    assert await _taken_back(database, mine) == [ErasedCase("BJÖRK 47", "nodprovning", False, "erased")]
    async with database.reading() as uow:
        shell = await uow.intakes.by_case("BJÖRK 47")
        assert await uow.intakes.closed_before({"nodprovning": LATER}) == [shell.id if shell else ""]
    assert shell is not None
    assert (shell.status, shell.erased_at, shell.closed_at) == ("erased", LATER, LATER)
    assert (shell.priority, shell.rule_ids) == (4, ()), "nothing hints at danger"


@pytest.mark.parametrize(
    ("status", "claimed_by"), [("open", "anna"), ("waiting", "anna"), ("closed", None), ("new", "anna")]
)
async def test_a_case_that_somebody_has_keeps_its_status_and_its_ombud(
    database: Database, status: IntakeStatus, claimed_by: str | None
) -> None:
    mine = await _stored(database)
    await _case(database, mine, "BJÖRK 47", status, claimed_by=claimed_by)
    assert await _taken_back(database, mine) == [ErasedCase("BJÖRK 47", "nodprovning", True, status)]
    async with database.reading() as uow:
        shell = await uow.intakes.by_case("BJÖRK 47")
    assert shell is not None
    assert (shell.status, shell.claimed_by, shell.erased_at) == (status, claimed_by, LATER)
    assert (shell.priority, shell.rule_ids) == (4, ()), "nothing hints at danger"


async def test_nothing_that_was_told_stays_in_any_column(database: Database) -> None:
    mine = await _stored(database)
    intake = await _case(database, mine, "BJÖRK 47", "open", claimed_by="anna")
    await _taken_back(database, mine)
    async with database.unit_of_work() as uow:
        shell = await uow.intakes.by_case("BJÖRK 47")
        row = (await uow.session.connection.execute(intakes_table.select())).mappings().one()
        assert await uow.outbox.due(LATER) == []
    assert row["contact_hmac"] is None
    assert shell == replace(
        intake, status="open", claimed_by="anna", erased_at=LATER, version=1, payload=EMPTY, rule_ids=(),
        contact_safe=None, hard_date=None, priority=4,
    )  # fmt: skip


async def test_the_conversation_is_wiped_and_cannot_be_saved_again(database: Database) -> None:
    mine = await _stored(database)
    await _taken_back(database, mine)
    async with database.unit_of_work() as uow:
        shell = await uow.conversations.load(mine.id)
        assert shell is not None
        assert (shell.status, shell.state, shell.turn, shell.updated_at) == ("erased", {}, {}, LATER)
        assert await uow.conversations.open_for_channel_key("web", "+46701740605") is None
        with pytest.raises(Conflict):
            await uow.conversations.save(mine, mine.version)
        with pytest.raises(Conflict):
            await uow.conversations.save(mine, shell.version)


async def test_only_this_clients_alerts_and_cases_go(database: Database) -> None:
    mine, other = await _stored(database), await _stored(database)
    kept = await _case(database, other, "LYKTA 12")
    await _case(database, mine, "BJÖRK 47")
    async with database.unit_of_work() as uow:
        for one in (mine, other):
            await uow.outbox.add(ALERT, {"conversation": one.id, "kind": "danger"}, NOW)
    await _taken_back(database, mine)
    async with database.unit_of_work() as uow:
        assert await uow.intakes.by_case("LYKTA 12") == kept
        left = [item.payload for item in await uow.outbox.due(LATER)]
    assert sorted(left, key=str) == [{"case": "LYKTA 12"}, {"conversation": other.id, "kind": "danger"}]


async def test_an_alert_that_nobody_can_read_stops_no_erasure(
    database: Database, capfd: pytest.CaptureFixture[str]
) -> None:
    mine = await _stored(database)
    async with database.unit_of_work() as uow:
        await uow.outbox.add(ALERT, {"conversation": mine.id, "kind": "danger"}, NOW)
        broken = await uow.outbox.add(ALERT, {"conversation": mine.id, "kind": "danger"}, NOW)
        await uow.session.connection.execute(
            update(outbox_table).where(outbox_table.c.id == broken).values(payload_enc=b"\x01nobody's key")
        )
    await _taken_back(database, mine)
    async with database.reading() as uow:
        left = (await uow.session.connection.execute(select(outbox_table.c.id))).scalars().all()
        shell = await uow.conversations.load(mine.id)
    assert left == [broken]
    assert shell is not None
    assert shell.status == "erased"
    assert broken in "".join(capfd.readouterr()), "the operator is told"


async def test_what_fails_halfway_takes_nothing_away(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: Any) -> None:
        raise RuntimeError

    mine = await _stored(database)
    intake = await _case(database, mine, "BJÖRK 47")
    monkeypatch.setattr(Conversations, "erase", fails)
    with pytest.raises(RuntimeError):
        await _taken_back(database, mine)
    async with database.reading() as uow:
        kept = await uow.intakes.by_case("BJÖRK 47")
        assert await uow.conversations.load(mine.id) == mine
    assert kept == intake
