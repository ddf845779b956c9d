"""Codes for going on elsewhere: eight digits, easy to key on a phone, good once and for a short while."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.conversations.errors import WrongCode
from bot.conversations.port import ResumeCode
from bot.dialogue.dictating import CODE_DIGITS
from bot.store.conversations import StoredConversation
from bot.store.database import Database
from bot.store.errors import Conflict
from bot.store.unit_of_work import UnitOfWork

LIVES = timedelta(minutes=15)
TRIES = 5


SPOKEN_LIVES = timedelta(hours=24)
"""For a code that was written down in a call, to go on another day."""


def new_code() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))


async def make_code(
    database: Database, conversation_id: str, now: datetime, admit: Callable[[StoredConversation | None], object]
) -> ResumeCode:
    """A new code; earlier ones of the conversation stop working. `admit` raises if its row may not be touched."""
    expires_at = now + LIVES
    for _ in range(TRIES):
        code = new_code()
        try:
            async with database.unit_of_work() as uow:
                admit(await uow.conversations.load_for_update(conversation_id))
                await uow.resume_codes.create(conversation_id, code, expires_at)
        except Conflict:
            continue
        return ResumeCode(code, expires_at)
    raise Conflict("no free resume code was found")


async def redeem_code(uow: UnitOfWork, code: str, token_hash: str, now: datetime) -> StoredConversation:
    """The conversation of the code, locked, with a new token in the place of its old one; the code is used up.

    Raises WrongCode.
    """
    digits = "".join(c for c in code if c.isdigit())
    # The conversation is locked before its code, as everywhere. Who waited here may find the code used up.
    conversation_id = await uow.resume_codes.conversation_of(digits, now)
    stored = await uow.conversations.load_for_update(conversation_id) if conversation_id else None
    if stored is None or stored.status == "erased" or stored.expires_at <= now:
        raise WrongCode
    if await uow.resume_codes.redeem(digits, now) != stored.id:
        raise WrongCode
    return stored.with_token(token_hash)
