"""Where can I turn now, and what is closed now?"""

from __future__ import annotations

from collections.abc import Container
from datetime import UTC, date, datetime

import pytest

from content.calendar import days_off
from content.flow import Sourced, Text
from content.library import Helpline, OpenHours
from content.opening_hours import STOCKHOLM, status_at

OFFICE = OpenHours(days=(1, 2, 3, 4, 5), opens="08:00", closes="16:00")
NIGHT = OpenHours(days=(5,), opens="16:00", closes="08:00", closed_on_holidays=False)
CHRISTMAS = {date(2026, 12, 25)}


def helpline(hours: OpenHours) -> Helpline:
    return Helpline(
        id="x",
        name="X",
        number=None,
        about=Text(chat="X.", phone="X."),
        hours=hours,
        fact=Sourced(source="test", verified_on="2026-11-21"),
    )


def is_known_open(line: Helpline, moment: datetime, off: Container[date]) -> bool:
    return status_at(line, moment, off) == "open"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23 07:59", False),
        ("2026-11-23 08:00", True),
        ("2026-11-23 15:59", True),
        ("2026-11-23 16:00", False),
        ("2026-11-22 12:00", False),  # a Sunday
        ("2026-12-25 12:00", False),  # a Friday, but a holiday
    ],
)
def test_an_office_is_open_on_working_days(moment: str, is_open: bool) -> None:
    assert is_known_open(helpline(OFFICE), at(moment), CHRISTMAS) is is_open


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [("2026-11-27 20:00", True), ("2026-11-28 07:00", True), ("2026-11-28 08:00", False), ("2026-11-28 20:00", False)],
)
def test_a_night_line_stays_open_past_midnight(moment: str, is_open: bool) -> None:
    assert is_known_open(helpline(NIGHT), at(moment), ()) is is_open


def test_a_line_for_day_and_night_never_closes() -> None:
    assert is_known_open(helpline(OpenHours(always=True)), at("2026-12-25 03:00"), CHRISTMAS)


def test_hours_that_nobody_told_us_are_never_called_open() -> None:
    unknown = helpline(OpenHours())
    assert status_at(unknown, at("2026-11-23 12:00"), ()) == "unknown"
    assert not is_known_open(unknown, at("2026-11-23 12:00"), ())


def test_the_hours_are_local_whatever_zone_the_clock_has() -> None:
    # 14:30 UTC is 15:30 in Stockholm in winter, 16:30 in summer
    assert is_known_open(helpline(OFFICE), datetime(2026, 11, 23, 14, 30, tzinfo=UTC), ())
    assert not is_known_open(helpline(OFFICE), datetime(2026, 7, 6, 14, 30, tzinfo=UTC), ())


def test_a_moment_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="time zone"):
        is_known_open(helpline(OFFICE), datetime(2026, 11, 23, 12, 0), ())  # noqa: DTZ001


def test_an_office_is_open_the_day_before_christmas_eve_and_closed_on_it() -> None:
    off = days_off(2026)
    assert is_known_open(helpline(OFFICE), at("2026-12-23 10:00"), off)
    assert not is_known_open(helpline(OFFICE), at("2026-12-24 10:00"), off)
