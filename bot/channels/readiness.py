"""How well each part works right now, for `/readyz`, the supervisor's table and `doctor`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal, Protocol, TypeAlias

PartState: TypeAlias = Literal["ok", "degraded", "down", "off"]


@dataclass(frozen=True)
class PartStates:
    """The state of every part of a process. Without the database nothing can be kept, so then the whole is down."""

    database: PartState

    def as_mapping(self) -> Mapping[str, PartState]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def status(self) -> Literal["ok", "degraded", "down"]:
        if self.database != "ok":
            return "down"
        return "degraded" if {"degraded", "down"} & set(self.as_mapping().values()) else "ok"


@dataclass(frozen=True)
class Parts(PartStates):
    """The parts of the web process."""

    understanding: PartState
    hearing: PartState = "off"
    speaking: PartState = "off"
    telegram: PartState = "off"


class Readiness(Protocol):
    async def parts(self) -> Parts:
        """Looks at every part, within about a second. Never raises."""
        ...
