"""The doctor tells which offices nobody reads, before a client waits there."""

from __future__ import annotations

from pathlib import Path

from bot.doctor.offices import check_offices
from bot.store.database import open_database
from content.loader import load_library
from tests.bot.desk.stories import House

OFFICES = [office.id for office in load_library().areas.offices]


async def test_offices_without_staff_are_named_with_how_many_wait(sqlite_url: str, tmp_path: Path) -> None:
    database = await open_database(sqlite_url, tmp_path, environ={})
    house = House(database)
    await house.hire("Eva", "editor", "soderort")
    await house.hire("Ali", "ombud", "innerstaden")
    found = await check_offices(sqlite_url)
    assert found.level == "warning"
    assert "(soderort)" in found.meaning
    assert "(innerstaden)" not in found.meaning
    assert "väntar" not in found.meaning
    assert "ombud staff add" in found.mend

    await house.case("soderort")
    found = await check_offices(sqlite_url)
    assert (found.level, "1 ärende väntar där." in found.meaning) == ("error", True)

    for office in OFFICES:
        await house.hire(f"i{office}", "ombud", office)
    assert (await check_offices(sqlite_url)).level == "ok"
    await database.close()


async def test_a_database_that_is_not_there_is_no_disaster(tmp_path: Path) -> None:
    found = await check_offices(f"sqlite+aiosqlite:///{tmp_path}/none.db")
    assert found.level == "warning"
