"""Idempotency keys: the same key gives the same turn, once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table, delete, func, select

from bot.store.errors import Conflict
from bot.store.schema import Moment, metadata
from bot.store.session import Session

idempotency_table = Table(
    "idempotency_keys",
    metadata,
    Column("conversation_id", String(36), ForeignKey("conversations.id"), primary_key=True),
    Column("key_hmac", String(64), primary_key=True),
    Column("turn_enc", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
)

_TABLE = "idempotency_keys"
_PURPOSE = "idempotency key"


class IdempotencyKeys:
    """The answered keys of one unit of work. A key is chosen by the client, so only its keyed hash is kept."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, conversation_id: str, key: str) -> Any | None:
        """The turn that this key was answered with, or None."""
        query = select(idempotency_table.c.key_hmac, idempotency_table.c.turn_enc).where(
            idempotency_table.c.conversation_id == conversation_id,
            idempotency_table.c.key_hmac.in_(self._session.cipher.blind_indexes(key, _PURPOSE)),
        )
        row = (await self._session.connection.execute(query)).first()
        if row is None:
            return None
        return self._session.cipher.open_json(row.turn_enc, _TABLE, "turn_enc", f"{conversation_id}/{row.key_hmac}")

    async def put(self, conversation_id: str, key: str, turn: Any, at: datetime) -> None:
        """Remember the turn under this key. Raises Conflict if the key was answered meanwhile."""
        index = self._session.cipher.blind_index(key, _PURPOSE)
        inserted = await self._session.insert_unless_taken(
            idempotency_table,
            {
                "conversation_id": conversation_id,
                "key_hmac": index,
                "turn_enc": self._session.cipher.seal_json(turn, _TABLE, "turn_enc", f"{conversation_id}/{index}"),
                "created_at": at,
            },
        )
        if not inserted:
            raise Conflict(f"an idempotency key of conversation {conversation_id} was answered meanwhile")

    async def count_before(self, moment: datetime) -> int:
        query = select(func.count()).where(idempotency_table.c.created_at <= moment)
        return int((await self._session.connection.execute(query)).scalar_one())

    async def forget_before(self, moment: datetime) -> int:
        """Remove keys made at or before `moment`; returns how many."""
        result = await self._session.connection.execute(
            delete(idempotency_table).where(idempotency_table.c.created_at <= moment)
        )
        return result.rowcount
