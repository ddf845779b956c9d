"""The first start: an admin with a password that is shown once, and changed at the first login."""

from __future__ import annotations

from datetime import datetime

from bot.store.database import Database
from bot.store.errors import Conflict
from bot.store.passwords import hash_password, one_time_password

ADMIN = "admin@localhost"


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
            admin = await unit.staff.add(ADMIN, role="admin", password_hash=hashed, now=now, must_change=True)
            codes = {"staff": admin.email, "role": admin.role, "office": None}
            await unit.audit.append("staff_added", at=now, actor_kind="system", actor="system", codes=codes)
    except Conflict:
        return None
    return password
