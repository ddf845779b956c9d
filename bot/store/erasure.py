"""What a client takes back: the words leave every table at once, while shells without a word stay in their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import delete, select, update

from bot.store.conversations import Conversations
from bot.store.crypto import CipherError
from bot.store.intakes import IntakeStatus, intakes_table
from bot.store.outbox import ALERT, outbox_table
from bot.store.session import Session

_log = structlog.get_logger("store")

_UNREAD: tuple[IntakeStatus, ...] = ("new", "replaced")
"""Statuses in which a case has no ombud of its own, if nobody has claimed it."""

LEAST_URGENT = 4


@dataclass(frozen=True)
class ErasedCase:
    """A case whose words are gone. `taken`: an ombud had it already, and keeps the shell as `status` says."""

    number: str
    kind: str
    taken: bool
    status: IntakeStatus


class Erasure:
    """The erasures of one unit of work. Lock the conversation's row first: a turn in flight then finds it erased."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def take_back(
        self, conversation_id: str, *, empty_payload: Mapping[str, Any], now: datetime
    ) -> list[ErasedCase]:
        """Erase the conversation, the words of its cases, and what waits to be done about either.

        `empty_payload` takes the place of what was told; whoever reads a case must be able to read it. What ombuds
        wrote themselves stays. Returns the cases, oldest first.
        """
        cases = [await self._empty(row, empty_payload, now) for row in await self._cases_of(conversation_id)]
        await self._forget_alerts(conversation_id)
        await Conversations(self._session).erase([conversation_id], now)
        return cases

    async def _cases_of(self, conversation_id: str) -> list[Any]:
        columns = intakes_table.c
        query = (
            select(columns.id, columns.case_number, columns.kind, columns.status, columns.claimed_by, columns.closed_at)
            .where(columns.conversation_id == conversation_id)
            .order_by(columns.created_at, columns.id)
        )
        if not self._session.is_sqlite:
            query = query.with_for_update()
        return list(await self._session.connection.execute(query))

    async def _empty(self, case: Any, empty_payload: Mapping[str, Any], now: datetime) -> ErasedCase:
        connection, columns = self._session.connection, intakes_table.c
        taken = case.claimed_by is not None or case.status not in _UNREAD
        gone: dict[str, Any] = {} if taken else {"status": "erased", "closed_at": case.closed_at or now}
        payload = self._session.cipher.seal_json(dict(empty_payload), "intakes", "payload_enc", case.id)
        await connection.execute(delete(outbox_table).where(outbox_table.c.intake_id == case.id))
        await connection.execute(
            update(intakes_table)
            .where(columns.id == case.id)
            .values(
                payload_enc=payload,
                priority=LEAST_URGENT,  # an empty case must not hint at danger
                rule_ids=[],
                contact_hmac=None,
                contact_safe=None,
                hard_date=None,
                erased_at=now,
                version=columns.version + 1,  # whoever has the case open must look again
                **gone,
            )
        )
        return ErasedCase(case.case_number, case.kind, taken, case.status if taken else "erased")

    async def _forget_alerts(self, conversation_id: str) -> None:
        """Nobody can be reached by them any more, and each tells of what kind the danger was."""
        connection, columns = self._session.connection, outbox_table.c
        alerts = await connection.execute(select(columns.id, columns.payload_enc).where(columns.kind == ALERT))
        for alert in list(alerts):
            try:
                told = self._session.cipher.open_json(alert.payload_enc, "outbox", "payload_enc", alert.id)
            except (CipherError, ValueError):
                # Nobody can read whose it is. It must not keep every other client from erasing.
                _log.error("unreadable alert left where it is", outbox=alert.id)
                continue
            if isinstance(told, dict) and told.get("conversation") == conversation_id:
                await connection.execute(delete(outbox_table).where(columns.id == alert.id))
