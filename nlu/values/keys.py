"""A date entered on the telephone keys."""

from __future__ import annotations

import re
from datetime import date

from nlu.values.date_readings import NoSuchDay, exact
from nlu.values.days import in_some_year
from nlu.values.parsed import NOT_UNDERSTOOD, Expect, Parsed


def date_from_digits(digits: str, *, today: date, expect: Expect | None = None) -> Parsed:
    """DDMM or DDMMYYYY as an ISO day. Other lengths, nonsense and the wrong side of today are not understood."""
    if not re.fullmatch(r"[0-9]{4}|[0-9]{8}", digits):
        return NOT_UNDERSTOOD
    day, month = int(digits[:2]), int(digits[2:4])
    if len(digits) == 4:
        found = in_some_year(month, day, today, expect)
        return Parsed(found.isoformat()) if found else NOT_UNDERSTOOD
    try:
        span = exact(int(digits[4:]), month, day, today) if int(digits[4:]) >= 1000 else None
    except NoSuchDay:
        return NOT_UNDERSTOOD
    if span is None or (expect == "past" and span.first > today) or (expect == "future" and span.first < today):
        return NOT_UNDERSTOOD
    return Parsed(span.first.isoformat())
