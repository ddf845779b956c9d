"""Looks at the parts of the web process for `/readyz`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal

from sqlalchemy import text

from bot.channels.readiness import Parts, PartState

if TYPE_CHECKING:
    from bot.store.database import Database
    from nlu.engine.client import RasaClient

_PATIENCE = 1.0


class RealReadiness:
    """Asks the database and the understanding. What is not in this version yet is `off`."""

    def __init__(self, database: Database, rasa: RasaClient | None, mode: Literal["auto", "rasa", "fallback"]) -> None:
        self._database = database
        self._rasa = rasa
        self._mode = mode

    async def parts(self) -> Parts:
        database, understanding = await asyncio.gather(self._look_at_database(), self._look_at_understanding())
        return Parts(database=database, understanding=understanding)

    async def _look_at_database(self) -> PartState:
        try:
            async with asyncio.timeout(_PATIENCE), self._database.reading() as unit:
                await unit.session.connection.execute(text("SELECT 1"))
        except Exception:
            return "down"
        return "ok"

    async def _look_at_understanding(self) -> PartState:
        """The fallback alone understands less, also when that was chosen."""
        ready = self._rasa is not None and await self._rasa.ready()
        return "ok" if ready else "down" if self._mode == "rasa" else "degraded"
