"""The log of a conversation: append only, numbered from 1, so that "why did it say that?" has an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, select

from bot.store.crypto import FieldCipher
from bot.store.schema import Moment, metadata
from bot.store.session import Session

events_table = Table(
    "conversation_events",
    metadata,
    Column("conversation_id", String(36), ForeignKey("conversations.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("payload_enc", LargeBinary, nullable=False),
)

_TABLE = "conversation_events"


@dataclass(frozen=True)
class Event:
    """Something that happened. `kind` is a plain code in the past tense; `payload` is JSON-able and is encrypted."""

    kind: str
    payload: Any
    at: datetime


@dataclass(frozen=True)
class StoredEvent:
    seq: int
    kind: str
    payload: Any
    at: datetime


def event_rows(
    cipher: FieldCipher, conversation_id: str, first: int, events: Sequence[Event]
) -> list[dict[str, object]]:
    """The events as rows, numbered from `first`."""
    return [
        {
            "conversation_id": conversation_id,
            "seq": seq,
            "at": event.at,
            "kind": event.kind,
            "payload_enc": cipher.seal_json(event.payload, _TABLE, "payload_enc", _row_id(conversation_id, seq)),
        }
        for seq, event in enumerate(events, start=first)
    ]


class Events:
    """Reading the log. It is written by `Conversations.create` and `Conversations.save`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def of(self, conversation_id: str) -> list[StoredEvent]:
        """Everything that happened in that conversation, in order."""
        query = (
            select(events_table).where(events_table.c.conversation_id == conversation_id).order_by(events_table.c.seq)
        )
        rows = await self._session.connection.execute(query)
        return [
            StoredEvent(
                row.seq,
                row.kind,
                self._session.cipher.open_json(
                    row.payload_enc, _TABLE, "payload_enc", _row_id(conversation_id, row.seq)
                ),
                row.at,
            )
            for row in rows
        ]


def _row_id(conversation_id: str, seq: int) -> str:
    return f"{conversation_id}/{seq}"
