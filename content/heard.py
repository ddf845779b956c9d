"""What callers usually say, so that the telephone can listen for it instead of guessing (`content/heard.yml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from content.flow import Frozen

DictationStep: TypeAlias = Literal["more", "done", "undo", "anew"]
"""What is said while digits are dictated: one more, that was all, the last one was wrong, from the beginning."""


class Heard(Frozen):
    """Wordings to listen for, besides a question's own answers.

    `moves`: for each global move the usual wordings. `danger`: what must never be missed. `earlier`: the wish to go on
    with an earlier call. `agree` and `disagree`: how people say yes and no. `past_days`, `coming_days`, `numbers`: the
    usual answers to questions about a day and about how many. No wording means two things. `digits` and `dictation`:
    what is said when a number is told one digit at a time; there, nothing else is listened for but moves and danger.
    """

    moves: Mapping[str, tuple[str, ...]] = {}
    danger: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    agree: tuple[str, ...] = ()
    disagree: tuple[str, ...] = ()
    past_days: tuple[str, ...] = ()
    coming_days: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    digits: tuple[str, ...] = ()
    dictation: Mapping[DictationStep, tuple[str, ...]] = {}

    def faults(self) -> Iterator[str]:
        """What is wrong with the list, in Swedish: an empty line, or a wording that stands for two things."""
        seen: dict[str, str] = {}
        for meaning, wording in self._all():
            other = seen.setdefault(wording.strip().casefold(), meaning)
            if not wording.strip():
                yield f"'{meaning}' har en tom rad."
            elif other != meaning:
                yield f"'{wording}' står under både '{other}' och '{meaning}'."

    def _all(self) -> Iterator[tuple[str, str]]:
        groups = {**self.moves, "danger": self.danger, "earlier": self.earlier}
        groups |= {"agree": self.agree, "disagree": self.disagree, "numbers": self.numbers}
        for meaning, wordings in groups.items():
            for wording in wordings:
                yield meaning, wording
        for wording in {*self.past_days, *self.coming_days}:  # "i dag" may have been or be to come
            yield "days", wording
