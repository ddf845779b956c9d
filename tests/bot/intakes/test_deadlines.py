"""Last days and hard dates: only what the law says, only from a day that is known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deadlines.rules import deadlines, with_deadlines
from bot.intakes.answers import values_of
from bot.intakes.hard_dates import hard_dates
from content.condition import Value
from tests.bot.intakes.stories import answers


def last_day(**values: Value) -> str | None:
    found = deadlines(values)
    return found[0].day.isoformat() if found else None


def test_paying_gives_the_home_back_three_weeks_after_the_notice() -> None:
    (found,) = deadlines({"evict_letter": "yes", "evict_got": "2026-12-03"})
    assert (found.key, found.day, found.law) == ("evict_deadline", date(2026, 12, 28), "JB 12 kap. 44 §")


@pytest.mark.parametrize("sender", ["social_services", "arbetsformedlingen", "health_care", "kronofogden"])
def test_a_decision_is_appealed_within_three_weeks_of_receipt(sender: str) -> None:
    assert last_day(decision_from=sender, route="appeal", got_date="2026-12-16") == "2027-01-07"


@pytest.mark.parametrize(("route", "key"), [("review", "review_deadline"), ("appeal", "appeal_deadline")])
def test_forsakringskassan_gives_two_months(route: str, key: str) -> None:
    (found,) = deadlines({"decision_from": "forsakringskassan", "route": route, "got_date": "2026-12-01"})
    assert (found.key, found.day) == (key, date(2027, 2, 1))


@pytest.mark.parametrize(
    "said",
    [
        {"decision_from": "social_services", "route": "appeal", "got_date": None},
        {"decision_from": "social_services", "route": "appeal", "decision_date": "2026-12-01"},
        {"decision_from": "social_services", "route": "not_found", "got_date": "2026-12-01"},
        {"decision_from": "social_services", "got_date": "2026-12-01"},
        {"decision_from": None, "route": "appeal", "got_date": "2026-12-01"},
        {"decision_from": "a_kassa", "route": "appeal", "got_date": "2026-12-01"},
        {"decision_from": "landlord", "route": "appeal", "got_date": "2026-12-01"},
        {"decision_from": "social_services", "route": "review", "got_date": "2026-12-01"},
        {"evict_letter": "yes"},
        {"evict_got": None},
        {"evict_got": "i torsdags"},
        {"evict_got": "9999-12-31"},
    ],
)
def test_what_is_unknown_is_never_guessed(said: dict[str, Value]) -> None:
    assert deadlines(said) == ()


def test_a_computed_day_becomes_a_fact_for_the_rules() -> None:
    facts = with_deadlines({"evict_got": "2026-12-03"})
    assert facts == {"evict_got": "2026-12-03", "evict_deadline": "2026-12-28"}


def test_hard_dates_come_earliest_first_in_words() -> None:
    said = answers(next_money="2026-12-25", evict_got="2026-11-20", evict_date="2026-12-20", power_date=None)
    assert [hard.as_json() for hard in hard_dates(values_of(said))] == [
        {"date": "2026-12-11", "what": "Ungefär sista dag att betala hyran och få bo kvar. Kontrollera brevet."},
        {"date": "2026-12-20", "what": "Klienten måste flytta"},
        {"date": "2026-12-25", "what": "Nästa pengar kommer"},
    ]


def test_every_computed_day_says_about_and_check_the_letter() -> None:
    computed = [
        *hard_dates({"evict_got": "2026-12-03"}),
        *hard_dates({"decision_from": "social_services", "route": "appeal", "got_date": "2026-12-03"}),
        *hard_dates({"decision_from": "forsakringskassan", "route": "review", "got_date": "2026-12-03"}),
    ]
    assert len(computed) == 3
    for hard in computed:
        assert hard.what.startswith("Ungefär")
        assert "Kontrollera brevet" in hard.what


@given(st.dictionaries(st.sampled_from(["evict_got", "got_date", "route", "decision_from", "home_date"]),
                       st.one_of(st.none(), st.dates().map(str), st.text(max_size=12), st.integers())))  # fmt: skip
def test_no_answer_can_make_the_counting_fail(said: dict[str, Value]) -> None:
    assert len(hard_dates(said)) <= 4
