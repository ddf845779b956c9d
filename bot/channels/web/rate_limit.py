"""How often one address or one conversation may ask: token buckets in memory, with the clock passed in.

The buckets belong to one process; with several web processes each gives its own allowance.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class RateLimit(Protocol):
    def take(self, key: str) -> float:
        """Takes one from the allowance of the key: 0 if it was there, else the seconds until there is one again."""
        ...


@dataclass
class _Bucket:
    left: float
    at: float


class TokenBuckets:
    """Allows `burst` at once and `per_minute` in the long run for each key.

    A key is forgotten, at the next call, once its whole allowance must be there again: `remembers_for` seconds after
    it was last used. There are at most `keys` of them: then the one used longest ago is forgotten first.
    """

    def __init__(self, *, per_minute: float, burst: int, clock: Callable[[], float], keys: int = 20_000) -> None:
        self._rate = per_minute / 60
        self._burst = float(burst)
        self._clock = clock
        self._keys = keys
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self.remembers_for = self._burst / self._rate

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._buckets)

    def take(self, key: str) -> float:
        now = self._clock()
        self._forget_full(now)
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = _Bucket(self._burst, now)
            if len(self._buckets) > self._keys:
                self._buckets.popitem(last=False)
        else:
            self._buckets.move_to_end(key)
            bucket.left = min(self._burst, bucket.left + max(0.0, now - bucket.at) * self._rate)
            bucket.at = now
        if bucket.left >= 1:
            bucket.left -= 1
            return 0.0
        return (1 - bucket.left) / self._rate

    def _forget_full(self, now: float) -> None:
        """The buckets stand in the order of their last use."""
        while self._buckets:
            key, oldest = next(iter(self._buckets.items()))
            if now - oldest.at < self.remembers_for:
                return
            del self._buckets[key]
