"""Erasing what has passed its period. Nothing goes silently: every run leaves a receipt, and can be tried dry."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.intakes.sound_retention import forget_sounds
from bot.store.conversations import Status
from bot.store.database import Database
from bot.store.engine import empty_log
from bot.store.kept_sounds import KeptSounds
from bot.store.unit_of_work import UnitOfWork

_AT_A_TIME = 100

DRAFTS: tuple[Status, ...] = ("open", "stopped")
FINISHED: tuple[Status, ...] = ("done",)


@dataclass(frozen=True)
class RetentionPeriods:
    """How long things are kept, in days. The operator decides them; the defaults keep every intake.

    `draft_days`: conversations nobody finished, since the last word. `finished_days`: the log of finished ones (their
    intakes stay). `closed_intake_days`: per kind of intake, since it was closed; a kind that is not named is kept.
    `answered_key_days`: idempotency keys. `shell_days`: what is left of an erased conversation, since it was erased,
    if it has no intake, and of an intake whose client erased it before anybody had it. `outbox_days`: work that is
    done, and alerts.

    A conversation without the client's yes has no period here: it goes as soon as it has expired, row and all.
    """

    draft_days: int = 30
    finished_days: int = 90
    closed_intake_days: Mapping[str, int] = field(default_factory=dict)
    answered_key_days: int = 1
    shell_days: int = 90
    outbox_days: int = 30

    def __post_init__(self) -> None:
        days = [self.draft_days, self.finished_days, self.answered_key_days, self.shell_days, self.outbox_days]
        if any(number < 1 for number in [*days, *self.closed_intake_days.values()]):
            raise ValueError("a period is at least one day")


@dataclass(frozen=True)
class RetentionReceipt:
    """What one run erased, or (`dry_run`) would erase. Counts only.

    `intakes` were closed long ago. `erased_intakes` are empty: their clients erased them long ago, before anybody had
    them. `unanswered` are conversations without the client's yes, `shells` rows of conversations erased long ago; one
    that had an intake is counted by the run after the one that removes the intake. `sounds` are kept calls.
    """

    at: datetime
    dry_run: bool
    drafts: int
    finished: int
    intakes: int
    erased_intakes: int
    answered_keys: int
    resume_codes: int
    unanswered: int
    shells: int
    outbox: int
    sounds: int = 0

    @property
    def erased_anything(self) -> bool:
        counts = asdict(self)
        return any(counts[name] for name in counts if name not in ("at", "dry_run"))

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "at": self.at.isoformat(timespec="seconds")}


async def run_retention(
    database: Database,
    periods: RetentionPeriods,
    *,
    now: datetime,
    dry_run: bool = False,
    sounds: KeptSounds | None = None,
) -> RetentionReceipt:
    """Erase what has passed its period. Collect call-backs first (`bot.intakes.callbacks`), so that no one is lost.

    Works in small transactions, so that clients are not kept waiting; a run that is cut off is finished by the next.
    """

    def ago(days: int) -> datetime:
        return now - timedelta(days=days)

    closed = {kind: ago(days) for kind, days in periods.closed_intake_days.items()}
    async with database.reading() as uow:
        unanswered = await uow.removal.unanswered(now)
        shells = await uow.removal.shells(ago(periods.shell_days))
        drafts = await uow.conversations.unchanged_since(ago(periods.draft_days), DRAFTS)
        finished = await uow.conversations.unchanged_since(ago(periods.finished_days), FINISHED)
        intakes = await uow.intakes.closed_before(closed)
        erased_intakes = await uow.intakes.erased_before(ago(periods.shell_days))
        keys = await uow.idempotency.count_before(ago(periods.answered_key_days))
        codes = await uow.resume_codes.count_spent(now)
        outbox = await uow.outbox.count_old(ago(periods.outbox_days))
    going = {*unanswered, *erased_intakes}
    drafts, finished, intakes = ([one for one in ids if one not in going] for ids in (drafts, finished, intakes))
    if dry_run:
        return RetentionReceipt(
            at=now,
            dry_run=True,
            drafts=len(drafts),
            finished=len(finished),
            intakes=len(intakes),
            erased_intakes=len(erased_intakes),
            answered_keys=keys,
            resume_codes=codes,
            unanswered=len(unanswered),
            shells=len(shells),
            outbox=outbox,
            sounds=await forget_sounds(
                database, sounds, now, dry_run=True, going={*unanswered, *shells, *drafts, *finished}
            )
            if sounds
            else 0,
        )
    async with database.unit_of_work() as uow:
        keys = await uow.idempotency.forget_before(ago(periods.answered_key_days))
        codes = await uow.resume_codes.forget_spent(now)
        outbox = await uow.outbox.forget_old(ago(periods.outbox_days))

    # The client may have come back since the lists were made, or an ombud opened a case again: each batch looks again.
    async def erase(statuses: Sequence[Status], moment: datetime, uow: UnitOfWork, ids: list[str]) -> int:
        still = await uow.conversations.unchanged_since(moment, statuses, among=ids)
        return await uow.conversations.erase(still, now)

    async def erase_closed(uow: UnitOfWork, ids: list[str]) -> int:
        return await uow.intakes.erase(await uow.intakes.closed_before(closed, among=ids))

    async def erase_empty(uow: UnitOfWork, ids: list[str]) -> int:
        return await uow.intakes.erase(await uow.intakes.erased_before(ago(periods.shell_days), among=ids))

    receipt = RetentionReceipt(
        at=now,
        dry_run=False,
        drafts=await _in_batches(database, drafts, partial(erase, DRAFTS, ago(periods.draft_days))),
        finished=await _in_batches(database, finished, partial(erase, FINISHED, ago(periods.finished_days))),
        intakes=await _in_batches(database, intakes, erase_closed),
        erased_intakes=await _in_batches(database, erased_intakes, erase_empty),
        answered_keys=keys,
        resume_codes=codes,
        unanswered=await _in_batches(database, unanswered, lambda uow, ids: uow.removal.delete_unanswered(ids, now)),
        shells=await _in_batches(
            database, shells, lambda uow, ids: uow.removal.delete_shells(ids, ago(periods.shell_days))
        ),
        outbox=outbox,
    )
    if sounds:
        receipt = replace(receipt, sounds=await forget_sounds(database, sounds, now))
    await empty_log(database.engine)
    return receipt


async def _in_batches(
    database: Database, ids: list[str], work: Callable[[UnitOfWork, list[str]], Awaitable[int]]
) -> int:
    done = 0
    for start in range(0, len(ids), _AT_A_TIME):
        async with database.unit_of_work() as uow:
            done += await work(uow, ids[start : start + _AT_A_TIME])
    return done
