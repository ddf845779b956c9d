"""Every page in every state that looks different, and how somebody comes to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from tests.e2e.web_pages.visit import Visit

Arrives: TypeAlias = Callable[[Visit], Awaitable[object]]

STATES: dict[str, Arrives] = {}
"""By a name that says what is seen."""


def state(name: str) -> Callable[[Arrives], Arrives]:
    def note(arrives: Arrives) -> Arrives:
        assert name not in STATES
        STATES[name] = arrives
        return arrives

    return note
