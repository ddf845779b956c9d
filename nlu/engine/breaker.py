"""A circuit breaker: after some failures in a row nobody is made to wait for a dead server."""

from __future__ import annotations

from collections.abc import Callable


class Breaker:
    """Closed at first; `failures` failures in a row open it for `open_seconds`; then one trial call is let through.

    `clock` gives seconds from any fixed point, never backwards.
    """

    def __init__(self, clock: Callable[[], float], *, failures: int = 3, open_seconds: float = 15.0) -> None:
        self._clock = clock
        self._limit = failures
        self._open_seconds = open_seconds
        self._failed = 0
        self._open_until: float | None = None

    @property
    def is_open(self) -> bool:
        return self._open_until is not None and self._clock() < self._open_until

    def allows(self) -> bool:
        """Whether a call may be made now. After the pause only one caller is let through until it reports back."""
        if self._open_until is None:
            return True
        if self._clock() < self._open_until:
            return False
        self._open_until = self._clock() + self._open_seconds
        return True

    def succeeded(self) -> None:
        self._failed = 0
        self._open_until = None

    def failed(self) -> None:
        self._failed += 1
        if self._failed >= self._limit:
            self._open_until = self._clock() + self._open_seconds
