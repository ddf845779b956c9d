"""What the core asks the edge to do. The edge performs them in the same transaction as the saved state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class SubmitIntake:
    """Store an intake of this kind with the answers in the state, then tell the core `Submitted`.

    `number` counts the submissions of the conversation, so that a repeated request stores nothing twice.
    """

    kind: str
    number: int


@dataclass(frozen=True)
class Alert:
    """Somebody may be in danger: tell the person on duty, if there is one. `kind` as in the crisis reading."""

    kind: str


Effect: TypeAlias = SubmitIntake | Alert
