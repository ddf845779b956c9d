"""A conversation service with a clock to turn, an understanding to teach, and a client to lead through it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.conversations.input_line import InputLine
from bot.conversations.phone_port import Taken
from bot.conversations.port import Erased, View
from bot.conversations.service import ConversationService
from bot.dialogue.event import Event, Pressed, Said
from bot.dialogue.turn import Turn
from bot.store.database import Database
from bot.store.kept_sounds import KeptSounds
from content.loader import load_library
from tests.bot.conversations.listener import Listener
from tests.e2e.persona import Persona


@dataclass
class Clock:
    """Local time that stands still until it is turned."""

    now: datetime = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Stockholm"))

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **ahead: float) -> None:
        self.now += timedelta(**ahead)


@dataclass
class Desk:
    """The service under test with its surroundings. `again()` is the same store in a process that knows nothing."""

    database: Database
    clock: Clock = field(default_factory=Clock)
    listener: Listener = field(default_factory=Listener)
    on_duty: bool = False
    office_open: bool = False
    at_once: Listener = field(default_factory=Listener)
    sounds: KeptSounds | None = None

    def __post_init__(self) -> None:
        self.service = self.again()

    def again(self) -> ConversationService:
        return ConversationService(
            self.database,
            load_library,
            self.listener,
            clock=self.clock,
            rng=Random(7),
            on_duty=lambda: self.on_duty,
            office_open=lambda: self.office_open,
            at_once=self.at_once,
            sounds=self.sounds,
        )

    async def client(self) -> Client:
        opened = await self.service.open("web")
        return Client(self, opened.id, opened.token, opened.turn)


@dataclass
class Client:
    """Somebody who talks with the service."""

    desk: Desk
    id: str
    token: str
    turn: Turn

    async def does(self, *, key: str | None = None, waiting: str | None = None, **line: Any) -> Turn:
        self.turn = await self.desk.service.take(
            self.id, self.token, InputLine(**line), idempotency_key=key, waiting=waiting
        )
        return self.turn

    async def sees(self) -> View:
        return await self.desk.service.view(self.id, self.token)

    async def erases(self) -> Erased:
        return await self.desk.service.erase(self.id, self.token)

    async def until(self, step: str, persona: Persona) -> Turn:
        """Answers as the persona would until this question waits."""
        while self.expected != step:
            await self.does(**persona.reply(self.turn.model_dump(mode="json")))
        return self.turn

    @property
    def expected(self) -> str | None:
        return self.turn.expects.key if self.turn.expects else None


@dataclass
class Caller:
    """Somebody who talks with the service on the telephone. `taken` is what the last event led to."""

    desk: Desk
    id: str
    token: str
    turn: Turn
    taken: Taken | None = None

    @classmethod
    async def rings(cls, desk: Desk, number: str | None = "+46701740605", **line: Any) -> Caller:
        opened = await desk.service.open("phone", form="phone", caller=number, **{"connectable": True, **line})
        return cls(desk, opened.id, opened.token, opened.turn)

    async def does(self, *events: Event) -> Turn:
        for event in events:
            taken = self.taken = await self.desk.service.take_event(self.id, self.token, event)
            self.turn = taken.turn
            if taken.moved:
                self.id, self.token = taken.moved.id, taken.moved.token
        return self.turn

    async def says(self, *words: str) -> Turn:
        return await self.does(*(Said(text, "spoken", 0.9) for text in words))

    async def presses(self, *keys: str) -> Turn:
        return await self.does(*(Pressed(key) for key in keys))

    async def hangs_up(self) -> None:
        await self.desk.service.hung_up(self.id, self.token)

    @property
    def told(self) -> str:
        return " ".join(message.text for message in self.turn.messages)

    @property
    def asked(self) -> str | None:
        return self.turn.expects.key if self.turn.expects else None


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)
