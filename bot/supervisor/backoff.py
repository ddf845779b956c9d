"""How long to wait before a dead child is started again."""

from __future__ import annotations

from collections.abc import Callable


class Backoff:
    """Doubles the wait from `first` up to `cap` seconds; a child that lived `settled` seconds starts afresh.

    `jitter` gives a number in [0, 1); the wait lies between half of the full wait and all of it.
    """

    def __init__(
        self, jitter: Callable[[], float], *, first: float = 0.5, cap: float = 30.0, settled: float = 60.0
    ) -> None:
        self._jitter = jitter
        self._first = first
        self._cap = cap
        self._settled = settled
        self._deaths = 0

    def after(self, lived: float) -> float:
        """The seconds to wait now that a child died that had lived for `lived` seconds."""
        if lived >= self._settled:
            self._deaths = 0
        full = min(self._cap, self._first * 2 ** min(self._deaths, 30))
        self._deaths += 1
        return full * (0.5 + 0.5 * self._jitter())
