"""Passwords of staff, hashed with argon2id. It takes about 50 ms: call it outside a unit of work, in a thread."""

from __future__ import annotations

import secrets
from typing import Protocol

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()
_EASY_TO_READ = "abcdefghjkmnpqrstuvwxyz23456789"


class Passwords(Protocol):
    """A way to keep passwords. Both are slow on purpose and block."""

    def hash(self, password: str) -> str: ...

    def matches(self, password: str, password_hash: str) -> bool: ...


class _Argon2:
    def hash(self, password: str) -> str:
        return hash_password(password)

    def matches(self, password: str, password_hash: str) -> bool:
        return password_matches(password, password_hash)


ARGON2: Passwords = _Argon2()


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def password_matches(password: str, password_hash: str) -> bool:
    """False for a wrong password, and for a hash that cannot be read."""
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError, UnicodeError):
        return False


def one_time_password() -> str:
    """About 99 random bits in four groups that can be read aloud."""
    return "-".join("".join(secrets.choice(_EASY_TO_READ) for _ in range(5)) for _ in range(4))
