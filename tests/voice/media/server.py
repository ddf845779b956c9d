"""The real voice server with a call of the test's own, on a free port."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network

import uvicorn
from prometheus_client import CollectorRegistry

from bot.dialogue.listening import Listening
from voice.hearing.heard import Heard, Sound
from voice.http.app import create_voice_app
from voice.http.credentials import Credentials
from voice.http.readiness import VoiceParts
from voice.http.server import server_config
from voice.media.endpoint import Take
from voice.media.limits import MediaLimits
from voice.media.tickets import TicketKeeper
from voice.speaking.speaker import Tempo

USER, PASSWORD = "asterisk", "only in this test"


@dataclass
class EarsOfATest:
    """Hears one thing, always. `heard` are the lengths in seconds of what it was given."""

    heard: list[float] = field(default_factory=list)
    is_ready: bool = True
    answer: Heard = field(default_factory=lambda: Heard("jag bor i farsta", 0.4567, "free"))
    may_answer: asyncio.Event | None = None
    fails: bool = False

    async def hear(self, sound: Sound, listening: Listening, *, call: str) -> Heard:
        self.heard.append(len(sound) / 16_000)
        if self.may_answer:
            await self.may_answer.wait()
        if self.fails:
            raise ValueError("what somebody said")
        return self.answer

    async def expect(self, listening: Listening) -> None: ...

    def ready(self) -> bool:
        return self.is_ready


class MouthOfATest:
    """Says each letter as 20 ms of one value; slowly, twice."""

    async def speak(self, text: str, tempo: Tempo = Tempo.NORMAL) -> AsyncIterator[bytes]:
        for letter in text:
            yield bytes([ord(letter) % 100, 0]) * 320 * (2 if tempo is Tempo.SLOW else 1)

    def is_ready(self, text: str, tempo: Tempo = Tempo.NORMAL) -> bool:
        return True

    async def prepare(self, texts: Iterable[str], tempo: Tempo = Tempo.NORMAL) -> None: ...


@dataclass
class PartsOfATest:
    now: VoiceParts = field(default_factory=lambda: VoiceParts("ok", "ok", "ok", "ok"))

    async def parts(self) -> VoiceParts:
        return self.now


@dataclass
class Served:
    """`socket` and `web` are its addresses."""

    server: uvicorn.Server
    port: int
    registry: CollectorRegistry
    ears: EarsOfATest
    parts: PartsOfATest

    @property
    def socket(self) -> str:
        return f"ws://127.0.0.1:{self.port}/media"

    @property
    def web(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def figure(self, name: str, **labels: str) -> float:
        return self.registry.get_sample_value(name, labels) or 0.0

    async def until_lines(self, kind: str, left: int = 0) -> None:
        """Until only so many lines are open: the server notices an end a moment after the caller."""
        for _ in range(2_000):
            if self.figure("ombud_media_lines", kind=kind) <= left:
                return
            await asyncio.sleep(0.005)
        raise AssertionError("a line did not end")

    async def until_connections(self, left: int) -> None:
        """Until no more than so many connections are open, calls and others."""
        for _ in range(2_000):
            if len(self.server.server_state.connections) <= left:
                return
            await asyncio.sleep(0.005)
        raise AssertionError("a connection was kept")


@asynccontextmanager
async def served(
    take: Take, limits: MediaLimits | None = None, *, trusted_proxies: Sequence[IPv4Network | IPv6Network] = ()
) -> AsyncGenerator[Served]:
    """A voice server whose calls are led by `take`."""
    registry, ears, parts = CollectorRegistry(), EarsOfATest(), PartsOfATest()
    app = create_voice_app(
        take,
        ears,
        MouthOfATest(),
        parts,
        registry=registry,
        credentials=Credentials(USER, PASSWORD),
        tickets=TicketKeeper(PASSWORD),
        limits=limits,
        trusted_proxies=trusted_proxies,
    )
    server = uvicorn.Server(server_config(app, "127.0.0.1", 0))
    running = asyncio.create_task(server.serve())
    while not server.started:
        assert not running.done(), "the server did not start"
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Served(server, port, registry, ears, parts)
    finally:
        server.should_exit = True
        await running
