"""Erasing what has passed its period. Nothing goes silently: every run leaves a receipt, and can be tried dry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.store.database import Database
from bot.store.unit_of_work import UnitOfWork

_AT_A_TIME = 100


@dataclass(frozen=True)
class RetentionPeriods:
    """How long things are kept, in days. The operator decides them; the defaults keep every intake.

    `draft_days`: conversations nobody finished, since the last word. `finished_days`: the log of finished ones (their
    intakes stay). `closed_intake_days`: per kind of intake, since it was closed; a kind that is not named is kept.
    `answered_key_days`: idempotency keys.
    """

    draft_days: int = 30
    finished_days: int = 90
    closed_intake_days: Mapping[str, int] = field(default_factory=dict)
    answered_key_days: int = 1

    def __post_init__(self) -> None:
        days = (self.draft_days, self.finished_days, self.answered_key_days, *self.closed_intake_days.values())
        if any(number < 1 for number in days):
            raise ValueError("a period is at least one day")


@dataclass(frozen=True)
class RetentionReceipt:
    """What one run erased, or (`dry_run`) would erase. Counts only."""

    at: datetime
    dry_run: bool
    drafts: int
    finished: int
    intakes: int
    answered_keys: int
    resume_codes: int

    @property
    def erased_anything(self) -> bool:
        counts = asdict(self)
        return any(counts[name] for name in counts if name not in ("at", "dry_run"))

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "at": self.at.isoformat(timespec="seconds")}


async def run_retention(
    database: Database, periods: RetentionPeriods, *, now: datetime, dry_run: bool = False
) -> RetentionReceipt:
    """Erase what has passed its period. Collect call-backs first (`bot.intakes.callbacks`), so that no one is lost.

    Works in small transactions, so that clients are not kept waiting; a run that is cut off is finished by the next.
    """

    def ago(days: int) -> datetime:
        return now - timedelta(days=days)

    closed = {kind: ago(days) for kind, days in periods.closed_intake_days.items()}
    async with database.reading() as uow:
        drafts = await uow.conversations.unchanged_since(ago(periods.draft_days), ("open", "stopped"))
        finished = await uow.conversations.unchanged_since(ago(periods.finished_days), ("done",))
        intakes = await uow.intakes.closed_before(closed)
        keys = await uow.idempotency.count_before(ago(periods.answered_key_days))
        codes = await uow.resume_codes.count_spent(now)
    if dry_run:
        return RetentionReceipt(now, True, len(drafts), len(finished), len(intakes), keys, codes)

    async with database.unit_of_work() as uow:
        keys = await uow.idempotency.forget_before(ago(periods.answered_key_days))
        codes = await uow.resume_codes.forget_spent(now)
    drafts_erased = await _erase_unchanged(database, drafts, ago(periods.draft_days))
    finished_erased = await _erase_unchanged(database, finished, ago(periods.finished_days))
    intakes_erased = 0
    for start in range(0, len(intakes), _AT_A_TIME):
        async with database.unit_of_work() as uow:
            intakes_erased += await uow.intakes.erase(intakes[start : start + _AT_A_TIME])
    return RetentionReceipt(now, False, drafts_erased, finished_erased, intakes_erased, keys, codes)


async def _erase_unchanged(database: Database, ids: list[str], moment: datetime) -> int:
    erased = 0
    for start in range(0, len(ids), _AT_A_TIME):
        async with database.unit_of_work() as uow:
            batch = [one for one in ids[start : start + _AT_A_TIME] if await _still_unchanged(uow, one, moment)]
            erased += await uow.conversations.erase(batch)
    return erased


async def _still_unchanged(uow: UnitOfWork, conversation_id: str, moment: datetime) -> bool:
    """The client may have come back since the list was made."""
    conversation = await uow.conversations.load_for_update(conversation_id)
    return conversation is not None and conversation.status != "erased" and conversation.updated_at <= moment
