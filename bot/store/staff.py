"""Staff: those who read intakes and edit words. Their e-mail addresses are work addresses and stored plainly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    false,
    func,
    select,
    update,
)

from bot.store.errors import Conflict
from bot.store.roles import ROLES, Role
from bot.store.schema import Moment, metadata
from bot.store.session import Session

staff_table = Table(
    "staff",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("password_hash", String(200), nullable=False),
    Column("role", String(10), nullable=False),
    Column("office", String(60)),
    Column("created_at", Moment, nullable=False),
    Column("disabled_at", Moment),
    Column("name", String(80)),
    Column("must_change", Boolean, nullable=False, server_default=false()),
    Column("failed_logins", Integer, nullable=False, server_default="0"),
    Column("locked_until", Moment),
    Column("totp_enc", LargeBinary),
    Column("totp_step", BigInteger, nullable=False, server_default="0"),
)


@dataclass(frozen=True)
class StaffMember:
    """One person. `office` limits whose intakes an ombud sees; None means no office yet."""

    id: str
    email: str
    role: Role
    office: str | None
    created_at: datetime
    disabled_at: datetime | None
    password_hash: str


class Staff:
    """The staff, in one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(
        self, email: str, *, role: Role, password_hash: str, now: datetime, office: str | None = None
    ) -> StaffMember:
        """Add a person (`password_hash` from `bot.store.passwords.hash_password`).

        Raises Conflict if the address is taken, in whatever letter case, and ValueError for an unknown role.
        """
        if role not in ROLES:
            raise ValueError(f"unknown role {role!r}; it is one of {', '.join(ROLES)}")
        member = StaffMember(str(uuid4()), _normal(email), role, office, now, None, password_hash)
        inserted = await self._session.insert_unless_taken(
            staff_table,
            {
                "id": member.id,
                "email": member.email,
                "password_hash": password_hash,
                "role": role,
                "office": office,
                "created_at": now,
            },
        )
        if not inserted:
            raise Conflict(f"{member.email} is already staff")
        return member

    async def all(self) -> list[StaffMember]:
        """Everybody, by address, the disabled too."""
        rows = await self._session.connection.execute(select(staff_table).order_by(staff_table.c.email))
        return [_member(row) for row in rows]

    async def by_email(self, email: str) -> StaffMember | None:
        query = select(staff_table).where(staff_table.c.email == _normal(email))
        row = (await self._session.connection.execute(query)).first()
        return _member(row) if row else None

    async def disable(self, email: str, now: datetime) -> bool:
        """Shut a person out. Returns False if there is nobody active with that address."""
        result = await self._session.connection.execute(
            update(staff_table)
            .where(staff_table.c.email == _normal(email), staff_table.c.disabled_at.is_(None))
            .values(disabled_at=now)
        )
        return result.rowcount == 1

    async def has_admin(self) -> bool:
        """Whether an active admin exists."""
        query = (
            select(func.count())
            .select_from(staff_table)
            .where(staff_table.c.role == "admin", staff_table.c.disabled_at.is_(None))
        )
        return bool((await self._session.connection.execute(query)).scalar_one())


def _normal(email: str) -> str:
    return email.strip().casefold()


def _member(row: Row[tuple[object, ...]]) -> StaffMember:
    return StaffMember(row.id, row.email, row.role, row.office, row.created_at, row.disabled_at, row.password_hash)
