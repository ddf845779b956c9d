"""What a login is to the pages of the desk, and how long one lasts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from bot.desk.person import Person
from bot.store.staff import StaffMember
from bot.store.staff_sessions import StaffSession

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)
FOR_THE_CODE = timedelta(minutes=10)
"""A login that waits for its second factor has no more time than that."""

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


def lasts(session: StaffSession, now: datetime) -> bool:
    """Whether the login has neither been left alone too long nor grown too old."""
    longest = LONGEST if session.stage == "full" else FOR_THE_CODE
    return now - session.created_at < longest and now - session.seen_at < IDLE


def needs_of(session: StaffSession, member: StaffMember) -> frozenset[Need]:
    needs: set[Need] = set()
    if session.stage == "password" and member.totp_on:
        needs.add("code")
    if member.must_change:
        needs.add("new_password")
    return frozenset(needs)


def person_of(member: StaffMember) -> Person:
    return Person(member.id, member.email, member.name, member.role, member.office)


def csrf_of(token: str) -> str:
    """A mark for the forms of this login. It does not lead back to the token."""
    return hashlib.sha256(f"desk form {token}".encode("utf-8", "surrogatepass")).hexdigest()
