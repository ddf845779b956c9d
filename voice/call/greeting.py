"""The first words of every call: known before anybody calls, so that they sound at once."""

from __future__ import annotations

from bot.dialogue.turn import Turn


class Greeting:
    """What the next call will most likely begin with: what the last one began with, or what was prepared at start."""

    def __init__(self, turn: Turn | None = None) -> None:
        self._turn = turn

    @property
    def expected(self) -> Turn | None:
        return self._turn

    def was(self, turn: Turn) -> None:
        """A call began like this."""
        self._turn = turn
