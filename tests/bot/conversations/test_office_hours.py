"""When calls can be put through to the office."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversations.office_hours import OfficeHours

STOCKHOLM = ZoneInfo("Europe/Stockholm")
HOURS = OfficeHours.parse("mon-thu 09:00-16:00, fri 09:00-12:00")


@pytest.mark.parametrize(("day", "time", "open_then"), [
    ("2026-11-23", "09:00", True), ("2026-11-23", "08:59", False), ("2026-11-23", "15:59", True),
    ("2026-11-23", "16:00", False), ("2026-11-27", "11:00", True), ("2026-11-27", "13:00", False),
    ("2026-11-28", "10:00", False),  # a Saturday
    ("2026-12-24", "10:00", False), ("2026-12-25", "10:00", False),  # holidays on working days
])  # fmt: skip
def test_hours(day: str, time: str, open_then: bool) -> None:
    assert HOURS.open_at(datetime.fromisoformat(f"{day} {time}").replace(tzinfo=STOCKHOLM)) is open_then


def test_they_are_swedish_hours() -> None:
    assert HOURS.open_at(datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("UTC")))


def test_without_hours_nobody_is_put_through() -> None:
    assert not OfficeHours.parse("").open_at(datetime(2026, 11, 23, 10, tzinfo=STOCKHOLM))


@pytest.mark.parametrize("text", ["always", "mon 9-16", "fri-mon 09:00-16:00", "mon 16:00-09:00", "mon 25:00-26:00"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        OfficeHours.parse(text)
