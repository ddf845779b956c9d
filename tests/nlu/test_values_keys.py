"""A date pressed on the telephone keys: DDMM, or DDMMYYYY."""

from __future__ import annotations

from datetime import date

import pytest

from nlu.values import Parsed
from nlu.values.keys import date_from_digits

TODAY = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("digits", "expect", "day"),
    [
        ("0303", "past", "2026-03-03"),
        ("0312", "past", "2025-12-03"),
        ("0312", "future", "2026-12-03"),
        ("1103", "past", "2026-03-11"),
        ("1103", "future", "2026-03-11"),
        ("03032026", "past", "2026-03-03"),
        ("24122025", None, "2025-12-24"),
    ],
)
def test_digits_are_a_day_on_the_expected_side_of_today(digits: str, expect, day: str) -> None:
    assert date_from_digits(digits, today=TODAY, expect=expect) == Parsed(day)


@pytest.mark.parametrize(
    "digits", ["", "3", "030", "3102", "0013", "3213", "00000000", "03030026", "0303*", "٠٣٠٣", "1" * 9]
)
def test_digits_that_are_no_day_are_not_understood(digits: str) -> None:
    assert date_from_digits(digits, today=TODAY, expect="past") == Parsed()


def test_a_whole_date_on_the_wrong_side_of_today_is_not_understood() -> None:
    assert date_from_digits("01012027", today=TODAY, expect="past") == Parsed()
    assert date_from_digits("01012026", today=TODAY, expect="future") == Parsed()
