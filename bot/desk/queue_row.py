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
    """An office to show. `fallback`: here come the cases of clients who named no area. `unstaffed`: nobody works here;
    set only by methods that look at the staff.
    """

    id: str
    name: str
    fallback: bool = False
    unstaffed: bool = False


@dataclass(frozen=True)
class QueueRow:
    """One case without a word of it. `rules`: the deciding ones first. `waited`: until now, or until it was closed.

    `claimed_by` is a name to show; `mine` that it is the reader's own. `contact_safe` is None when the client did not
    say. `erased`: the client has taken the words back. `handed_by`: who handed it over, when nothing has been done
    since. `holder_gone`: the one who has it has left. `office_unstaffed`: nobody works at its office.
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
    handed_by: str | None = None
    holder_gone: bool = False
    office_unstaffed: bool = False


@dataclass(frozen=True)
class QueueCounts:
    """How many wait: all, those that nobody has (or one who has left), and the reader's own.

    `danger`: how many of the free ones are in danger now. `change` is another number after any change.
    """

    all: int
    free: int
    mine: int
    change: int
    danger: int = 0
