"""A day and nothing else: only then may words that could mean something worse be taken for a day."""

from datetime import date

import pytest

from nlu.values import is_only_a_date

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text", ["sista dagen i månaden", "Sista dagen i november.", "den 25", "på fredag", "det blir den 25", "i morgon"]
)
def test_a_day_alone_is_a_day(text: str) -> None:
    assert is_only_a_date(text, today=TODAY, expect="future")


@pytest.mark.parametrize(
    "text",
    [
        "sista dagen",
        "sista dagen i november sen är jag borta",
        "jag dör i morgon",
        "i morgon är allt slut",
        "för alltid",
        "sista dagen i månaden jag",
        "jag ska dö den 25",
        "31 februari",
        "",
    ],
)
def test_a_word_more_is_no_day_alone(text: str) -> None:
    assert not is_only_a_date(text, today=TODAY, expect="future")


def test_a_day_on_the_other_side_of_today_is_none_of_the_days_asked_for() -> None:
    assert not is_only_a_date("i tisdags", today=TODAY, expect="future")
    assert is_only_a_date("i tisdags", today=TODAY, expect="past")
