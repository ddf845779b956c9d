"""Finding the earlier conversation that a caller may go on with, by a code or by number.

Tries are counted in this process's memory, by number and for all withheld numbers together; tries of codes for all
callers together, too, because anybody can claim any number. Who tried too often finds nothing, which sounds the same as
when there is nothing.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import datetime, timedelta

from bot.conversations.errors import WrongCode
from bot.conversations.resume_codes import redeem_code
from bot.dialogue.effect import TakeUp
from bot.store.conversations import StoredConversation
from bot.store.unit_of_work import UnitOfWork

WITHIN = timedelta(hours=1)
OF_ONE_NUMBER, OF_WITHHELD_NUMBERS, OF_CODES = 10, 60, 200
"""Tries within that time. A code has eight digits and lives for a day: with fifty of them alive at every moment, two
hundred tries an hour guess one in more than a year."""
NUMBERS_AT_MOST = 5_000
_CODES = "codes"


class EarlierCalls:
    """One per process."""

    def __init__(self) -> None:
        self._tries: OrderedDict[str, deque[datetime]] = OrderedDict()

    async def find(
        self, uow: UnitOfWork, wish: TakeUp, *, channel: str, caller: str | None, token_hash: str, now: datetime
    ) -> StoredConversation | None:
        """The conversation, locked, with the new token's hash; its code is used up. None if there is none."""
        if not self._may_try(caller or "", OF_ONE_NUMBER if caller else OF_WITHHELD_NUMBERS, now):
            return None
        if wish.code is not None and not self._may_try(_CODES, OF_CODES, now):
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

    def _may_try(self, key: str, most: int, now: datetime) -> bool:
        tries = self._tries.setdefault(key, deque())
        self._tries.move_to_end(key)
        while len(self._tries) > NUMBERS_AT_MOST:
            self._tries.popitem(last=False)
        while tries and now - tries[0] > WITHIN:
            tries.popleft()
        if len(tries) >= most:
            return False
        tries.append(now)
        return True
