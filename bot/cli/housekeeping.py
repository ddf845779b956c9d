"""What has to be done now and then: call-backs for conversations that broke off, and retention."""

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

_log = structlog.get_logger("housekeeping")
_EVERY_SECONDS = 600.0


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


async def keep_house(database: Database, settings: Settings, clock: Clock) -> None:
    """Collects call-backs every ten minutes and erases what is old. Never returns; an error waits for the next time."""
    from bot.intakes.retention import run_retention

    while True:
        try:
            made = await collect_unfinished(database, settings, clock())
            receipt = await run_retention(database, retention_periods(settings), now=clock())
            if made or receipt.drafts or receipt.finished or receipt.intakes:
                _log.info("housekeeping", callbacks=made, **receipt.as_json())
        except Exception as error:
            _log.error("housekeeping failed", exc_info=error)
        await asyncio.sleep(_EVERY_SECONDS)
