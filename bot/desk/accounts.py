"""How staff log in: password, second factor, lock-out, sessions. All of it is audited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from bot.desk.person import Person
from bot.store.database import Database
from bot.store.passwords import ARGON2, Passwords

Need: TypeAlias = Literal["code", "new_password"]
"""What is left to do before the login is whole; `code` comes first."""


@dataclass(frozen=True)
class LoggedIn:
    """A login that began. `token` goes into the cookie and nowhere else."""

    token: str
    person: Person
    needs: frozenset[Need]


@dataclass(frozen=True)
class Session:
    """A login that lasts. `csrf` belongs to this login alone; `needs` is empty when it is whole."""

    person: Person
    csrf: str
    needs: frozenset[Need]
    totp_on: bool


@dataclass(frozen=True)
class Enrolment:
    """A second factor to set up: `secret` to type, `uri` to scan (otpauth://)."""

    secret: str
    uri: str


class Accounts:
    """One per process. `clock()` gives a moment with a time zone."""

    def __init__(self, database: Database, clock: Callable[[], datetime], *, hasher: Passwords = ARGON2) -> None:
        self._database = database
        self._clock = clock
        self._hasher = hasher

    async def log_in(self, email: str, password: str) -> LoggedIn:
        """Begin a login. Raises WrongLogin, LockedOut (also for an address that nobody has, after as many tries)."""
        raise NotImplementedError

    async def who(self, token: str) -> Session | None:
        """Whose login that is; None if it has ended: 60 minutes unused, 12 hours old, or the person is shut out.

        One that waits for its code ends after 10 minutes.
        """
        raise NotImplementedError

    async def give_code(self, token: str, code: str) -> None:
        """The second factor. Each code works once. Raises WrongCode, LockedOut, LoginEnded."""
        raise NotImplementedError

    async def change_password(self, token: str, old: str, new: str) -> None:
        """Change it and end the person's other logins. Raises WeakPassword, WrongLogin, LockedOut, LoginEnded."""
        raise NotImplementedError

    async def begin_totp(self, token: str) -> Enrolment:
        """A new secret for a second factor; it counts from `confirm_totp` on.

        Raises LoginEnded, and WrongLogin when a second factor is on already (take it away first).
        """
        raise NotImplementedError

    async def confirm_totp(self, token: str, code: str) -> None:
        """Turn the second factor on with its first code; ends the other logins. Raises WrongCode, LoginEnded."""
        raise NotImplementedError

    async def remove_totp(self, token: str, password: str) -> None:
        """Turn it off. Raises WrongLogin, LockedOut, LoginEnded."""
        raise NotImplementedError

    async def log_out(self, token: str) -> None:
        """End this login. Does nothing if it has ended."""
        raise NotImplementedError
