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


@dataclass(frozen=True)
class TakeUp:
    """Go on with an earlier conversation: that of the code, or without one that of the caller's number.

    If there is none, or the number was not agreed to, tell the core `NotTakenUp`. Which of them is never told.
    """

    code: str | None = None


@dataclass(frozen=True)
class RememberNumber:
    """Whether this conversation may be gone on with from the caller's number: agreed to, or not `keep`: taken back."""

    keep: bool = True


@dataclass(frozen=True)
class MakeCode:
    """Make a code to go on with, then tell the core `CodeMade`."""


Effect: TypeAlias = SubmitIntake | Alert | TakeUp | RememberNumber | MakeCode
