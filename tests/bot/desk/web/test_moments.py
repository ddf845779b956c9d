"""How the desk tells time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.desk.web.moments import Moments
from tests.bot.desk.stories import MONDAY, STOCKHOLM

NOW = Moments(MONDAY, STOCKHOLM)
"""Monday 23 November 2026, 10.00 in Sweden."""


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (timedelta(minutes=28), "i dag 09.32"),
        (timedelta(hours=11), "i går 23.00"),
        (timedelta(days=2), "21 november 10.00"),
        (timedelta(days=365), "23 november 2025 10.00"),
        (timedelta(days=-1), "i morgon 10.00"),
    ],
)
def test_when(before: timedelta, told: str) -> None:
    assert NOW.when(MONDAY - before) == told


def test_swedish_midnight_is_what_counts() -> None:
    assert NOW.when(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == "i dag 00.30"


@pytest.mark.parametrize(
    ("seconds", "told"), [(20, "nyss"), (300, "för 5 minuter sedan"), (7200, "för 2 timmar sedan")]
)
def test_ago(seconds: int, told: str) -> None:
    assert NOW.ago(MONDAY - timedelta(seconds=seconds)) == told


def test_a_lock_out_is_over_at_the_minute_that_is_told() -> None:
    assert NOW.clock_after(MONDAY + timedelta(seconds=61)) == "10.02"
    assert NOW.clock_after(MONDAY + timedelta(seconds=60)) == "10.01"
