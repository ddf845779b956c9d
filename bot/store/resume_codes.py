"""Codes that move a conversation to another channel: short-lived, single-use, kept only as keyed hashes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ColumnElement, ForeignKey, String, Table, delete, func, or_, select, update

from bot.store.errors import Conflict
from bot.store.schema import Moment, metadata
from bot.store.session import Session

resume_codes_table = Table(
    "resume_codes",
    metadata,
    Column("code_hmac", String(64), primary_key=True),
    Column("conversation_id", String(36), ForeignKey("conversations.id"), nullable=False, index=True),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

_PURPOSE = "resume code"


class ResumeCodes:
    """The codes of one unit of work. The caller draws the code and normalises what a client typed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def create(self, conversation_id: str, code: str, expires_at: datetime) -> None:
        """Make `code` open that conversation until `expires_at`; its earlier codes stop working.

        Raises Conflict if the code is in use already: draw another.
        """
        await self._session.connection.execute(
            delete(resume_codes_table).where(resume_codes_table.c.conversation_id == conversation_id)
        )
        inserted = await self._session.insert_unless_taken(
            resume_codes_table,
            {
                "code_hmac": self._session.cipher.blind_index(code, _PURPOSE),
                "conversation_id": conversation_id,
                "expires_at": expires_at,
                "used_at": None,
            },
        )
        if not inserted:
            raise Conflict("that resume code is taken")

    async def conversation_of(self, code: str, now: datetime) -> str | None:
        """The conversation the code would open, to be locked before `redeem`: everybody locks it before its codes.

        None for a wrong, used or expired code alike.
        """
        query = select(resume_codes_table.c.conversation_id).where(self._opens(code, now))
        return (await self._session.connection.execute(query)).scalar_one_or_none()

    async def redeem(self, code: str, now: datetime) -> str | None:
        """The conversation the code opens, and the code is used up. None for a wrong, used or expired code alike.

        Lock the conversation first (`conversation_of` finds it), or two units of work can wait for each other.
        """
        query = (
            update(resume_codes_table)
            .where(self._opens(code, now))
            .values(used_at=now)
            .returning(resume_codes_table.c.conversation_id)
        )
        return (await self._session.connection.execute(query)).scalar_one_or_none()

    def _opens(self, code: str, now: datetime) -> ColumnElement[bool]:
        columns = resume_codes_table.c
        return (
            columns.code_hmac.in_(self._session.cipher.blind_indexes(code, _PURPOSE))
            & columns.used_at.is_(None)
            & (columns.expires_at > now)
        )

    async def count_spent(self, now: datetime) -> int:
        query = select(func.count()).select_from(resume_codes_table).where(_spent(now))
        return int((await self._session.connection.execute(query)).scalar_one())

    async def forget_spent(self, now: datetime) -> int:
        """Remove used and expired codes; returns how many."""
        return (await self._session.connection.execute(delete(resume_codes_table).where(_spent(now)))).rowcount


def _spent(now: datetime) -> ColumnElement[bool]:
    return or_(resume_codes_table.c.used_at.is_not(None), resume_codes_table.c.expires_at <= now)
