"""The first start: an admin with a password that is shown once."""

from __future__ import annotations

import secrets
from datetime import datetime

from bot.store.database import Database
from bot.store.errors import Conflict
from bot.store.passwords import hash_password

ADMIN = "admin@localhost"
_EASY_TO_READ = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """About 99 random bits in four groups that can be read aloud."""
    return "-".join("".join(secrets.choice(_EASY_TO_READ) for _ in range(5)) for _ in range(4))


async def ensure_admin(database: Database, now: datetime) -> str | None:
    """Makes the first admin if there is none, and gives its password; None if there is one already.

    Also None if somebody is already called that: the name may have been disabled on purpose.
    """
    async with database.reading() as unit:
        if await unit.staff.has_admin():
            return None
    password = one_time_password()
    hashed = hash_password(password)
    try:
        async with database.unit_of_work() as unit:
            if await unit.staff.has_admin():
                return None
            await unit.staff.add(ADMIN, role="admin", password_hash=hashed, now=now)
    except Conflict:
        return None
    return password
