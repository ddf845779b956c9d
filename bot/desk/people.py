"""Who works here: adding people, helping those who cannot log in, shutting out those who have left. All is audited."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.desk.password_rules import check_new_password
from bot.intakes.submit import QUEUE_TOPIC
from bot.store.audit import ActorKind
from bot.store.database import Database
from bot.store.passwords import ARGON2, Passwords, one_time_password
from bot.store.roles import Role
from bot.store.staff import StaffMember
from bot.store.unit_of_work import UnitOfWork


class NobodyThere(Exception):
    """No active person has that address."""


@dataclass(frozen=True)
class Actor:
    """Who does it: somebody of the staff (by e-mail), or a system account that runs a command."""

    kind: ActorKind
    name: str


@dataclass(frozen=True)
class Added:
    """`one_time_password` is there if none was given; it is to be told now, for it cannot be read again."""

    member: StaffMember
    one_time_password: str | None


class People:
    """For admins. `clock()` gives a moment with a time zone."""

    def __init__(self, database: Database, clock: Callable[[], datetime], *, hasher: Passwords = ARGON2) -> None:
        self._database = database
        self._clock = clock
        self._hasher = hasher

    async def all(self) -> list[StaffMember]:
        """Everybody, by address, the disabled too."""
        async with self._database.reading() as uow:
            return await uow.staff.all()

    async def add(
        self, email: str, role: Role, *, by: Actor, office: str | None, name: str | None, password: str | None = None
    ) -> Added:
        """Without a `password` the person gets a one-time one, and must change it at the first login.

        Raises WeakPassword, and Conflict for an address that is taken.
        """
        if password is not None:
            check_new_password(password, old="", email=email.strip())
        chosen = password if password is not None else one_time_password()
        hashed = await asyncio.to_thread(self._hasher.hash, chosen)
        now = self._clock()
        async with self._database.unit_of_work() as uow:
            member = await uow.staff.add(
                email,
                role=role,
                password_hash=hashed,
                now=now,
                office=office,
                name=name,
                must_change=password is None,
            )
            codes = {"staff": member.email, "role": role, "office": office}
            await uow.audit.append("staff_added", at=now, actor_kind=by.kind, actor=by.name, codes=codes)
        return Added(member, chosen if password is None else None)

    async def change(
        self, email: str, *, by: Actor, role: Role | None = None, office: str | None = None, name: str | None = None
    ) -> StaffMember:
        """What is None stays as it is. It counts at once, also for those who are logged in. Raises NobodyThere."""
        async with self._database.unit_of_work() as uow:
            member = await _active(uow, email)
            new_role, new_office = role or member.role, office or member.office
            await uow.staff.change(member.id, role=new_role, office=new_office, name=name or member.name)
            await self._note(uow, "staff_changed", member, by, role=new_role, office=new_office)
            changed = await uow.staff.by_id(member.id)
        assert changed is not None
        return changed

    async def new_password(self, email: str, *, by: Actor) -> str:
        """A one-time password for one who has lost theirs. Ends their logins and a lock-out. Raises NobodyThere."""
        chosen = one_time_password()
        hashed = await asyncio.to_thread(self._hasher.hash, chosen)
        async with self._database.unit_of_work() as uow:
            member = await _active(uow, email)
            await uow.staff.set_password(member.id, hashed, must_change=True)
            await uow.staff_sessions.end_all_of(member.id)
            await self._note(uow, "password_reset", member, by)
        return chosen

    async def totp_off(self, email: str, *, by: Actor) -> bool:
        """For one who has lost the telephone with the codes; ends their logins. False if none was on.

        Raises NobodyThere.
        """
        async with self._database.unit_of_work() as uow:
            member = await _active(uow, email)
            if member.totp_on:
                await uow.staff.set_totp(member.id, None)
                await uow.staff_sessions.end_all_of(member.id)
                await self._note(uow, "totp_removed", member, by)
        return member.totp_on

    async def disable(self, email: str, *, by: Actor) -> int:
        """Shut a person out, at once. Raises NobodyThere.

        Returns how many waiting cases they have: these are free for their colleagues to take from now on.
        """
        async with self._database.unit_of_work() as uow:
            member = await _active(uow, email)
            await uow.staff.disable(member.email, self._clock())
            await uow.staff_sessions.end_all_of(member.id)
            await self._note(uow, "staff_disabled", member, by)
            await uow.changes.bump(QUEUE_TOPIC)
            return await uow.case_heads.held_by(member.id)

    async def _note(self, uow: UnitOfWork, action: str, member: StaffMember, by: Actor, **codes: str | None) -> None:
        told = {"staff": member.email, **codes}
        await uow.audit.append(action, at=self._clock(), actor_kind=by.kind, actor=by.name, codes=told)


async def _active(uow: UnitOfWork, email: str) -> StaffMember:
    member = await uow.staff.by_email(email)
    if member is None or member.disabled_at is not None:
        raise NobodyThere
    return member
