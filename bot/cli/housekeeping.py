"""What has to be done now and then: call-backs for conversations that broke off, retention, logins that have ended."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from random import SystemRandom
from typing import TYPE_CHECKING

import structlog

from bot.cli.compose import Clock, retention_periods
from bot.cli.options import STOCKHOLM
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.store.database import Database
    from bot.store.kept_sounds import KeptSounds

_log = structlog.get_logger("housekeeping")
_EVERY_SECONDS = 600.0
_SOUNDS_EVERY_SECONDS = 60.0


async def collect_unfinished(database: Database, settings: Settings, now: datetime) -> int:
    """Makes call-back items of broken-off conversations; gives how many."""
    from bot.conversations.unfinished import unfinished_in
    from bot.intakes.callbacks import collect_callbacks
    from content.loader import load_library

    cases = await collect_callbacks(
        database,
        unfinished_in,
        library=load_library(),
        quiet_for=timedelta(minutes=settings.callback_minutes),
        now=now,
        today=now.astimezone(STOCKHOLM).date(),
        rng=SystemRandom(),
    )
    return len(cases)


async def keep_house(database: Database, settings: Settings, clock: Clock, sounds: KeptSounds) -> None:
    """Every ten minutes: call-backs first, then erasing what is old, logins last. Never returns.

    An error in one of them never stops the other, and waits for the next time.
    """
    while True:
        await keep_house_once(database, settings, clock(), sounds)
        await asyncio.sleep(_EVERY_SECONDS)


async def keep_house_once(
    database: Database, settings: Settings, now: datetime, sounds: KeptSounds | None = None
) -> None:
    """One round; never raises for what goes wrong in it. The log names an error's type only, never its words."""
    from bot.desk.login import IDLE, LONGEST
    from bot.intakes.retention import run_retention

    try:
        if made := await collect_unfinished(database, settings, now):
            _log.info("callbacks collected", callbacks=made)
    except Exception as error:
        _log.error("collecting callbacks failed", error=type(error).__name__)
    try:
        receipt = await run_retention(database, retention_periods(settings), now=now)
        if receipt.erased_anything:
            _log.info("retention", **receipt.as_json())
    except Exception as error:
        _log.error("retention failed", error=type(error).__name__)
    if sounds:
        await forget_old_sounds(database, sounds, now)
    try:
        async with database.unit_of_work() as unit:
            await unit.staff_sessions.remove_older(now - LONGEST, now - IDLE)
    except Exception as error:
        _log.error("removing old logins failed", error=type(error).__name__)


async def keep_sounds(database: Database, sounds: KeptSounds, clock: Clock) -> None:
    """Every minute, where calls are: kept sound goes on its day, and when another machine has erased what was told.

    Never returns.
    """
    while True:
        await forget_old_sounds(database, sounds, clock())
        await asyncio.sleep(_SOUNDS_EVERY_SECONDS)


async def forget_old_sounds(database: Database, sounds: KeptSounds, now: datetime) -> None:
    """One round; never raises for what goes wrong in it."""
    from bot.intakes.sound_retention import forget_sounds

    try:
        if gone := await forget_sounds(database, sounds, now):
            _log.info("kept sounds removed", sounds=gone)
    except Exception as error:
        _log.error("removing kept sounds failed", error=type(error).__name__)
