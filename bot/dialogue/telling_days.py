"""Days told with care: the last day to object, the last day to pay and keep the home, when a wait may be ended. Pure.

A day is told only where the day that it is counted from is known, always as about that day and never as a promise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Literal, TypeAlias

from bot.deadlines.rules import EVICT, FL_AUTHORITIES, Deadline, deadlines, delay_from
from bot.dialogue.draft import Draft
from bot.dialogue.wording import day_in_words
from content.condition import Value
from content.explanation import Explanation, LastDay

Time: TypeAlias = Literal["ahead", "tomorrow", "today", "perhaps_passed", "passed"]

TOO_LATE = "too_late"
"""A fact for the advice: what can no longer be done in time is not advised."""

_NOTHING_TO_OBJECT_TO = ("yes", "waiting", "turned_away")
"""Outcomes with which nobody has said no yet."""
_CAN_APPLY_AGAIN = ("no", "partly", "ends")

_OBJECT: dict[Time, str] = {
    "ahead": "last_day_ahead",
    "tomorrow": "last_day_tomorrow",
    "today": "last_day_today",
    "perhaps_passed": "last_day_perhaps_passed",
}
_HOME: dict[Time, str] = {
    "ahead": "home_day_ahead",
    "tomorrow": "home_day_tomorrow",
    "today": "home_day_today",
    "perhaps_passed": "home_day_perhaps_passed",
    "passed": "home_day_passed",
}


def facts(draft: Draft, about: LastDay) -> dict[str, Value]:
    """`too_late`, if the last day has passed, to object or to pay; nothing where it has not or is unknown."""
    counting = _to_pay if about == "home" else _to_object
    found = counting(draft.state.values())
    return {TOO_LATE: "yes"} if found and _time(draft, found, counting) == "passed" else {}


def ahead(explained: Explanation, values: Mapping[str, Value], today: date) -> date | None:
    """The last day that is told with this explanation, if it is still to come: a day for the client's calendar."""
    if explained.last_day == "home":
        found = _to_pay(values)
    elif values.get("outcome") not in _NOTHING_TO_OBJECT_TO:
        found = _to_object(values)
    else:
        found = None
    return found.day if found and found.day > today else None


def tell_last_day(draft: Draft) -> None:
    """The last day to object, in good time and with a warning; if it is unknown, how it is counted."""
    values = draft.state.values()
    if values.get("outcome") in _NOTHING_TO_OBJECT_TO:
        return
    if _crossed(draft):
        draft.say("days_crossed", "explain")
    found = _to_object(values)
    if found is None:
        draft.say(_uncounted(values), "explain")
        return
    time = _time(draft, found, _to_object)
    if time == "passed":
        _tell_passed(draft, found)
        return
    draft.say(_OBJECT[time], "explain", day=day_in_words(found.day))
    _tell_counted_early(draft, time)


def tell_home_day(draft: Draft) -> None:
    """Until when the rent can be paid and the home kept, if the letter is a formal notice (JB 12 kap. 44 §).

    Whether it is one is put as a question to the client: we cannot know.
    """
    found = _to_pay(draft.state.values())
    if found is None:
        draft.say("home_day_unknown", "explain")
    else:
        time = _time(draft, found, _to_pay)
        draft.say(_HOME[time], "explain", day=day_in_words(found.day))
        _tell_counted_early(draft, time)
    draft.say("home_day_decided", "explain")


def tell_delay(draft: Draft) -> None:
    """From when a decision may be asked for in writing (FL 12 §), and first of all that it can be done only once."""
    values = draft.state.values()
    sender = values.get("decision_from")
    if values.get("outcome") != "waiting" or sender not in FL_AUTHORITIES:
        return
    # Too early could waste the one chance: of several days the last one counts here.
    latest = _latest(draft, "applied_on")
    first = delay_from({**values, "applied_on": latest} if latest else values)
    if first is None:
        draft.say("delay_unknown", "explain")
    elif first > draft.now.date():
        draft.say("delay_ahead", "explain", day=day_in_words(first))
    else:
        draft.say("delay_now", "explain")
    if first and latest:
        draft.say("delay_counted_late", "explain")
    if sender == "health_care":
        draft.say("delay_care", "explain")


def _to_object(values: Mapping[str, Value]) -> Deadline | None:
    return next((one for one in deadlines(values) if one.key != EVICT), None)


def _to_pay(values: Mapping[str, Value]) -> Deadline | None:
    return next((one for one in deadlines(values) if one.key == EVICT), None)


def _time(draft: Draft, found: Deadline, counting: Callable[[Mapping[str, Value]], Deadline | None]) -> Time:
    """Where the last day lies from today. Of several days that were told, it has passed only if it has from all."""
    today = draft.now.date()
    if found.day >= today:
        left = found.day - today
        return "today" if not left else "tomorrow" if left == timedelta(days=1) else "ahead"
    latest = _latest(draft, "got_date")
    last = counting({**draft.state.values(), "got_date": latest}) if latest else None
    return "perhaps_passed" if last and last.day >= today else "passed"


def _tell_counted_early(draft: Draft, time: Time) -> None:
    if time in ("ahead", "tomorrow", "today") and _latest(draft, "got_date"):
        draft.say("last_day_counted_early", "explain")


def _tell_passed(draft: Draft, found: Deadline) -> None:
    """What the law still leaves open, and no more: FL 45 and 37-38 §§ where FL applies, else that one can ask."""
    values = draft.state.values()
    under_fl = values.get("decision_from") in FL_AUTHORITIES
    text = "last_day_passed_weeks" if under_fl else "last_day_passed_months"
    draft.say(text, "explain", day=day_in_words(found.day))
    if values.get("outcome") in _CAN_APPLY_AGAIN:
        draft.say("last_day_passed_apply", "explain")


def _crossed(draft: Draft) -> bool:
    """Whether the decision came before the day that stands on it: one of the days must be wrong."""
    values = draft.state.values()
    written, came = values.get("decision_date"), _latest(draft, "got_date") or values.get("got_date")
    return isinstance(written, str) and isinstance(came, str) and came < written


def _uncounted(values: Mapping[str, Value]) -> str:
    """How such a day is counted, where a law says it. A no to care or to a SIP is perhaps no decision at all."""
    sender = values.get("decision_from")
    if sender == "health_care" or values.get("about_other") == "sip":
        return "last_day_unknown_letter"
    if sender in FL_AUTHORITIES:
        return "last_day_unknown_weeks"
    return "last_day_unknown_months" if sender == "forsakringskassan" else "last_day_unknown_letter"


def _latest(draft: Draft, key: str) -> str | None:
    """The last of several days that were told for one; None if one day was told, or none."""
    answer = draft.state.answers.get(key)
    return answer.latest if answer and answer.latest and answer.latest != answer.value else None
