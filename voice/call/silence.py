"""What to do when nothing that can be used was said. Pure."""

from __future__ import annotations

from enum import StrEnum


class Reaction(StrEnum):
    """`WAIT`: go on listening. `TELL`: say that nothing was heard. `SILENT`: the dialogue's ladder of help."""

    WAIT = "wait"
    TELL = "tell"
    SILENT = "silent"


class Unheard:
    """Counts sounds that were no words, at one question: a cough costs nothing, but nobody is left unanswered."""

    def __init__(self) -> None:
        self._sounds = 0

    def new_question(self) -> None:
        self._sounds = 0

    def sound_without_words(self) -> Reaction:
        """A hum, a cough, a sound in which nothing was understood."""
        self._sounds += 1
        if self._sounds == 1:
            return Reaction.WAIT
        if self._sounds == 2:
            return Reaction.TELL
        self._sounds = 0
        return Reaction.SILENT
