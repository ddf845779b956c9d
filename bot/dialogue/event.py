"""What can happen to a conversation. Past tense: an event is a fact that came from outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Manner: TypeAlias = Literal["typed", "spoken"]


@dataclass(frozen=True)
class Started:
    """A new conversation. `caller` is the caller's own number in E.164 when the channel knows it.

    `connectable`: the line can be put through to a human at the office. `audio_days`: for how many days the sound of
    this call can be kept, if the caller agrees; 0: not at all, and nobody is asked.
    """

    caller: str | None = None
    connectable: bool = False
    audio_days: int = 0


@dataclass(frozen=True)
class Said:
    """Free words; `confidence` (0-1) is the recogniser's, 1.0 for typed text.

    `known`: the words are one of our own candidates (`bot.dialogue.listening`), so no model needs to be asked.
    """

    text: str
    manner: Manner = "typed"
    confidence: float = 1.0
    known: bool = False


@dataclass(frozen=True)
class Chose:
    """One or more option ids, from buttons."""

    options: tuple[str, ...]


@dataclass(frozen=True)
class Pressed:
    """Telephone keys in the order pressed: digits, `*`, `#`."""

    digits: str


@dataclass(frozen=True)
class Moved:
    """A global move from a button, by its id."""

    move: str


@dataclass(frozen=True)
class Silent:
    """Nothing came for as long as the channel was told to wait."""


@dataclass(frozen=True)
class Resumed:
    """The client came back, perhaps on another channel; in a call everything is as in `Started`, of this call."""

    caller: str | None = None
    connectable: bool = False
    audio_days: int = 0


@dataclass(frozen=True)
class Submitted:
    """The edge stored the intake that the core asked for, under this case number."""

    case: str


@dataclass(frozen=True)
class NotTakenUp:
    """The edge found no earlier conversation that this caller may go on with."""


@dataclass(frozen=True)
class CodeMade:
    """The edge made the code that the client wanted: eight digits."""

    code: str


@dataclass(frozen=True)
class NotConnected:
    """Nobody at the office answered; the caller is with us again."""


Event: TypeAlias = (
    Started | Said | Chose | Pressed | Moved | Silent | Resumed | Submitted | NotTakenUp | CodeMade | NotConnected
)
