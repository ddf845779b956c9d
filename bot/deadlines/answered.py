"""Days that were answered, as days to count from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from content.condition import Value

_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2099


def date_of(values: Mapping[str, Value], key: str) -> date | None:
    """The day that was answered; None if it is unknown. An uncertain day is stored as its earliest."""
    value = values.get(key)
    if not isinstance(value, str):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    # Beyond these years the holidays are not known, and counting on could leave the calendar.
    return day if _EARLIEST_YEAR <= day.year <= _LATEST_YEAR else None
