"""What callers usually say, so that the telephone can listen for it instead of guessing (`content/heard.yml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from content.flow import Frozen

DictationStep: TypeAlias = Literal["more", "done", "undo", "anew"]
"""What is said while digits are dictated: one more, that was all, the last one was wrong, from the beginning."""


class Heard(Frozen):
    """Wordings to listen for, besides a question's own answers.

    `moves`: for each global move the usual wordings. `danger`: what must never be missed. `like_danger`: what sounds
    nearly like it and tells of none; it is weighed against it and is no answer. `earlier`: the wish to go on
    with an earlier call. `letter`: the wish to have a letter read. `agree` and `disagree`: how people say yes and
    no. `past_days`, `coming_days`, `numbers`: the usual answers to questions about a day and about how many.
    No wording means two things. `digits` and `dictation`: what is said when a number is told one digit at a time;
    there, nothing else is listened for but moves and danger.
    """

    moves: Mapping[str, tuple[str, ...]] = {}
    danger: tuple[str, ...] = ()
    like_danger: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    letter: tuple[str, ...] = ()
    agree: tuple[str, ...] = ()
    disagree: tuple[str, ...] = ()
    past_days: tuple[str, ...] = ()
    coming_days: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    digits: tuple[str, ...] = ()
    dictation: Mapping[DictationStep, tuple[str, ...]] = {}

    def faults(self) -> Iterator[str]:
        """What is wrong with the list, in Swedish: an empty line, or a wording that stands for two things."""
        dictated = {"digits": self.digits, **self.dictation}
        for meaning, wording in [*self._all(), *_each(dictated)]:
            if not wording.strip():
                yield f"'{meaning}' har en tom rad."
        seen: dict[str, str] = {}
        for meaning, wording in self._all():
            other = seen.setdefault(wording.strip().casefold(), meaning)
            if other != meaning and wording.strip():
                yield f"'{wording}' står under både '{other}' och '{meaning}'."

    def _all(self) -> Iterator[tuple[str, str]]:
        groups = {**self.moves, "danger": self.danger, "like_danger": self.like_danger, "earlier": self.earlier}
        groups["letter"] = self.letter
        groups |= {"agree": self.agree, "disagree": self.disagree, "numbers": self.numbers}
        yield from _each(groups)
        for wording in {*self.past_days, *self.coming_days}:  # "i dag" may have been or be to come
            yield "days", wording


def _each(groups: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for meaning, wordings in groups.items():
        for wording in wordings:
            yield meaning, wording
