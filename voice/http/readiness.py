"""How well each part of the voice process works, for `/readyz`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.channels.readiness import PartState

PART_NAMES = ("calls", "hearing", "speaking", "database", "understanding")


@dataclass(frozen=True)
class VoiceParts:
    """The state of every part. Without the database nothing can be kept, so then the whole is down.

    `hearing` that is down leaves calls with keys; `calls` is degraded while every line is taken.
    """

    hearing: PartState
    speaking: PartState
    database: PartState
    understanding: PartState
    calls: PartState = "ok"

    def as_mapping(self) -> Mapping[str, PartState]:
        return {name: getattr(self, name) for name in PART_NAMES}

    @property
    def status(self) -> Literal["ok", "degraded", "down"]:
        if self.database != "ok":
            return "down"
        return "degraded" if {"degraded", "down"} & set(self.as_mapping().values()) else "ok"


class Readiness(Protocol):
    async def parts(self) -> VoiceParts:
        """Looks at every part but the calls, within about a second. Never raises."""
        ...
