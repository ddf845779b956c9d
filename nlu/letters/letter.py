"""What was read in a letter. Every finding keeps the piece of text it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, TypeAlias, TypeVar

T_co = TypeVar("T_co", covariant=True)

Kind: TypeAlias = Literal[
    "decision", "proposal", "summons", "completion", "receipt", "invoice", "advert", "unknown"
]  # fmt: skip
"""What sort of letter it is. `proposal`: a decision is planned, not made. `completion`: they ask for more papers."""

Unit: TypeAlias = Literal["days", "weeks", "months"]


@dataclass(frozen=True)
class Finding(Generic[T_co]):
    """A value and the letters it rests on: `text[start:end] == raw`, in the text as it was given."""

    value: T_co
    raw: str
    start: int
    end: int


@dataclass(frozen=True)
class Instruction:
    """How long a letter gives for an appeal or a review: "inom tre veckor" is 3 weeks."""

    count: int
    unit: Unit


@dataclass(frozen=True)
class LastDay:
    """A day that stands as a last day, and what for, if the sentence says so."""

    day: date
    what: Literal["object", "pay", "answer", "other"]


@dataclass(frozen=True)
class ReadLetter:
    """What stands in the letter; None (or empty) is what was not found or could be read in two ways.

    `authority`, `about`, `outcome` and `route` are option ids of `questions.json`. `decision_date` is the day that
    stands on the decision: it is never the day the client got it, which no letter tells. `amount` is in kronor.
    `reasons`: a part that tells why. `several`: more than one decision, and how many (3 stands for more than two);
    then only what is the same for all is filled.
    `for_other`: the letter says that it concerns somebody else than its reader. `words` are difficult words by their
    glossary head word, in the order of the text. `cut`: the end of a very long text was not read.
    """

    kind: Kind = "unknown"
    language: Literal["sv", "en"] = "sv"
    authority: Finding[str] | None = None
    about: Finding[str] | None = None
    outcome: Finding[str] | None = None
    decision_date: Finding[date] | None = None
    last_day: Finding[LastDay] | None = None
    amount: Finding[int] | None = None
    route: Finding[str] | None = None
    within: Finding[Instruction] | None = None
    reasons: Finding[bool] | None = None
    several: Finding[int] | None = None
    for_other: Finding[bool] | None = None
    sections: tuple[Finding[str], ...] = ()
    words: tuple[Finding[str], ...] = ()
    cut: bool = False
    not_found: tuple[str, ...] = field(default=())
    """Of "authority about outcome decision_date route reasons": what a decision should tell and this text does not."""

    def findings(self) -> tuple[Finding[object], ...]:
        """All of them, to check or to show."""
        one = (
            self.authority, self.about, self.outcome, self.decision_date, self.last_day, self.amount, self.route,
            self.within, self.reasons, self.several, self.for_other,
        )  # fmt: skip
        return (*(found for found in one if found is not None), *self.sections, *self.words)
