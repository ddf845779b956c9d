"""Who of the staff is logged in. Only a hash of the token is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table, delete, insert, select, update

from bot.store.schema import Moment, metadata
from bot.store.session import Session
from bot.store.tokens import hash_token

Stage: TypeAlias = Literal["password", "full"]
"""`password`: the password was right, the second factor is still to come."""

staff_sessions_table = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff_id", String(36), ForeignKey("staff.id"), nullable=False, index=True),
    Column("stage", String(10), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("pending_enc", LargeBinary),
)
_TABLE = "staff_sessions"


@dataclass(frozen=True)
class StaffSession:
    """One login. `pending` is the secret of a second factor that is being set up."""

    token_hash: str
    staff_id: str
    stage: Stage
    created_at: datetime
    seen_at: datetime
    pending: str | None


class StaffSessions:
    """The logins, in one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def start(self, token: str, staff_id: str, stage: Stage, now: datetime) -> None:
        values = {"token_hash": hash_token(token), "staff_id": staff_id, "stage": stage}
        await self._session.connection.execute(
            insert(staff_sessions_table).values(**values, created_at=now, seen_at=now)
        )

    async def of(self, token: str) -> StaffSession | None:
        """The login with that token, however old. The caller decides whether it is too old."""
        query = select(staff_sessions_table).where(staff_sessions_table.c.token_hash == hash_token(token))
        row = (await self._session.connection.execute(query)).mappings().first()
        if row is None:
            return None
        pending = None
        if row["pending_enc"] is not None:
            pending = self._session.cipher.open_json(row["pending_enc"], _TABLE, "pending_enc", row["token_hash"])
        return StaffSession(
            row["token_hash"], row["staff_id"], row["stage"], row["created_at"], row["seen_at"], pending
        )

    async def seen(self, token: str, now: datetime) -> None:
        await self._update(token, seen_at=now)

    async def raise_to_full(self, token: str) -> None:
        await self._update(token, stage="full")

    async def hold_pending(self, token: str, secret: str | None) -> None:
        """Keep (or with None, drop) the secret of a second factor until its first code has been right."""
        sealed = None
        if secret is not None:
            sealed = self._session.cipher.seal_json(secret, _TABLE, "pending_enc", hash_token(token))
        await self._update(token, pending_enc=sealed)

    async def end(self, token: str) -> None:
        await self._session.connection.execute(
            delete(staff_sessions_table).where(staff_sessions_table.c.token_hash == hash_token(token))
        )

    async def end_all_of(self, staff_id: str, *, but: str | None = None) -> int:
        """End every login of a person, except the one with the token `but`; returns how many."""
        which = staff_sessions_table.c.staff_id == staff_id
        if but is not None:
            which &= staff_sessions_table.c.token_hash != hash_token(but)
        return (await self._session.connection.execute(delete(staff_sessions_table).where(which))).rowcount

    async def remove_older(self, created_before: datetime, seen_before: datetime) -> int:
        columns = staff_sessions_table.c
        old = (columns.created_at < created_before) | (columns.seen_at < seen_before)
        return (await self._session.connection.execute(delete(staff_sessions_table).where(old))).rowcount

    async def _update(self, token: str, **values: object) -> None:
        await self._session.connection.execute(
            update(staff_sessions_table).where(staff_sessions_table.c.token_hash == hash_token(token)).values(**values)
        )
