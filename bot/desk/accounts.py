"""How staff log in: password, second factor, lock-out, sessions. All of it is audited."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.errors import LockedOut, LoginEnded, LoginError, WeakPassword, WrongCode, WrongLogin
from bot.desk.login import Enrolment, LoggedIn, Need, Session, csrf_of, lasts, needs_of, person_of
from bot.desk.password_rules import LONGEST as LONGEST_PASSWORD
from bot.desk.password_rules import check_new_password, failures_with, lock_after
from bot.desk.second_factor import enrolment_uri, matching_step, new_secret
from bot.desk.strangers import Strangers
from bot.store.database import Database
from bot.store.passwords import ARGON2, Passwords
from bot.store.staff import StaffMember
from bot.store.staff_sessions import StaffSession
from bot.store.tokens import new_token
from bot.store.unit_of_work import UnitOfWork

__all__ = ["Accounts", "Enrolment", "LoggedIn", "Need", "Session"]

UNKNOWN_LOGINS = "unknown_logins"
"""The counter (`Changes`) of tries with addresses that nobody has: all that is kept of them."""
_TOUCH_EVERY = timedelta(minutes=1)
_AT_ONCE = 4


@dataclass(frozen=True)
class _Login:
    """A login that lasts, as found in the store."""

    session: StaffSession
    member: StaffMember

    @property
    def needs(self) -> frozenset[Need]:
        return needs_of(self.session, self.member)


class Accounts:
    """One per process. `clock()` gives a moment with a time zone."""

    def __init__(self, database: Database, clock: Callable[[], datetime], *, hasher: Passwords = ARGON2) -> None:
        self._database = database
        self._clock = clock
        self._hasher = hasher
        self._dummy: str | None = None
        self._strangers = Strangers()
        self._hashing = asyncio.Semaphore(_AT_ONCE)  # each takes 64 MB while it lasts

    async def log_in(self, email: str, password: str) -> LoggedIn:
        """Begin a login. Raises WrongLogin, LockedOut (also for an address that nobody has, after as many tries)."""
        now = self._clock()
        self._dummy = self._dummy or await self._hash(new_token())
        async with self._database.reading() as uow:
            member = await uow.staff.by_email(email)
        if member is None or member.disabled_at is not None:
            raise await self._refuse(email, password, self._dummy, member, now)
        _raise_if_locked(member, now)
        right = await self._matches(password, member.password_hash)
        token = new_token()
        async with self._database.unit_of_work() as uow:
            fresh = await uow.staff.by_id(member.id, lock=True)
            error = await self._judge(uow, fresh, member.password_hash, right, now)
            if error is None:
                assert fresh is not None
                await uow.staff_sessions.start(token, fresh.id, "password" if fresh.totp_on else "full", now)
                if not fresh.totp_on:  # with a second factor, the code is what ends the counting
                    await uow.staff.set_failures(fresh.id, 0, None)
                await _audit(uow, fresh, "login", now, waits_for_code=fresh.totp_on)
        if error is not None:
            raise error
        assert fresh is not None
        begun = StaffSession("", fresh.id, "password" if fresh.totp_on else "full", now, now, None)
        return LoggedIn(token, person_of(fresh), needs_of(begun, fresh))

    async def who(self, token: str, *, touch: bool = True) -> Session | None:
        """Whose login that is; None if it has ended: 60 minutes unused, 12 hours old, or the person is shut out.

        One that waits for its code ends after 10 minutes. Without `touch` this look does not count as using it: a page
        that asks by itself must not keep the login of somebody who has left the room.
        """
        now = self._clock()
        async with self._database.reading() as uow:
            login = await _find(uow, token, now)
        if login is None:
            return None
        if touch and now - login.session.seen_at >= _TOUCH_EVERY:
            async with self._database.unit_of_work() as uow:
                await uow.staff_sessions.seen(token, now)
        return Session(person_of(login.member), csrf_of(token), login.needs, login.member.totp_on)

    async def give_code(self, token: str, code: str) -> None:
        """The second factor. Each code works once. Raises WrongCode, LockedOut, LoginEnded."""
        now, error = self._clock(), None
        async with self._database.unit_of_work() as uow:
            login = await _find(uow, token, now, lock=True)
            if login is None:
                raise LoginEnded
            if "code" not in login.needs:
                return
            _raise_if_locked(login.member, now)
            step = matching_step(await uow.staff.totp_secret(login.member.id) or new_secret(), code, now)
            if step is not None and await uow.staff.use_totp_step(login.member.id, step):
                await uow.staff_sessions.raise_to_full(token)
                await uow.staff.set_failures(login.member.id, 0, None)
                await _audit(uow, login.member, "code_given", now)
            else:
                error = await _count_failure(uow, login.member, "code_failed", now) or WrongCode()
        if error is not None:
            raise error

    async def change_password(self, token: str, old: str | None, new: str) -> None:
        """Change it and end the person's other logins. Raises WeakPassword, WrongLogin, LockedOut, LoginEnded.

        `old` None is enough for one who has just logged in with a one-time password, which must be changed: such a
        login can have begun with that password only.
        """
        now = self._clock()
        member = await self._past_the_code(token, now)
        check_new_password(new, old=old or "", email=member.email)
        if old is None and not member.must_change:
            raise WrongLogin
        if old is None and await self._matches(new, member.password_hash):
            raise WeakPassword("same")
        right = old is None or await self._matches(old, member.password_hash)
        hashed = await self._hash(new) if right else ""
        async with self._database.unit_of_work() as uow:
            fresh = await uow.staff.by_id(member.id, lock=True)
            error = await self._judge(uow, fresh, member.password_hash, right, now)
            if error is None:
                await uow.staff.set_password(member.id, hashed)
                ended = await uow.staff_sessions.end_all_of(member.id, but=token)
                await _audit(uow, member, "password_changed", now, logins_ended=ended)
        if error is not None:
            raise error

    async def begin_totp(self, token: str) -> Enrolment:
        """A new secret for a second factor; it counts from `confirm_totp` on.

        Raises LoginEnded, and WrongLogin when a second factor is on already (take it away first).
        """
        now, secret = self._clock(), new_secret()
        async with self._database.unit_of_work() as uow:
            login = await _find(uow, token, now, lock=True)
            if login is None or login.needs:
                raise LoginEnded
            if login.member.totp_on:
                raise WrongLogin
            await uow.staff_sessions.hold_pending(token, secret)
        return Enrolment(secret, enrolment_uri(secret, login.member.email))

    async def confirm_totp(self, token: str, code: str) -> None:
        """Turn the second factor on with its first code; ends the other logins. Raises WrongCode, LoginEnded."""
        now = self._clock()
        async with self._database.unit_of_work() as uow:
            login = await _find(uow, token, now, lock=True)
            if login is None or login.needs or login.session.pending is None:
                raise LoginEnded
            secret, member = login.session.pending, login.member
            step = matching_step(secret, code, now)
            if step is None or not await uow.staff.use_totp_step(member.id, step):
                raise WrongCode
            await uow.staff.set_totp(member.id, secret)
            await uow.staff_sessions.hold_pending(token, None)
            await uow.staff_sessions.raise_to_full(token)
            ended = await uow.staff_sessions.end_all_of(member.id, but=token)
            await _audit(uow, member, "totp_on", now, logins_ended=ended)

    async def remove_totp(self, token: str, password: str) -> None:
        """Turn it off. Raises WrongLogin, LockedOut, LoginEnded."""
        now = self._clock()
        member = await self._past_the_code(token, now)
        right = await self._matches(password, member.password_hash)
        async with self._database.unit_of_work() as uow:
            fresh = await uow.staff.by_id(member.id, lock=True)
            error = await self._judge(uow, fresh, member.password_hash, right, now)
            if error is None:
                await uow.staff.set_totp(member.id, None)
                await uow.staff.set_failures(member.id, 0, None)
                await _audit(uow, member, "totp_off", now)
        if error is not None:
            raise error

    async def log_out(self, token: str) -> None:
        """End this login. Does nothing if it has ended."""
        now = self._clock()
        async with self._database.unit_of_work() as uow:
            login = await _find(uow, token, now)
            await uow.staff_sessions.end(token)
            if login is not None:
                await _audit(uow, login.member, "logout", now)

    async def _past_the_code(self, token: str, now: datetime) -> StaffMember:
        async with self._database.reading() as uow:
            login = await _find(uow, token, now)
        if login is None or "code" in login.needs:
            raise LoginEnded
        _raise_if_locked(login.member, now)
        return login.member

    async def _judge(
        self, uow: UnitOfWork, fresh: StaffMember | None, compared: str, right: bool, now: datetime
    ) -> LoginError | None:
        """What stands against a password that was compared outside this unit of work, with the row locked again.

        Guesses sent all at once are stopped here too: the first five shut the others out, even a right one.
        """
        if fresh is None or fresh.disabled_at is not None or fresh.password_hash != compared:
            return WrongLogin()
        if fresh.locked_until is not None and fresh.locked_until > now:
            return LockedOut(fresh.locked_until)
        if right:
            return None
        return await _count_failure(uow, fresh, "login_failed", now) or WrongLogin()

    async def _refuse(
        self, email: str, password: str, dummy: str, disabled: StaffMember | None, now: datetime
    ) -> LoginError:
        """As much work as for a known address: the time it takes tells nothing either."""
        if until := self._strangers.locked_until(email, now):
            return LockedOut(until)
        await self._matches(password, dummy)
        async with self._database.unit_of_work() as uow:
            if disabled is None:
                await uow.changes.bump(UNKNOWN_LOGINS)
            else:
                await _audit(uow, disabled, "login_failed", now, disabled=True)
        until = self._strangers.failed(email, now)
        return LockedOut(until) if until else WrongLogin()

    async def _matches(self, password: str, hashed: str) -> bool:
        async with self._hashing:
            # None is longer than that, and hashing a whole book would keep the others waiting.
            tried = password if len(password) <= LONGEST_PASSWORD else ""
            return await asyncio.to_thread(self._hasher.matches, tried, hashed)

    async def _hash(self, password: str) -> str:
        async with self._hashing:
            return await asyncio.to_thread(self._hasher.hash, password)


async def _find(uow: UnitOfWork, token: str, now: datetime, *, lock: bool = False) -> _Login | None:
    """The login, if it lasts and its person may still log in. With `lock`, the person's row is locked."""
    session = await uow.staff_sessions.of(token)
    if session is None or not lasts(session, now):
        return None
    member = await uow.staff.by_id(session.staff_id, lock=lock)
    return _Login(session, member) if member is not None and member.disabled_at is None else None


def _raise_if_locked(member: StaffMember, now: datetime) -> None:
    if member.locked_until is not None and member.locked_until > now:
        raise LockedOut(member.locked_until)


async def _count_failure(uow: UnitOfWork, member: StaffMember, action: str, now: datetime) -> LockedOut | None:
    failures = failures_with(member.failed_logins, member.locked_until, now)
    lock = lock_after(failures)
    until = now + lock if lock else None
    # A lock that is over at once: it only tells when the failure was.
    await uow.staff.set_failures(member.id, failures, until or now)
    await _audit(uow, member, action, now, failures=failures)
    if until is None or lock is None:
        return None
    await _audit(uow, member, "locked_out", now, minutes=int(lock.total_seconds() // 60))
    return LockedOut(until)


async def _audit(uow: UnitOfWork, member: StaffMember, action: str, now: datetime, **codes: object) -> None:
    await uow.audit.append(action, at=now, actor_kind="staff", actor=member.email, codes=codes)
