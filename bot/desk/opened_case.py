"""A case that an ombud has opened: everything there is to see, and what may be done with it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from bot.desk.queue_row import OfficeName, QueueRow
from bot.intakes.case_sheet import Section
from bot.store.intakes import IntakeStatus

Action: TypeAlias = Literal[
    "claim", "release", "note", "contact_attempt", "set_status", "hand_over", "take_back", "close", "reopen"
]
"""`hand_over`: to an office; to a colleague as well if `colleagues` names any."""


@dataclass(frozen=True)
class Colleague:
    id: str
    shown: str


@dataclass(frozen=True)
class Entry:
    """One thing that was done with the case: `words` tell what ("Ringde. Inget svar."), `text` is what `who` wrote."""

    at: datetime
    who: str
    kind: Action
    words: str
    text: str | None


@dataclass(frozen=True)
class LetterName:
    """A letter that the answers make, for the client to sign."""

    id: str
    title: str


@dataclass(frozen=True)
class TrailRow:
    """Who read or changed the case, the newest at the end. `times` > 1: so often in a row, last at `at`."""

    at: datetime
    who: str
    words: str
    times: int = 1


@dataclass(frozen=True)
class OpenedCase:
    """`row` is the case as the queue shows it, `sections` the case sheet, `entries` oldest first.

    `version` is what a change must name, so that nobody overwrites what they have not seen. `erased_at`: when the
    client took the words back. `colleagues`: to whom it can be handed, as `Desk.colleagues`; `offices`: to which
    other offices. `handed_over` is the last time it was handed over, until it is released or closed. `may_act`: the
    names of those who may act for the one who has it. `letters`: those that can be printed for the client to sign.
    """

    case: str
    version: int
    status: IntakeStatus
    office: str
    row: QueueRow
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    claimed_by: Colleague | None
    mine: bool
    may: frozenset[Action]
    colleagues: tuple[Colleague, ...]
    erased_at: datetime | None
    trail: tuple[TrailRow, ...]
    offices: tuple[OfficeName, ...] = ()
    handed_over: Entry | None = None
    may_act: tuple[str, ...] = ()
    letters: tuple[LetterName, ...] = ()
