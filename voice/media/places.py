"""How many lines are taken, and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager

from voice.media.limits import MediaLimits


class Places:
    """The places for calls. Browsers may not take them all."""

    def __init__(self, limits: MediaLimits) -> None:
        self._limits = limits
        self.taken = 0
        self._browsers: Counter[str] = Counter()

    @property
    def full(self) -> bool:
        return self.taken >= self._limits.calls

    @contextmanager
    def place(self, *, browser: str | None = None) -> Generator[bool]:
        """A place for one call, kept until the end of the block. False: there is none.

        `browser`: the address of a browser; None for a telephone.
        """
        if self.full or (browser is not None and not self._has_room_for(browser)):
            yield False
            return
        self.taken += 1
        if browser is not None:
            self._browsers[browser] += 1
        try:
            yield True
        finally:
            self.taken -= 1
            if browser is not None:
                self._browsers -= Counter([browser])  # which forgets an address without calls

    def _has_room_for(self, browser: str) -> bool:
        all_of_them, its_own = self._browsers.total(), self._browsers[browser]
        return all_of_them < self._limits.browser_calls and its_own < self._limits.of_one_address
