"""One line of the queue: codes and the words for codes, nothing that a client said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.store.intakes import IntakeStatus


@dataclass(frozen=True)
class Rule:
    """A priority rule that applied, and why, in Swedish."""

    id: str
    why: str


@dataclass(frozen=True)
class OfficeName:
    id: str
    name: str


@dataclass(frozen=True)
class QueueRow:
    """One case without a word of it. `rules`: the deciding ones first. `waited`: until now, or until it was closed.

    `claimed_by` is a name to show; `mine` that it is the reader's own. `contact_safe` is None when the client did not
    say. `erased`: the client has taken the words back.
    """

    case: str
    kind: str
    kind_words: str
    priority: int
    priority_words: str
    rules: tuple[Rule, ...]
    hard_date: date | None
    waited: timedelta
    created_at: datetime
    channel: str
    channel_words: str
    office: str
    office_name: str
    contact_safe: bool | None
    status: IntakeStatus
    status_words: str
    claimed_by: str | None
    claimed_at: datetime | None
    mine: bool
    closed_at: datetime | None
    outcome: str | None
    outcome_words: str | None
    erased: bool


@dataclass(frozen=True)
class QueueCounts:
    """How many wait: all, those that nobody has, and the reader's own. `change` is another number after any change."""

    all: int
    free: int
    mine: int
    change: int
