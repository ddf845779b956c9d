"""How many lines are taken."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from voice.media.limits import MediaLimits


class Places:
    """The places for calls. Browsers may not take them all."""

    def __init__(self, limits: MediaLimits) -> None:
        self._limits = limits
        self.taken = 0
        self._browsers = 0

    @property
    def full(self) -> bool:
        return self.taken >= self._limits.calls

    @contextmanager
    def place(self, *, browser: bool) -> Generator[bool]:
        """A place for one call, kept until the end of the block. False: there is none."""
        if self.full or (browser and self._browsers >= self._limits.browser_calls):
            yield False
            return
        self.taken += 1
        self._browsers += browser
        try:
            yield True
        finally:
            self.taken -= 1
            self._browsers -= browser
