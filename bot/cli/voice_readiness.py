"""Looks at the parts of the voice process for its `/readyz`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.channels.readiness import PartState
from bot.cli.readiness import RealReadiness
from voice.http.readiness import VoiceParts

if TYPE_CHECKING:
    from bot.cli.call_parts import CallRooms

_HEARING: dict[Literal["loading", "ready", "failed"], PartState] = {
    "loading": "degraded",
    "ready": "ok",
    "failed": "down",
}


class VoiceReadiness:
    """Calls are taken also while a part is away, as long as the database answers."""

    def __init__(self, rooms: CallRooms, readiness: RealReadiness) -> None:
        self._rooms = rooms
        self._readiness = readiness

    async def parts(self) -> VoiceParts:
        """See `voice.http.readiness.Readiness`."""
        others = await self._readiness.parts()
        return VoiceParts(
            hearing=_HEARING[self._rooms.hearing.stage],
            speaking=self._rooms.speaker.state,
            database=others.database,
            understanding=others.understanding,
        )
