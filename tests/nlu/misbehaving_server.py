"""A real local HTTP server that behaves as badly as a dying Rasa can."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

GOOD = {"intent_ranking": [{"name": "faq_cost", "confidence": 0.9}, {"name": "sip", "confidence": 0.1}]}


@dataclass
class MisbehavingServer:
    """`mood` is looked at for every request: `silent`, `hang_up` or one of `_REPLIES`.

    With `hold` no request is answered before the event; `full` is set once `full_at` requests wait at the same time.
    """

    mood: str = "good"
    url: str = ""
    texts: list[str] = field(default_factory=list)
    requests: int = 0
    at_once: int = 0
    most_at_once: int = 0
    hold: asyncio.Event | None = None
    full_at: int = 0
    full: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                await self._one(line, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _one(self, line: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        length = 0
        while (header := await reader.readline()).strip():
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        body = await reader.readexactly(length)
        self.requests += 1
        if b"/model/parse" in line:
            self.texts.append(json.loads(body)["text"])
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        if self.at_once == self.full_at:
            self.full.set()
        try:
            if self.hold is not None:
                await self.hold.wait()
            if self.mood == "silent":
                await asyncio.Event().wait()
        finally:
            self.at_once -= 1
        if self.mood == "hang_up":
            writer.close()
            return
        status, content = _REPLIES[self.mood]
        if b"/status" in line and self.mood == "good":
            content = b'{"model_file": "m.tar.gz"}'
        writer.write(b"HTTP/1.1 %b\r\nContent-Length: %d\r\n\r\n" % (status, len(content)) + content)
        await writer.drain()


_REPLIES = {
    "good": (b"200 OK", json.dumps(GOOD).encode()),
    "garbage": (b"200 OK", b"<html>\xff not json"),
    "empty": (b"200 OK", b'{"intent_ranking": []}'),
    "wrong_shape": (b"200 OK", b'{"intent_ranking": [["sip", 1]]}'),
    "a_list": (b"200 OK", b"[1, 2]"),
    "odd_numbers": (b"200 OK", b'{"intent_ranking": [{"name": "sip", "confidence": 17}]}'),
    "not_a_number": (b"200 OK", b'{"intent_ranking": [{"name": "sip", "confidence": NaN}]}'),
    "error": (b"500 Error", b"{}"),
    "starting": (b"409 Conflict", b"{}"),
}


@asynccontextmanager
async def misbehaving_server() -> AsyncGenerator[MisbehavingServer]:
    server = MisbehavingServer()
    tasks: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await server.answer(reader, writer)
        except asyncio.CancelledError:
            writer.close()
        finally:
            tasks.discard(task)

    listening = await asyncio.start_server(handle, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield server
    finally:
        listening.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
