"""Who may talk in a conversation, and for how long it can be taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.conversations.errors import Expired, NotFound, WrongToken
from bot.store.conversations import StoredConversation
from bot.store.tokens import token_matches


@dataclass(frozen=True)
class Lifetimes:
    """How long a conversation can be taken up again: without consent (nothing is stored), and with it."""

    before_consent: timedelta = timedelta(hours=24)
    with_consent: timedelta = timedelta(days=30)

    def until(self, now: datetime, *, consented: bool) -> datetime:
        return now + (self.with_consent if consented else self.before_consent)


def admit(stored: StoredConversation | None, token: str, now: datetime) -> StoredConversation:
    """The conversation, if this token opens it. Raises NotFound, WrongToken, Expired."""
    if stored is None:
        raise NotFound
    if not token_matches(token, stored.token_hash):
        raise WrongToken
    return still_open(stored, now)


def still_open(stored: StoredConversation, now: datetime) -> StoredConversation:
    """The conversation, if it can still be taken up. Raises Expired."""
    if stored.status == "erased" or stored.expires_at <= now:
        raise Expired
    return stored
