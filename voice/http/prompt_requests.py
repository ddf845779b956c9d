"""uvicorn's HTTP, but nobody holds a connection by saying nothing, or a little at a time.

Each connection takes one of the process's few file handles, and so does each call: a stranger who opens a thousand and
waits would keep telephones out.
"""

from __future__ import annotations

from asyncio import TimerHandle
from asyncio.transports import Transport
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_SECONDS = 20.0
"""From the connection, or from the last answer, to a whole request: time for a long wav on a slow network."""
ANSWER_SECONDS = 120.0
"""From the same moment to the end of the answer, also to one who does not fetch it."""
MOST_CONNECTIONS = 200
"""That are no calls. The oldest that has not asked for anything yet goes when there are more."""


class PromptRequests(H11Protocol):
    """Give it to uvicorn as `http`. A connection that becomes a call is not looked at any more."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._since = 0.0
        self._watch: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:
        super().connection_made(transport)
        self._since = self.loop.time()
        self._watch = self.loop.call_later(REQUEST_SECONDS, self._look)
        self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_watching()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._stop_watching()
        super().handle_websocket_upgrade(event)

    def on_response_complete(self) -> None:
        self._since = self.loop.time()
        super().on_response_complete()

    @property
    def _asked(self) -> bool:
        """Whether a whole request is here and waits for us."""
        return self.cycle is not None and not self.cycle.response_complete and not self.cycle.more_body

    def _look(self) -> None:
        left = self._since + (ANSWER_SECONDS if self._asked else REQUEST_SECONDS) - self.loop.time()
        if left <= 0:
            self.transport.abort()
        else:
            self._watch = self.loop.call_later(min(left, REQUEST_SECONDS), self._look)

    def _make_room(self) -> None:
        others = [
            each for each in self.connections if isinstance(each, PromptRequests) and not each.transport.is_closing()
        ]
        if len(others) > MOST_CONNECTIONS:
            min(others, key=lambda each: (each._asked, each._since)).transport.abort()

    def _stop_watching(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
