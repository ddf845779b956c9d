"""When the store cannot be used now: the same answer can be sent again a little later."""

from __future__ import annotations

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.store.errors import Busy

UNAVAILABLE = (Busy, DBAPIError, PoolTimeout, ConnectionError)
RETRY_AFTER = 5.0
"""Seconds."""


def waiting_mends(error: Exception) -> bool:
    """Whether it is worth trying again. What the database refuses for good is a mistake of ours."""
    return isinstance(error, UNAVAILABLE) and not isinstance(error, IntegrityError | ProgrammingError | DataError)
