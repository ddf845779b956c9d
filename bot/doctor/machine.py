"""The machine: Python, uv, disk, clock."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.doctor.finding import Finding, error, ok, warning

_GIB = 1024**3
_WANTED_DISK = 4 * _GIB
_NEEDED_DISK = _GIB // 2
_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""The year in which this program was made: an earlier clock is certainly wrong."""


def check_python() -> Finding:
    """The package cannot be installed on an older one, so this only tells."""
    return ok("Python", f"Python {'.'.join(map(str, sys.version_info[:3]))}.")


def check_uv(path: str | None = None) -> Finding:
    if shutil.which("uv", path=path) is None:
        return warning("uv", "Programmet uv finns inte. Rasa kan inte förberedas.", "Installera det: pip install uv")
    return ok("uv", "Programmet uv finns.")


def check_disk(data_dir: Path) -> Finding:
    there = next(folder for folder in (data_dir.resolve(), *data_dir.resolve().parents) if folder.exists())
    free = shutil.disk_usage(there).free
    shown = f"{free / _GIB:.1f} GB ledigt."
    if free < _NEEDED_DISK:
        return error("Disk", shown, "Frigör plats. Svar kan gå förlorade när disken är full.")
    if free < _WANTED_DISK:
        return warning("Disk", shown, "Rasa behöver omkring 4 GB. Frigör plats.")
    return ok("Disk", shown)


def check_clock(now: datetime) -> Finding:
    """`now` with a zone. A clock from before this program was made counts deadlines wrong."""
    try:
        local = now.astimezone(ZoneInfo("Europe/Stockholm"))
    except ZoneInfoNotFoundError:
        return error("Klocka", "Tidszonen Europe/Stockholm saknas.", "Installera paketet tzdata.")
    if now < _EARLIEST:
        return error("Klocka", f"Klockan visar {local:%Y-%m-%d %H:%M}.", "Ställ klockan rätt, helst med NTP.")
    return ok("Klocka", f"Klockan visar {local:%Y-%m-%d %H:%M} svensk tid.")
