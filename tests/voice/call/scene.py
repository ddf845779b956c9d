"""One call as a story: a caller, a telephone, the real dialogue, and small rooms beside it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from prometheus_client import CollectorRegistry

from bot.dialogue.listening import Listening
from bot.dialogue.turn import Turn
from tests.voice.call.conversation import Conversations
from tests.voice.call.neighbours import HUM, THINKING, TONE, Ear, Taker, Voice, scored, sound_of
from tests.voice.call.telephone import Telephone
from voice.call.call import Call
from voice.call.greeting import Greeting
from voice.call.line import CallInfo
from voice.call.listener import Answer
from voice.call.metrics import CallMetrics
from voice.call.outcomes import CallOutcomes
from voice.call.parts import CallParts
from voice.call.record import Reason, TurnRecord
from voice.hearing.heard import Heard


class Scene:
    """Begin with `await scene.rings()`. Times are seconds since the answer."""

    def __init__(self, *, back: bool = False, greeting_known: bool = True) -> None:
        self.conversations, self.voice, self.ear = Conversations(), Voice(), Ear()
        loop = asyncio.get_running_loop()
        self.registry = CollectorRegistry()
        self.records: list[TurnRecord] = []
        self.answers: list[Answer | None] = []
        self.reason: Reason | None = None
        self._waits = asyncio.Event()
        self.parts = CallParts(
            self.conversations, self.ear, self.voice, Taker, self.conversations.text, CallOutcomes(loop.time),
            CallMetrics(self.registry), lambda: sound_of(THINKING, 15), lambda: sound_of(TONE, 10),
            greeting=Greeting(self.conversations.greeting() if greeting_known else None), clock=loop.time,
            observer=self,
        )  # fmt: skip
        self.line: Telephone
        self._calls: list[asyncio.Task[Reason]] = []

    def with_manners(self, **manners: float) -> Scene:
        self.parts = replace(self.parts, manners=replace(self.parts.manners, **manners))
        return self

    async def rings(self, *, back: bool = False) -> None:
        """The exchange has answered; the call begins now."""
        self.line = Telephone(CallInfo("a1", "+46701740605", sip_call_id="sip-1", back=back))
        self.began = self.line.now
        self._waits.clear()
        self.call = asyncio.create_task(Call(self.line, self.parts).run())
        self._calls.append(self.call)
        await asyncio.sleep(0)

    # What the caller does

    def says(self, what: Heard | str, ms: int = 400) -> None:
        """Words; plain ones are one of the expected answers."""
        self._waits.clear()
        self.line.says(self.ear.learn(scored(what) if isinstance(what, str) else what), ms)

    def makes_a_noise(self, ms: int = 300) -> None:
        self._waits.clear()
        self.line.says(50, ms)

    def hums(self, ms: int = 300) -> None:
        self.line.says(HUM, ms)

    def presses(self, keys: str) -> None:
        self._waits.clear()
        for key in keys:
            self.line.presses(key)

    async def after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def until_we_wait(self) -> None:
        """All has been said and the call waits for the caller."""
        async with asyncio.timeout(300):
            await self._waits.wait()
        self._waits.clear()

    async def presses_when_asked(self, *keys: str) -> None:
        for each in keys:
            await self.until_we_wait()
            self.presses(each)

    async def ends(self) -> Reason:
        async with asyncio.timeout(4000):
            return await self.call

    async def hangs_up(self) -> Reason:
        self.line.hangs_up()
        return await self.ends()

    # What the caller hears

    def heard(self) -> list[str]:
        """Every sentence that the caller heard at least a part of, in order."""
        return [self.voice.sentences[mark] for played in self.line.played for mark in played.marks(self.line.now)]

    def heard_since(self, count: int) -> list[str]:
        return self.heard()[count:]

    @property
    def is_quiet(self) -> bool:
        return self.line.unheard_ms() == 0

    def when(self, sentence: str) -> float:
        """When the caller began to hear it the last time."""
        return max(
            played.began - self.began
            for played in self.line.played
            if any(sentence in self.voice.sentences[mark] for mark in played.marks(self.line.now))
        )

    @property
    def step(self) -> str | None:
        return self.conversations.now_listening().key

    def count(self, name: str, **labels: str) -> float:
        return self.registry.get_sample_value(name, labels) or 0.0

    # The observer

    def turn(self, record: TurnRecord, answer: Answer | None, turn: Turn) -> None:
        self.records.append(record)
        self.answers.append(answer)

    def waits(self, listening: Listening) -> None:
        self._waits.set()

    def ended(self, reason: Reason) -> None:
        self.reason = reason
        self._waits.set()
