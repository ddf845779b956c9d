"""Conversations: one row each, saved with a version so that two writers cannot overwrite each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Integer,
    LargeBinary,
    RowMapping,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from bot.store.errors import Conflict
from bot.store.events import Event, event_rows, events_table
from bot.store.idempotency import idempotency_table
from bot.store.resume_codes import resume_codes_table
from bot.store.schema import Moment, metadata
from bot.store.session import Session

Status: TypeAlias = Literal["open", "done", "stopped", "erased"]

conversations_table = Table(
    "conversations",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("channel_key_hmac", String(64), index=True),
    Column("version", Integer, nullable=False),
    Column("event_count", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("consented_at", Moment),
    Column("status", String(10), nullable=False),
    Column("library_version", String(64), nullable=False),
    Column("callback_checked_at", Moment),
    Column("state_enc", LargeBinary),
    Column("turn_enc", LargeBinary),
    Index("ix_conversations_status_updated_at", "status", "updated_at"),
)

UNFINISHED: tuple[Status, ...] = ("open", "stopped")

_TABLE = "conversations"


@dataclass(frozen=True)
class StoredConversation:
    """One conversation as stored. `state` and `turn` are JSON-able and belong to the dialogue.

    `version` starts at 1 and grows by one with each save; `event_count` is how many events its log holds. Change a
    conversation with `dataclasses.replace` and `Conversations.save`. An erased one has an empty state and turn.
    """

    id: str
    token_hash: str
    channel: str
    created_at: datetime
    updated_at: datetime
    expires_at: datetime
    library_version: str
    state: dict[str, Any] = field(default_factory=dict)
    turn: dict[str, Any] = field(default_factory=dict)
    status: Status = "open"
    consented_at: datetime | None = None
    version: int = 1
    event_count: int = 0

    def with_token(self, token_hash: str) -> StoredConversation:
        """The same for the holder of another token; the old one opens it no more."""
        return replace(self, token_hash=token_hash)


class Conversations:
    """The conversations of one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def create(
        self,
        conversation: StoredConversation,
        *,
        channel_key: str | None = None,
        events: Sequence[Event] = (),
    ) -> StoredConversation:
        """Store a new conversation, as version 1, with its first events.

        `channel_key` (a normalised phone number or account id) is kept only as a keyed hash.
        """
        cipher = self._session.cipher
        fresh = replace(conversation, version=1, event_count=len(events))
        index = cipher.blind_index(channel_key, f"channel {fresh.channel}") if channel_key else None
        await self._session.connection.execute(
            insert(conversations_table).values(
                id=fresh.id,
                token_hash=fresh.token_hash,
                channel=fresh.channel,
                channel_key_hmac=index,
                version=1,
                created_at=fresh.created_at,
                **self._changing_columns(fresh),
            )
        )
        await self._log(fresh.id, 1, events)
        return fresh

    async def load(self, conversation_id: str) -> StoredConversation | None:
        """The conversation, or None. An erased one is returned as such, so that callers can tell it from unknown."""
        return await self._one(conversation_id, lock=False)

    async def load_for_update(self, conversation_id: str) -> StoredConversation | None:
        """As `load`, and nobody else can change it before this unit of work ends."""
        return await self._one(conversation_id, lock=True)

    async def save(
        self, conversation: StoredConversation, expected_version: int, *, events: Sequence[Event] = ()
    ) -> StoredConversation:
        """Store the changed conversation and append its events: two statements. Returns it with the new version.

        Raises Conflict if another writer saved since `expected_version` was loaded, or if it has been erased.
        """
        first = conversation.event_count + 1
        saved = replace(conversation, version=expected_version + 1, event_count=conversation.event_count + len(events))
        result = await self._session.connection.execute(
            update(conversations_table)
            .where(
                conversations_table.c.id == saved.id,
                conversations_table.c.version == expected_version,
                conversations_table.c.status != "erased",
            )
            .values(
                version=saved.version,
                token_hash=saved.token_hash,
                channel=saved.channel,
                callback_checked_at=None,
                **self._changing_columns(saved),
            )
        )
        if result.rowcount != 1:
            raise Conflict(f"conversation {saved.id} was changed by somebody else")
        await self._log(saved.id, first, events)
        return saved

    async def remember_channel_key(self, conversation_id: str, channel: str, channel_key: str | None) -> None:
        """Let the conversation be found by this (normalised) number or account, of which a keyed hash is kept.

        None: it is not found by any.
        """
        index = self._session.cipher.blind_index(channel_key, f"channel {channel}") if channel_key else None
        await self._session.connection.execute(
            update(conversations_table)
            .where(conversations_table.c.id == conversation_id, conversations_table.c.status != "erased")
            .values(channel_key_hmac=index)
        )

    async def open_for_channel_key(self, channel: str, channel_key: str) -> StoredConversation | None:
        """The newest conversation on that channel with that (normalised) number or account that nobody finished."""
        indexes = self._session.cipher.blind_indexes(channel_key, f"channel {channel}")
        query = (
            select(conversations_table)
            .where(conversations_table.c.channel_key_hmac.in_(indexes), conversations_table.c.status.in_(UNFINISHED))
            .order_by(conversations_table.c.updated_at.desc())
            .limit(1)
        )
        row = (await self._session.connection.execute(query)).mappings().first()
        return self._from_row(row) if row else None

    async def quiet_since(self, moment: datetime, limit: int) -> list[str]:
        """Ids of the conversations that `claim_callback_check` would give, the longest quiet first."""
        query = (
            select(conversations_table.c.id)
            .where(*_quiet(moment))
            .order_by(conversations_table.c.updated_at, conversations_table.c.id)
            .limit(limit)
        )
        return list((await self._session.connection.execute(query)).scalars())

    async def claim_callback_check(self, conversation_id: str, quiet_since: datetime, at: datetime) -> bool:
        """Take it on oneself to look at a consented conversation that nobody finished, unchanged since that moment.

        True for one caller only, and not again before the client has said something more.
        """
        result = await self._session.connection.execute(
            update(conversations_table)
            .where(conversations_table.c.id == conversation_id, *_quiet(quiet_since))
            .values(callback_checked_at=at)
        )
        return result.rowcount == 1

    async def unchanged_since(
        self, moment: datetime, statuses: Sequence[Status], *, among: Sequence[str] | None = None
    ) -> list[str]:
        """The ids of the conversations in these statuses that nobody changed after `moment`.

        With `among`, only of those, and nobody else can change them before this unit of work ends.
        """
        columns = conversations_table.c
        query = select(columns.id).where(columns.status.in_(statuses), columns.updated_at <= moment)
        if among is not None:
            query = query.where(columns.id.in_(among))
            if not self._session.is_sqlite:
                query = query.with_for_update()
        return list((await self._session.connection.execute(query)).scalars())

    async def erase(self, conversation_ids: Iterable[str], at: datetime | None = None) -> int:
        """Remove all that was said, resume codes and the caller's look-up value; an empty shell stays.

        The shell keeps the token's hash, so that a late visitor with the right token is told that it is gone. `at`
        is when, from which the shell's own period counts (default: since the last word). Returns how many were
        erased. Intakes that were sent are kept: they have their own periods.
        """
        moment = {"updated_at": at} if at else {}
        erased = 0
        for conversation_id in conversation_ids:
            for table in (events_table, idempotency_table, resume_codes_table):
                await self._session.connection.execute(delete(table).where(table.c.conversation_id == conversation_id))
            result = await self._session.connection.execute(
                update(conversations_table)
                .where(conversations_table.c.id == conversation_id, conversations_table.c.status != "erased")
                .values(
                    status="erased",
                    state_enc=None,
                    turn_enc=None,
                    channel_key_hmac=None,
                    event_count=0,
                    version=conversations_table.c.version + 1,
                    **moment,
                )
            )
            erased += result.rowcount
        return erased

    async def count(self) -> int:
        """How many there are, erased ones included."""
        query = select(func.count()).select_from(conversations_table)
        return int((await self._session.connection.execute(query)).scalar_one())

    async def _one(self, conversation_id: str, *, lock: bool) -> StoredConversation | None:
        query = select(conversations_table).where(conversations_table.c.id == conversation_id)
        if lock and not self._session.is_sqlite:
            query = query.with_for_update()
        row = (await self._session.connection.execute(query)).mappings().first()
        return self._from_row(row) if row else None

    async def _log(self, conversation_id: str, first: int, events: Sequence[Event]) -> None:
        if rows := event_rows(self._session.cipher, conversation_id, first, events):
            await self._session.connection.execute(insert(events_table), rows)

    def _changing_columns(self, conversation: StoredConversation) -> dict[str, Any]:
        cipher = self._session.cipher
        return {
            "event_count": conversation.event_count,
            "updated_at": conversation.updated_at,
            "expires_at": conversation.expires_at,
            "consented_at": conversation.consented_at,
            "status": conversation.status,
            "library_version": conversation.library_version,
            "state_enc": cipher.seal_json(conversation.state, _TABLE, "state_enc", conversation.id),
            "turn_enc": cipher.seal_json(conversation.turn, _TABLE, "turn_enc", conversation.id),
        }

    def _from_row(self, row: RowMapping) -> StoredConversation:
        cipher = self._session.cipher
        opened = {
            column: cipher.open_json(row[f"{column}_enc"], _TABLE, f"{column}_enc", row["id"])
            if row[f"{column}_enc"] is not None
            else {}
            for column in ("state", "turn")
        }
        return StoredConversation(
            id=row["id"],
            token_hash=row["token_hash"],
            channel=row["channel"],
            created_at=row["created_at"],
            updated_at=row["updated_at"],
            expires_at=row["expires_at"],
            library_version=row["library_version"],
            state=opened["state"],
            turn=opened["turn"],
            status=row["status"],
            consented_at=row["consented_at"],
            version=row["version"],
            event_count=row["event_count"],
        )


def _quiet(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    columns = conversations_table.c
    return (
        columns.status.in_(UNFINISHED),
        columns.updated_at <= moment,
        columns.consented_at.is_not(None),
        columns.callback_checked_at.is_(None),
    )
