"""The real dialogue, kept in memory: what a call needs of a conversation service, with failures to order."""

from __future__ import annotations

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.conversations.phone_port import Taken
from bot.conversations.port import ChannelName, Form, Opened
from bot.dialogue.advance import advance
from bot.dialogue.event import Event, Said, Started
from bot.dialogue.listening import Listening, listening
from bot.dialogue.state import State
from bot.dialogue.turn import Turn
from content.loader import load_library
from nlu.crisis.net import assess
from nlu.understanding import Crisis, Understanding

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Stockholm"))


class Conversations:
    """A `PhoneConversations` of one conversation. Free words mean nothing but danger."""

    def __init__(self) -> None:
        self.library = load_library()
        self.state = State(channel="phone")
        self.events: list[Event] = []
        self.hung_up_times = 0
        self.opened = 0
        self.takes = 0.01
        self.refuses: Exception | None = None
        self.turn: Turn | None = None

    async def open(
        self,
        channel: ChannelName,
        *,
        form: Form = "chat",
        caller: str | None = None,
        connectable: bool = False,
        audio_days: int = 0,
    ) -> Opened:
        await self._work()
        self.opened += 1
        return Opened("c1", "secret", self._advance(Started(caller, audio_days=audio_days)))

    async def listening(self, conversation_id: str, token: str) -> Listening:
        return self.now_listening()

    def text(self, text_id: str) -> str:
        return self.library.texts[text_id].form("phone")

    def greeting(self) -> Turn:
        """As every call begins."""
        return advance(self.library, State(channel="phone"), Started(), None, NOW).turn

    def now_listening(self) -> Listening:
        return listening(self.library, self.state, NOW)

    async def take_event(self, conversation_id: str, token: str, event: Event) -> Taken:
        assert (conversation_id, token) == ("c1", "secret")
        await self._work()
        self.events.append(event)
        return Taken(self._advance(event), self.now_listening())

    async def current(self, conversation_id: str, token: str) -> Turn:
        assert self.turn
        return self.turn

    async def hung_up(self, conversation_id: str, token: str) -> None:
        self.hung_up_times += 1

    async def _work(self) -> None:
        await asyncio.sleep(self.takes)
        if self.refuses:
            raise self.refuses

    def _advance(self, event: Event) -> Turn:
        crisis = assess(event.text) if isinstance(event, Said) else Crisis()
        advanced = advance(self.library, self.state, event, Understanding(crisis=crisis), NOW)
        self.state, self.turn = advanced.state, advanced.turn
        return advanced.turn
