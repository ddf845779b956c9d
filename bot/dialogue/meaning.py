"""What an event means at the waiting step. `words` and `keys` produce these; `acting` acts on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bot.dialogue.state import Answer
from content.heard import DictationStep


@dataclass(frozen=True)
class Given:
    """The step is answered, or declined (then `answer.value` is None)."""

    answer: Answer


@dataclass(frozen=True)
class Move:
    """A global move; `term` is the word asked about, `key` the answer to change."""

    move: str
    term: str | None = None
    key: str | None = None


@dataclass(frozen=True)
class Correction:
    """A new value for an answer given a moment ago ("nej, jag menade Farsta")."""

    key: str
    answer: Answer


@dataclass(frozen=True)
class Topic:
    """The client speaks of something that another flow is for."""

    flow: str


@dataclass(frozen=True)
class Faq:
    """A question about PO that has an answer."""

    id: str


@dataclass(frozen=True)
class Courtesy:
    """ "hej" or "tack"."""

    intent: str


@dataclass(frozen=True)
class Dictated:
    """Digits of a number that is said one at a time; or that it is `done`, the last one wrong, or all of it."""

    digits: str = ""
    what: DictationStep = "more"


@dataclass(frozen=True)
class Picked:
    """Keys chose some options of a multi step, and more may come."""

    options: tuple[str, ...]


@dataclass(frozen=True)
class Foreign:
    """Another language than Swedish."""

    language: str


@dataclass(frozen=True)
class Mismatch:
    """A button or key that does not belong to this question: an old button, or (`by_key`) a wrong key.

    `why` is the id of a text that tells what is wrong with it.
    """

    by_key: bool = False
    why: str | None = None


@dataclass(frozen=True)
class Silence:
    """Nothing was said."""


@dataclass(frozen=True)
class Unclear:
    """Words that do not answer the question."""


Meaning: TypeAlias = (
    Given | Move | Correction | Topic | Faq | Courtesy | Dictated | Picked | Foreign | Mismatch | Silence | Unclear
)
