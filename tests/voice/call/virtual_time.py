"""A loop whose clock jumps to the next thing that happens: ten minutes take a moment, and always the same."""

from __future__ import annotations

import asyncio
import functools
import selectors
from collections.abc import Awaitable, Callable
from typing import Any, cast


class _Jumping:
    """A selector that does not wait: it turns the loop's clock instead."""

    def __init__(self, loop: VirtualTime) -> None:
        self._real = selectors.DefaultSelector()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        if ready := self._real.select(0):
            return ready
        if timeout is None:
            raise RuntimeError("everybody waits, and nothing will ever happen")
        self._loop.now += max(0.0, timeout)
        return []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class VirtualTime(asyncio.SelectorEventLoop):
    """For code that waits only for timers and for itself, not for threads or sockets."""

    def __init__(self) -> None:
        self.now = 1000.0
        super().__init__(cast(selectors.BaseSelector, _Jumping(self)))

    def time(self) -> float:
        return self.now


def story(told: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """A test told in virtual time."""

    @functools.wraps(told)
    def run(*args: Any, **kwargs: Any) -> None:
        async def whole() -> None:
            await told(*args, **kwargs)

        with asyncio.Runner(loop_factory=VirtualTime) as runner:
            runner.run(whole())

    return run
