"""Whether a helpline answers at a given moment, in the local time of Stockholm. Pure: the moment is passed in."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from content.library import Helpline, OpenHours

Status: TypeAlias = Literal["open", "closed", "unknown"]

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def status_at(helpline: Helpline, moment: datetime, holidays: Container[date]) -> Status:
    """Open, closed, or unknown when the content has no hours. `holidays` holds the days that offices are closed.

    A place that closes at or before the time it opens stays open past midnight. Raises ValueError for a moment
    without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("the moment needs a time zone")
    hours = helpline.hours
    if hours.always:
        return "open"
    if not (hours.days and hours.opens and hours.closes):
        return "unknown"
    local = moment.astimezone(STOCKHOLM)
    return "open" if _open(hours, local.date(), local.time(), holidays) else "closed"


def _open(hours: OpenHours, day: date, at: time, holidays: Container[date]) -> bool:
    opens, closes = time.fromisoformat(hours.opens), time.fromisoformat(hours.closes)
    if opens < closes:
        return _serves(hours, day, holidays) and opens <= at < closes
    yesterday = day - timedelta(days=1)
    return (_serves(hours, day, holidays) and at >= opens) or (_serves(hours, yesterday, holidays) and at < closes)


def _serves(hours: OpenHours, day: date, holidays: Container[date]) -> bool:
    return day.isoweekday() in hours.days and not (hours.closed_on_holidays and day in holidays)
