"""Whether somebody reads the cases of every office."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.doctor.finding import Finding, error, ok, warning
from bot.doctor.storage import is_missing_file
from bot.store.case_heads import WAITING
from bot.store.engine import create_engine
from bot.store.intakes import intakes_table
from bot.store.staff import staff_table
from content.loader import load_library

_PART = "Kontor"
_MEND = "Lägg till någon: ombud staff add E-POST --role ombud --office "


async def check_offices(url: str) -> Finding:
    """An office without an active ombud or lead leaves its clients waiting. Looks only at codes and counts."""
    if is_missing_file(url):
        return warning(_PART, "Ingen personal är tillagd än.", _MEND + "ID")
    try:
        staffed, waiting = await _look(url)
    except (SQLAlchemyError, OSError):
        return warning(_PART, "Jag kan inte se vem som arbetar var.", "Rätta databasen först.")
    missing = [office for office in load_library().areas.offices if office.id not in staffed]
    if not missing:
        return ok(_PART, "Alla kontor har personal.")
    cases = sum(waiting.get(office.id, 0) for office in missing)
    names = ", ".join(f"{office.name} ({office.id})" for office in missing)
    waits = f" {cases} ärende{'n' if cases != 1 else ''} väntar där." if cases else ""
    find = error if any(waiting.get(office.id) and not office.fallback for office in missing) else warning
    # Every ombud reads what comes to the fallback office while nobody works there.
    return find(_PART, f"Ingen arbetar på: {names}.{waits}", _MEND + missing[0].id)


async def _look(url: str) -> tuple[set[str], dict[str, int]]:
    """The offices where somebody works, and how many cases wait at each office."""
    staff, cases = staff_table.c, intakes_table.c
    workers = select(staff.office).where(
        staff.disabled_at.is_(None), staff.role.in_(("ombud", "lead")), staff.office.is_not(None)
    )
    waits = select(cases.office, func.count()).where(cases.status.in_(WAITING)).group_by(cases.office)
    engine = create_engine(url)
    try:
        async with engine.connect() as connection:
            staffed = {row.office for row in await connection.execute(workers)}
            return staffed, {office: int(number) for office, number in await connection.execute(waits)}
    finally:
        await engine.dispose()
