"""The conversation that a call leads: opened, asked with each event, followed when the caller goes on with another."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass

from bot.conversations.errors import TooMany
from bot.conversations.phone_port import PhoneConversations, Taken
from bot.dialogue.event import Event
from voice.call.line import CallInfo

_AGAIN_AFTER = 0.3
"""Seconds until something that a busy store refused is tried once more."""
_AT_MOST = 10.0
"""Seconds that an answer may take; after that it counts as refused."""


@dataclass(frozen=True)
class Kept:
    """What is needed to go on with a conversation in another call. Secret."""

    id: str
    token: str


class NotOpen(Exception):
    """There is no conversation yet: opening it failed."""


class Talk:
    """One conversation, as a call has it. Its methods raise what the service raises, and TimeoutError."""

    def __init__(self, conversations: PhoneConversations, kept: Kept | None = None, *, audio_days: int = 0) -> None:
        self._conversations = conversations
        self._audio_days = audio_days
        self._kept = kept

    @property
    def kept(self) -> Kept | None:
        """None until it has been opened."""
        return self._kept

    async def open(self, info: CallInfo) -> Taken:
        """The greeting and the first question. Only a telephone can be put through to the office.

        The page of the browser phone says that its sound is not kept, so nobody is asked there.
        """
        async with asyncio.timeout(_AT_MOST):
            opened = await self._conversations.open(
                "phone",
                form="phone",
                caller=info.caller,
                connectable=info.kind == "telephone",
                audio_days=0 if info.kind == "browser" else self._audio_days,
            )
            self._kept = Kept(opened.id, opened.token)
            return Taken(opened.turn, await self._conversations.listening(opened.id, opened.token))

    async def take(self, event: Event) -> Taken:
        """What happened, and what follows from it."""
        try:
            return await self._take(event)
        except TooMany as problem:
            await asyncio.sleep(min(problem.retry_after, _AGAIN_AFTER))
            return await self._take(event)

    async def _take(self, event: Event) -> Taken:
        if self._kept is None:
            raise NotOpen
        async with asyncio.timeout(_AT_MOST):
            taken = await self._conversations.take_event(self._kept.id, self._kept.token, event)
        if taken.moved:
            self._kept = Kept(taken.moved.id, taken.moved.token)
        return taken

    async def hung_up(self) -> None:
        """The caller has gone. Never raises: there is nobody left to tell."""
        if self._kept is not None:
            with contextlib.suppress(Exception):
                async with asyncio.timeout(_AT_MOST):
                    await self._conversations.hung_up(self._kept.id, self._kept.token)
