"""Waiting for what another process does: it is looked for until it is so, and never slept for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


async def until(true: Callable[[], bool], seconds: float = 5.0, what: str = "it") -> None:
    """Returns when it is true. Raises AssertionError when the time is over."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"{what} did not happen in time"
        await asyncio.sleep(0.05)
