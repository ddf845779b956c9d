"""Removing kept sound: on the day that its caller was told, and as soon as its conversation is erased."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import datetime

from bot.store.database import Database
from bot.store.kept_sounds import KeptSound, KeptSounds


async def forget_sounds(
    database: Database,
    sounds: KeptSounds,
    now: datetime,
    *,
    dry_run: bool = False,
    going: Collection[str] = (),
) -> int:
    """How many files went, or would. `going`: conversations that a run that is not dry would have erased by now.

    It looks where the sound lies, so what a crash or another machine's erasing left behind goes too. Raises OSError.
    """
    kept = await asyncio.to_thread(sounds.conversations)
    if not kept:
        return 0
    async with database.reading() as uow:
        left = await uow.removal.not_erased(kept) - set(going)
    return await asyncio.to_thread(_forget, sounds, kept, left, now, dry_run)


def _forget(sounds: KeptSounds, kept: list[str], left: set[str], now: datetime, dry_run: bool) -> int:
    gone = 0
    for conversation in kept:
        files: list[KeptSound] = sounds.of(conversation)
        if conversation not in left:
            gone += len(files) if dry_run else sounds.erase(conversation)
            continue
        for sound in files:
            if sound.until <= now:
                gone += 1
                if not dry_run:
                    sounds.remove(sound)
    return gone
