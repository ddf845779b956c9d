"""A letter that a client can sign: fixed, reviewed words with places for what the client told (`content/letters/`).

A placeholder `{key}` is the answer to that question, in words. What nobody told becomes a visible empty place with the
caption in `blanks`; what is filled in by hand in any case has its caption in `by_hand`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import Field

from content.condition import Condition, Value, holds
from content.flow import Frozen, Sourced, Text

PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")


class LetterWords(Frozen):
    """The words that every letter has. The captions name what an empty place is for ("ort och datum").

    `spoken_*` are said when a letter is read aloud: `{to}`, `{what}` and `{who}` are filled in by the program.
    """

    to: str = "Till"
    place_and_date: str = "ort och datum"
    greeting: str = "Vänliga hälsningar"
    signature: str = "namnteckning"
    name: str = "namn"
    contact: str = "telefon eller adress"
    personnummer: str = "personnummer, om det behövs"
    spoken_to: str = "Brevet är till {to}."
    spoken_blank: str = "här fyller du i {what}"
    spoken_sender: str = "Längst ner står det: {who}."
    spoken_end: str = "Sist fyller du i {what}. Läs brevet innan du skriver under."


class LetterPart(Frozen):
    """One piece of a letter, in it only if `when` holds.

    It begins a new paragraph unless it `joins` the one before. `quote`: the client's own words, exactly as said.
    """

    text: str = Field(min_length=1)
    when: Condition | None = None
    quote: bool = False
    joins: bool = False


class Letter(Frozen):
    """One kind of letter, offered in `flow` when `when` holds of the answers.

    `name` is how it is spoken of ("ett överklagande"), `title` its heading, `to` whom it is for (placeholders too).
    `wordings`: for a question's options the words that fit in the letter; "" leaves an empty place instead. Options
    without a wording are written with their label. `after`: what the client does with the letter. `earliest`: the fact
    that holds the first day (ISO) on which the letter may be used; it is not offered before, nor if that is unknown.
    """

    id: str
    flow: str
    when: Condition | None = None
    earliest: str | None = None
    name: Text
    title: str = Field(min_length=1)
    to: str = Field(min_length=1)
    parts: tuple[LetterPart, ...] = Field(min_length=1)
    blanks: Mapping[str, str] = {}
    by_hand: Mapping[str, str] = {}
    wordings: Mapping[str, Mapping[str, str]] = {}
    after: Text
    facts: tuple[Sourced, ...] = Field(min_length=1)

    def placeholders(self) -> list[str]:
        """Every placeholder of the letter, in order, each as often as it stands there."""
        return [name for text in (self.to, *(part.text for part in self.parts)) for name in PLACEHOLDER.findall(text)]


def letters_for(
    letters: Sequence[Letter], flow: str, answers: Mapping[str, Value], today: date | None = None
) -> tuple[Letter, ...]:
    """The letters that these answers make possible in that flow, in the order of the files.

    For letters with a first day the answers must hold the computed facts too (`bot.deadlines.rules.with_deadlines`).
    """
    return tuple(
        letter
        for letter in letters
        if letter.flow == flow and holds(letter.when, answers) and _day_has_come(letter, answers, today)
    )


def _day_has_come(letter: Letter, answers: Mapping[str, Value], today: date | None) -> bool:
    if letter.earliest is None:
        return True
    first = answers.get(letter.earliest)
    return today is not None and isinstance(first, str) and first <= today.isoformat()
