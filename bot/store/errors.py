"""What can go wrong in the store, apart from the keys (`bot.store.keys`, `bot.store.crypto`)."""

from __future__ import annotations


class StoreError(Exception):
    """Base of the store's own errors. Messages hold ids only, never what a client said."""


class Conflict(StoreError):
    """Somebody else changed the same thing first: load again and decide again."""


class Busy(StoreError):
    """SQLite was locked by another process for longer than the busy timeout, or its file cannot be written."""


class NotMigrated(StoreError):
    """The database has no tables yet, or older ones than this program needs."""
