"""A line that can show in words what is said: the browser phone. Others have only sound, and are no `Captioned`.

The words go to the caller's own screen and nowhere else: never into a log.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Protocol, TypeAlias, runtime_checkable

Who: TypeAlias = Literal["bot", "you"]


class Phase(StrEnum):
    """What the call does now, for those who cannot hear it."""

    SPEAKS = "speaks"
    LISTENS = "listens"
    THINKS = "thinks"


@runtime_checkable
class Captioned(Protocol):
    """Its methods never wait for the caller and never raise: a line that has gone shows nothing."""

    async def caption(self, who: Who, text: str) -> None:
        """Shows one sentence or message: what we say when it begins to be heard, what we heard once we know it."""
        ...

    async def phase(self, phase: Phase) -> None:
        """Shows whether we speak, listen or think. The same phase twice is shown once."""
        ...
