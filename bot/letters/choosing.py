"""Which letters the answers make, and from which day. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.deadlines.rules import with_deadlines
from bot.letters.told import Told
from content.condition import Value
from content.letter import Letter, letters_for
from content.library import Library


def letters_made(library: Library, flow: str, answers: Mapping[str, Told], today: date) -> tuple[Letter, ...]:
    """The letters of the flow that these answers make, in the order of the files."""
    return letters_for(library.letters, flow, with_deadlines(_values(answers)), today)


def _values(answers: Mapping[str, Told]) -> dict[str, Value]:
    """Of several days on which the application may have been made the last one counts: who asks for a decision too
    early has used the one chance that the law gives (FL 12 §).
    """
    values = {key: told.value for key, told in answers.items()}
    applied = answers.get("applied_on")
    return {**values, "applied_on": applied.latest} if applied and applied.latest else values
