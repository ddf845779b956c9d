"""The state of every part as the supervisor knows it, and who wants to hear when it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """The word is what the operator reads."""

    OFF = "av"
    STARTING = "startar"
    WORKING = "arbetar"
    OK = "fungerar"
    DEGRADED = "begränsad"
    RESTARTING = "startar om"


@dataclass(frozen=True)
class Row:
    """One line of the table: what it is called, how it is, and what that means in plain Swedish."""

    title: str
    state: State
    meaning: str = ""


class Board:
    """Rows by name, in the order they were first put up. `changed` is called after a real change only."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self._rows: dict[str, Row] = {}
        self._changed = changed

    def put(self, name: str, row: Row) -> None:
        if self._rows.get(name) != row:
            self._rows[name] = row
            self._changed()

    def set(self, name: str, state: State, meaning: str = "") -> None:
        """A new state of a row that is already up."""
        self.put(name, Row(self._rows[name].title, state, meaning))

    @property
    def rows(self) -> Mapping[str, Row]:
        return self._rows
