"""A last day for the client's own calendar, which others may see: it says nothing of what the letter is about. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

PRODID = "-//Ombudslinjen//Sista dagen//SV"
REMINDERS = (7, 2)
"""Days before the last day on which the calendar reminds; those that have passed are left out."""

_REMINDS_AT = time(9, 0)
_SWEDEN = ZoneInfo("Europe/Stockholm")


def as_ics(summary: str, day: date, today: date, uid: str, description: str) -> bytes:
    """A calendar file (RFC 5545) with one event of the whole day, and alarms 7 and 2 days before it, at 09.00.

    `uid` names the event: the same one again changes it instead of adding another.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(today, time(), _SWEDEN).astimezone(ZoneInfo("UTC")))
    event.add("summary", summary)
    event.add("description", description)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    for days in REMINDERS:
        if day - timedelta(days=days) >= today:
            event.add_component(_alarm(days, summary))
    calendar.add_component(event)
    return calendar.to_ical()


def _alarm(days: int, words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    # From midnight when the day begins, in the calendar's own local time.
    alarm.add("trigger", timedelta(hours=_REMINDS_AT.hour) - timedelta(days=days))
    return alarm
