"""How well each part of the voice process works, for `/readyz`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.channels.readiness import PartState, PartStates


@dataclass(frozen=True)
class VoiceParts(PartStates):
    """The parts of the voice process.

    `hearing` that is down leaves calls with keys; `calls` is degraded while every line is taken.
    """

    hearing: PartState
    speaking: PartState
    understanding: PartState
    calls: PartState = "ok"


class Readiness(Protocol):
    async def parts(self) -> VoiceParts:
        """Looks at every part but the calls, within about a second. Never raises."""
        ...
