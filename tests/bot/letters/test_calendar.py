"""The last day in the client's calendar: one whole day, reminders before it, and nothing that others may not see."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar
import pytest

from bot.letters.calendar import PRODID, as_ics

DAY = date(2026, 12, 28)
SUMMARY = "Sista dagen för ditt brev. Kontrollera brevet."


def made(today: date, summary: str = SUMMARY, description: str = "Dagen är ungefärlig.") -> icalendar.Component:
    return icalendar.Calendar.from_ical(as_ics(summary, DAY, today, "a1@ombudslinjen", description))


def event_of(calendar: icalendar.Component) -> icalendar.Component:
    (event,) = calendar.walk("VEVENT")
    return event


def test_it_is_one_whole_day_in_swedish_words() -> None:
    calendar = made(date(2026, 11, 22))
    event = event_of(calendar)
    assert calendar["PRODID"] == PRODID
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (DAY, DAY + timedelta(days=1))
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (SUMMARY, "Dagen är ungefärlig.")
    assert (str(event["UID"]), str(event["TRANSP"]), str(event["CLASS"])) == (
        "a1@ombudslinjen",
        "TRANSPARENT",
        "PRIVATE",
    )


@pytest.mark.parametrize(
    ("today", "before"),
    [
        (date(2026, 11, 22), [7, 2]),
        (date(2026, 12, 21), [7, 2]),
        (date(2026, 12, 22), [2]),
        (date(2026, 12, 26), [2]),
        (date(2026, 12, 27), []),
        (DAY, []),
    ],
)
def test_it_reminds_at_nine_on_days_that_have_not_passed(today: date, before: list[int]) -> None:
    triggers = [alarm.decoded("TRIGGER") for alarm in event_of(made(today)).walk("VALARM")]
    assert triggers == [timedelta(hours=9) - timedelta(days=days) for days in before]


def test_the_same_day_is_the_same_file() -> None:
    today = date(2026, 11, 22)
    files = {as_ics(SUMMARY, DAY, today, "a1", "Dagen är ungefärlig.") for _ in range(3)}
    assert len(files) == 1


def test_words_cannot_break_out_of_the_file() -> None:
    event = event_of(made(date(2026, 11, 22), summary="Rad; ett, två\\n\nEND:VEVENT", description="å" * 300))
    assert str(event["SUMMARY"]) == "Rad; ett, två\\n\nEND:VEVENT"
    assert str(event["DESCRIPTION"]) == "å" * 300
