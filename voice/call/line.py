"""A telephone line as a call sees it: sound and keys come in, sound goes out. Asterisk, a browser and a test are lines.

All sound is mono, signed 16 bit little endian, 16 kHz, in frames of 20 ms (320 samples, 640 bytes).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

RATE = 16_000
FRAME_MS = 20
FRAME_SAMPLES = RATE * FRAME_MS // 1000
FRAME_BYTES = FRAME_SAMPLES * 2


@dataclass(frozen=True)
class CallInfo:
    """Who calls, as far as the line tells. `caller` is E.164, or None when the number is withheld or unusable.

    `id` names the call in logs and metrics and tells nothing about the person. `sip_call_id` ties a call that comes
    back from the exchange (nobody answered at the office) to the one that it was; `back` says that it does.
    """

    id: str
    caller: str | None = None
    name: str | None = None
    dialled: str | None = None
    sip_call_id: str | None = None
    kind: Literal["telephone", "browser", "file"] = "telephone"
    back: bool = False


@dataclass(frozen=True)
class SoundHeard:
    """One frame from the caller."""

    frame: bytes


@dataclass(frozen=True)
class KeyPressed:
    """One key, when it was released: `0`-`9`, `*` or `#`."""

    key: str


@dataclass(frozen=True)
class HungUp:
    """The caller is gone. Nothing follows."""


LineEvent: TypeAlias = SoundHeard | KeyPressed | HungUp


class Line(Protocol):
    """One call's line. Its methods never raise because the caller has gone: they do nothing then."""

    @property
    def info(self) -> CallInfo: ...

    def events(self) -> AsyncIterator[LineEvent]:
        """What comes from the caller, in order; ends after `HungUp`. To be iterated once."""
        ...

    async def play(self, sound: bytes) -> None:
        """Puts sound behind what is still waiting to be heard. Any length; returns when the line has taken it.

        May wait while much is queued, and gives up waiting when the sound is flushed.
        """
        ...

    async def flush(self) -> None:
        """Throws away what has not been heard yet. The caller hears silence at once."""
        ...

    def unheard_ms(self) -> float:
        """How much of the queued sound the caller has not heard yet, by the best knowledge there is."""
        ...

    async def hang_up(self) -> None:
        """Ends the call."""
        ...
