"""Looks at the parts of the web process for `/readyz`."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Literal

import httpx
from sqlalchemy import text

from bot.channels.readiness import Parts, PartState
from bot.supervisor.probe import trusted

if TYPE_CHECKING:
    from bot.store.database import Database
    from nlu.engine.client import RasaClient

_PATIENCE = 1.0


_KNOWN: dict[object, PartState] = {"ok": "ok", "degraded": "degraded", "off": "off"}


class RealReadiness:
    """Asks the database, the understanding and, where there is a telephone, the voice process at `voice_url`.

    What is not in this version yet is `off`.
    """

    def __init__(
        self,
        database: Database,
        rasa: RasaClient | None,
        mode: Literal["auto", "rasa", "fallback"],
        voice_url: str | None = None,
    ) -> None:
        self._database = database
        self._rasa = rasa
        self._mode = mode
        self._voice_url = voice_url

    async def parts(self) -> Parts:
        database, understanding, voice = await asyncio.gather(
            self._look_at_database(), self._look_at_understanding(), self._look_at_voice()
        )
        hearing, speaking = voice
        return Parts(database=database, understanding=understanding, hearing=hearing, speaking=speaking)

    async def _look_at_database(self) -> PartState:
        try:
            async with asyncio.timeout(_PATIENCE), self._database.reading() as unit:
                await unit.session.connection.execute(text("SELECT 1"))
        except Exception:
            return "down"
        return "ok"

    async def _look_at_voice(self) -> tuple[PartState, PartState]:
        """Hearing and speaking as the voice process tells them; `down` when it does not answer."""
        if self._voice_url is None:
            return "off", "off"
        told: dict[str, object] = {}
        with contextlib.suppress(httpx.HTTPError, ValueError, KeyError, TypeError):
            async with httpx.AsyncClient(timeout=_PATIENCE, trust_env=False, verify=trusted()) as client:
                told = dict((await client.get(f"{self._voice_url}/readyz")).json()["parts"])
        return _KNOWN.get(told.get("hearing"), "down"), _KNOWN.get(told.get("speaking"), "down")

    async def _look_at_understanding(self) -> PartState:
        """The fallback alone understands less, also when that was chosen."""
        ready = self._rasa is not None and await self._rasa.ready()
        return "ok" if ready else "down" if self._mode == "rasa" else "degraded"
