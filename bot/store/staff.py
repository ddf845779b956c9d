"""Staff: those who read intakes and edit words. Their e-mail addresses are work addresses and stored plainly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
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
_columns = staff_table.c


@dataclass(frozen=True)
class StaffMember:
    """One person. `office` limits whose intakes an ombud sees; None means no office yet.

    `must_change`: the password was made by somebody else. `failed_logins` since the last right one.
    """

    id: str
    email: str
    role: Role
    office: str | None
    created_at: datetime
    disabled_at: datetime | None
    password_hash: str
    name: str | None = None
    must_change: bool = False
    failed_logins: int = 0
    locked_until: datetime | None = None
    totp_on: bool = False


class Staff:
    """The staff, in one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(
        self,
        email: str,
        *,
        role: Role,
        password_hash: str,
        now: datetime,
        office: str | None = None,
        name: str | None = None,
        must_change: bool = False,
    ) -> StaffMember:
        """Add a person (`password_hash` from `bot.store.passwords.hash_password`).

        Raises Conflict if the address is taken, in whatever letter case, and ValueError for an unknown role.
        """
        if role not in ROLES:
            raise ValueError(f"unknown role {role!r}; it is one of {', '.join(ROLES)}")
        member = StaffMember(
            str(uuid4()), _normal(email), role, office, now, None, password_hash, name=name, must_change=must_change
        )
        inserted = await self._session.insert_unless_taken(
            staff_table,
            {
                "id": member.id,
                "email": member.email,
                "password_hash": password_hash,
                "role": role,
                "office": office,
                "created_at": now,
                "name": name,
                "must_change": must_change,
            },
        )
        if not inserted:
            raise Conflict(f"{member.email} is already staff")
        return member

    async def all(self) -> list[StaffMember]:
        """Everybody, by address, the disabled too."""
        rows = await self._session.connection.execute(select(staff_table).order_by(_columns.email))
        return [_member(row) for row in rows]

    async def by_email(self, email: str) -> StaffMember | None:
        """Somebody with that address, in whatever letter case; None for anything that is no address."""
        if not email.strip().isprintable():  # there are signs that no text column takes
            return None
        row = (await self._session.connection.execute(select(staff_table).where(_is(email)))).first()
        return _member(row) if row else None

    async def by_id(self, staff_id: str, *, lock: bool = False) -> StaffMember | None:
        """With `lock`, nobody else can change the person before this unit of work ends."""
        query = select(staff_table).where(_columns.id == staff_id)
        if lock and not self._session.is_sqlite:
            query = query.with_for_update()
        row = (await self._session.connection.execute(query)).first()
        return _member(row) if row else None

    async def disable(self, email: str, now: datetime) -> bool:
        """Shut a person out. Returns False if there is nobody active with that address."""
        which = _is(email) & _columns.disabled_at.is_(None)
        shut = await self._session.connection.execute(update(staff_table).where(which).values(disabled_at=now))
        return shut.rowcount == 1

    async def change(self, staff_id: str, *, role: Role, office: str | None, name: str | None) -> None:
        """What somebody works with. Raises ValueError for an unknown role."""
        if role not in ROLES:
            raise ValueError(f"unknown role {role!r}; it is one of {', '.join(ROLES)}")
        await self._update(staff_id, role=role, office=office, name=name)

    async def set_password(self, staff_id: str, password_hash: str, *, must_change: bool = False) -> None:
        """A new password also ends a lock-out."""
        await self._update(
            staff_id, password_hash=password_hash, must_change=must_change, failed_logins=0, locked_until=None
        )

    async def set_failures(self, staff_id: str, failed_logins: int, locked_until: datetime | None) -> None:
        await self._update(staff_id, failed_logins=failed_logins, locked_until=locked_until)

    async def totp_secret(self, staff_id: str) -> str | None:
        """The secret of the second factor, or None when there is none."""
        query = select(_columns.totp_enc).where(_columns.id == staff_id)
        sealed = (await self._session.connection.execute(query)).scalar_one_or_none()
        return self._session.cipher.open_json(sealed, "staff", "totp_enc", staff_id) if sealed is not None else None

    async def set_totp(self, staff_id: str, secret: str | None) -> None:
        """Turn the second factor on (or with None, off)."""
        cipher = self._session.cipher
        sealed = cipher.seal_json(secret, "staff", "totp_enc", staff_id) if secret is not None else None
        await self._update(staff_id, totp_enc=sealed)

    async def use_totp_step(self, staff_id: str, step: int) -> bool:
        """Use up this time step and all before it; False if it has been used already."""
        which = (_columns.id == staff_id) & (_columns.totp_step < step)
        used = await self._session.connection.execute(update(staff_table).where(which).values(totp_step=step))
        return used.rowcount == 1

    async def has_admin(self) -> bool:
        """Whether an active admin exists."""
        query = (
            select(func.count())
            .select_from(staff_table)
            .where(_columns.role == "admin", _columns.disabled_at.is_(None))
        )
        return bool((await self._session.connection.execute(query)).scalar_one())

    async def _update(self, staff_id: str, **values: Any) -> None:
        await self._session.connection.execute(update(staff_table).where(_columns.id == staff_id).values(**values))


def _normal(email: str) -> str:
    return email.strip().casefold()


def _is(email: str) -> Any:
    return _columns.email == _normal(email)


def _member(row: Row[Any]) -> StaffMember:
    return StaffMember(
        row.id,
        row.email,
        row.role,
        row.office,
        row.created_at,
        row.disabled_at,
        row.password_hash,
        name=row.name,
        must_change=bool(row.must_change),
        failed_logins=row.failed_logins,
        locked_until=row.locked_until,
        totp_on=row.totp_enc is not None,
    )
