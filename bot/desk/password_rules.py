"""What a password must be, and how long wrong ones shut a person out."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.desk.common_passwords import is_common
from bot.desk.errors import WeakPassword

SHORTEST = 12
LONGEST = 200
FREE_TRIES = 5
_LONGEST_LOCK = 15
_FORGOTTEN_AFTER = timedelta(hours=1)


def check_new_password(new: str, *, old: str, email: str) -> None:
    """Raises WeakPassword. Length counts more than odd signs, so nothing is asked about those."""
    if len(new) < SHORTEST:
        raise WeakPassword("short")
    if len(new) > LONGEST:
        raise WeakPassword("long")
    if email.casefold() in new.casefold() or new.casefold() == email.split("@")[0].casefold():
        raise WeakPassword("mail")
    if new == old:
        raise WeakPassword("same")
    if is_common(new):
        raise WeakPassword("common")


def lock_after(failures: int) -> timedelta | None:
    """How long nothing is tried after so many wrong tries in a row: a minute after five, then twice as long each time.

    Never more than 15 minutes, so that nobody is shut out for long by somebody else's guessing.
    """
    if failures < FREE_TRIES:
        return None
    return timedelta(minutes=min(2 ** min(failures - FREE_TRIES, 10), _LONGEST_LOCK))


def failures_with(before: int, last: datetime | None, now: datetime) -> int:
    """How many wrong tries in a row there are with the one of `now`. An hour without any, and the count begins anew.

    `last` is when the newest of those `before` was, or when what it shut out ended; None if that is not known.
    """
    return 1 if last is not None and now - last >= _FORGOTTEN_AFTER else before + 1
