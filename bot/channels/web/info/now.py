"""The moment it is: a dependency, so that a test can be at any hour of any day."""

from __future__ import annotations

from datetime import datetime

from content.opening_hours import STOCKHOLM


def now() -> datetime:
    """The local time, with its zone."""
    return datetime.now(STOCKHOLM)
