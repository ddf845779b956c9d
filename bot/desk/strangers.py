"""Wrong tries with addresses that nobody has: shut out just as known ones are, so that the answer tells nothing."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from datetime import datetime

from bot.desk.password_rules import failures_with, lock_after


class Strangers:
    """Counts by address, in memory and as hashes; of more than `most`, the one tried longest ago is forgotten."""

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._tries: OrderedDict[bytes, tuple[int, datetime | None]] = OrderedDict()

    def locked_until(self, email: str, now: datetime) -> datetime | None:
        _, until = self._tries.get(_key(email), (0, None))
        return until if until is not None and until > now else None

    def failed(self, email: str, now: datetime) -> datetime | None:
        """Count one more; returns until when the address is shut out, if it is."""
        key = _key(email)
        tries = failures_with(*self._tries.pop(key, (0, None)), now)
        lock = lock_after(tries)
        until = now + lock if lock else None
        self._tries[key] = (tries, until or now)  # as it is kept of those who work here
        if len(self._tries) > self._most:
            self._tries.popitem(last=False)
        return until


def _key(email: str) -> bytes:
    return hashlib.sha256(email.strip().casefold().encode("utf-8", "surrogatepass")).digest()
