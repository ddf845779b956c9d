"""Time as a line uses it, passed in so that no test waits for it."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    def now(self) -> float:
        """Seconds of a steady clock."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Waits so long by this clock."""
        ...


class SteadyClock:
    """The machine's own."""

    def now(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
