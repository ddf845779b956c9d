"""A letter that is written: what stands in it, piece by piece, and where each piece comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from content.letter import LetterWords

RunKind: TypeAlias = Literal["words", "blank", "quote"]


@dataclass(frozen=True)
class Run:
    """A piece of text. `words`: of the letter, or with a `key` the answer to that question in words.

    `blank`: an empty place; its text is the caption. `quote`: the client's own words.
    """

    text: str
    kind: RunKind = "words"
    key: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Runs that follow each other. `quote`: set apart from the rest, as the client's own words."""

    runs: tuple[Run, ...]
    quote: bool = False


@dataclass(frozen=True)
class WrittenLetter:
    """A whole letter. `name` and `contact` are told or blank. `day` is when it was written; it stands nowhere in it,
    because the client fills in the day of signing.
    """

    id: str
    title: str
    to: tuple[Run, ...]
    paragraphs: tuple[Paragraph, ...]
    name: Run
    contact: Run
    words: LetterWords
    day: date

    @property
    def place_and_date(self) -> Run:
        return Run(self.words.place_and_date, "blank")

    @property
    def signature(self) -> Run:
        return Run(self.words.signature, "blank")
