"""How well each part works right now, for `/readyz`, the supervisor's table and `doctor`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

PartState: TypeAlias = Literal["ok", "degraded", "down", "off"]
PART_NAMES = ("database", "understanding", "hearing", "speaking", "telegram")


@dataclass(frozen=True)
class Parts:
    """The state of every part. Without the database nothing can be kept, so then the whole is down."""

    database: PartState
    understanding: PartState
    hearing: PartState = "off"
    speaking: PartState = "off"
    telegram: PartState = "off"

    def as_mapping(self) -> Mapping[str, PartState]:
        return {name: getattr(self, name) for name in PART_NAMES}

    @property
    def status(self) -> Literal["ok", "degraded", "down"]:
        if self.database != "ok":
            return "down"
        return "degraded" if {"degraded", "down"} & set(self.as_mapping().values()) else "ok"


class Readiness(Protocol):
    async def parts(self) -> Parts:
        """Looks at every part, within about a second. Never raises."""
        ...
