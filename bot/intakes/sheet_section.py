"""What a case sheet is made of: headings, and lines that are safe to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class Row:
    """One line. `label` may be empty.

    `note` is how the answer came, and `sign` the same in a word or two. `strong` must not be overlooked.
    """

    text: str
    label: str = ""
    note: str = ""
    strong: bool = False
    sign: str = ""


SectionId: TypeAlias = Literal[
    "head", "reasons", "dates", "contact", "adaptations", "sip", "words", "answers", "unanswered", "brister"
]


@dataclass(frozen=True)
class Section:
    title: str
    rows: tuple[Row, ...]
    id: SectionId
