"""The first start makes an admin whose password is shown once and changed at the first login."""

from __future__ import annotations

from bot.desk.accounts import Accounts
from bot.store.database import Database
from bot.supervisor.first_start import ADMIN, ensure_admin
from tests.bot.store.stories import NOW


async def test_the_first_admin_must_choose_a_password(database: Database) -> None:
    password = await ensure_admin(database, NOW)
    assert password is not None
    begun = await Accounts(database, lambda: NOW).log_in(ADMIN, password)
    assert (begun.person.role, begun.needs) == ("admin", {"new_password"})
    async with database.reading() as uow:
        assert [entry.action for entry in await uow.audit.newest()] == ["login", "staff_added"]


async def test_there_is_no_second_first_admin(database: Database) -> None:
    assert await ensure_admin(database, NOW) is not None
    assert await ensure_admin(database, NOW) is None
    async with database.unit_of_work() as uow:
        await uow.staff.disable(ADMIN, NOW)
    assert await ensure_admin(database, NOW) is None
