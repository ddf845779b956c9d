"""Finding the earlier conversation that a caller may go on with, by a code or by number.

Tries are counted in this process's memory, by number and for all withheld numbers together. Who tried too often finds
nothing, which sounds the same as when there is nothing.
"""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from bot.conversations.errors import WrongCode
from bot.conversations.resume_codes import redeem_code
from bot.dialogue.effect import TakeUp
from bot.store.conversations import StoredConversation
from bot.store.unit_of_work import UnitOfWork

WITHIN = timedelta(hours=1)
OF_ONE_NUMBER, OF_WITHHELD_NUMBERS = 10, 60
"""Tries within that time. A code has eight digits, so sixty an hour guess one in a hundred thousand years."""
NUMBERS_AT_MOST = 5_000


class EarlierCalls:
    """One per process."""

    def __init__(self) -> None:
        self._tries: dict[str, deque[datetime]] = {}

    async def find(
        self, uow: UnitOfWork, wish: TakeUp, *, channel: str, caller: str | None, token_hash: str, now: datetime
    ) -> StoredConversation | None:
        """The conversation, locked, with the new token's hash; its code is used up. None if there is none."""
        if not self._may_try(caller, now):
            return None
        if wish.code is not None:
            try:
                return await redeem_code(uow, wish.code, token_hash, now)
            except WrongCode:
                return None
        return await self._of_number(uow, channel, caller, token_hash, now) if caller else None

    async def _of_number(
        self, uow: UnitOfWork, channel: str, caller: str, token_hash: str, now: datetime
    ) -> StoredConversation | None:
        found = await uow.conversations.open_for_channel_key(channel, caller)
        stored = await uow.conversations.load_for_update(found.id) if found else None
        if stored is None or stored.status not in ("open", "stopped") or stored.expires_at <= now:
            return None
        return stored.with_token(token_hash)

    def _may_try(self, caller: str | None, now: datetime) -> bool:
        key, most = caller or "", OF_ONE_NUMBER if caller else OF_WITHHELD_NUMBERS
        tries = self._tries.setdefault(key, deque())
        while tries and now - tries[0] > WITHIN:
            tries.popleft()
        if len(self._tries) > NUMBERS_AT_MOST:
            self._forget_old(now, keep=key)
        if len(tries) >= most:
            return False
        tries.append(now)
        return True

    def _forget_old(self, now: datetime, keep: str) -> None:
        for key in [k for k, tries in self._tries.items() if k != keep and (not tries or now - tries[-1] > WITHIN)]:
            del self._tries[key]
