"""`/media`: who may come in, and one line for each that does. Whatever happens on a line stays on it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import structlog
from starlette.responses import Response
from starlette.websockets import WebSocket

from bot.observability.safe_trace import safe_trace
from voice.call.line import CallInfo, Line
from voice.http import problems
from voice.http.credentials import Credentials
from voice.http.strangers import Strangers
from voice.media.browser_line import BrowserLine
from voice.media.caller import browser_info, caller_info
from voice.media.clock import Clock, SteadyClock
from voice.media.limits import MediaLimits
from voice.media.line import WebSocketLine
from voice.media.metrics import MediaMetrics
from voice.media.places import Places
from voice.media.protocol import FORMAT, SUBPROTOCOL, MediaStart, understand
from voice.media.socket import BROKEN, NOT_UNDERSTOOD, TRY_LATER, ServerSocket, Socket
from voice.media.tickets import TicketKeeper

Take: TypeAlias = Callable[[Line], Awaitable[None]]
"""One call, from its first moment to its end. When it returns the line is hung up; when it raises, cut off."""

_log = structlog.get_logger("media")
_BEFORE_START = 200
"""Messages that may come before MEDIA_START; none should."""


def _call_name() -> str:
    return secrets.token_hex(6)


class MediaEndpoint:
    """The socket's route, `answer`."""

    def __init__(
        self,
        take: Take,
        credentials: Credentials,
        tickets: TicketKeeper,
        limits: MediaLimits,
        metrics: MediaMetrics,
        strangers: Strangers,
        *,
        clock: Clock | None = None,
        call_name: Callable[[], str] = _call_name,
    ) -> None:
        self._take = take
        self._credentials = credentials
        self._tickets = tickets
        self._limits = limits
        self._metrics = metrics
        self._strangers = strangers
        self._clock = clock or SteadyClock()
        self._call_name = call_name
        self.places = Places(limits)

    async def answer(self, websocket: WebSocket) -> None:
        """Answers the upgrade: 401 for a stranger, 400 without our subprotocol, 503 when all lines are taken.

        A browser that comes when all are taken is let in and closed at once with 1013; its ticket is not used up.
        """
        ticket = websocket.query_params.get("ticket")
        browser = None if ticket is None else self._strangers.address(websocket)
        if SUBPROTOCOL not in websocket.scope.get("subprotocols", ()):
            await self._refuse(websocket, "subprotocol", problems.wrong_subprotocol())
            return
        if ticket is None and not self._credentials.match(websocket.headers.get("authorization")):
            await self._refuse(websocket, "password", self._strangers.answer(websocket))
            return
        if ticket is not None and not self._tickets.opens(ticket):
            await self._refuse(websocket, "ticket", self._strangers.answer(websocket))
            return
        with self.places.place(browser=browser) as there_is_one:
            if not there_is_one and ticket is not None:
                await self._turn_away(websocket)
            elif not there_is_one:
                await self._refuse(websocket, "full", problems.full())
            else:
                if ticket is not None:
                    self._tickets.redeem(ticket)
                call = self._call_name()
                info = browser_info(call) if ticket is not None else caller_info(websocket.query_params, call)
                await websocket.accept(SUBPROTOCOL)
                await self.serve(ServerSocket(websocket), info)

    async def serve(self, socket: Socket, info: CallInfo) -> None:
        """One call on a socket that has been let in, to its end. Never raises."""
        lines = self._metrics.lines.labels(info.kind)
        lines.inc()
        try:
            how = await self._one_call(socket, info)
        finally:
            lines.dec()
        self._metrics.ended.labels(how).inc()

    async def _one_call(self, socket: Socket, info: CallInfo) -> str:
        started = await self._start_of(socket)
        if started is None or started.format != FORMAT:
            await socket.close(NOT_UNDERSTOOD)
            _log.warning("line without a start", call=info.id, kind=info.kind, format_right=started is None)
            return "no_start"
        kind = BrowserLine if info.kind == "browser" else WebSocketLine
        line = kind(socket, info, clock=self._clock)
        running = asyncio.create_task(line.run())
        taking = asyncio.create_task(_whole(self._take, line))
        try:
            await asyncio.wait({running, taking}, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                if error := running.exception():
                    _log.error("line failed", call=info.id, **safe_trace(error))
                await asyncio.wait({taking}, timeout=self._limits.after_seconds)
            return await self._end(line, taking)
        finally:
            for task in (taking, running):
                task.cancel()
            await asyncio.gather(taking, running, return_exceptions=True)
            self._metrics.lost.inc(line.lost_frames)
            self._metrics.dropped.inc(line.dropped_messages)
            self._metrics.unknown.inc(line.unknown)

    async def _end(self, line: WebSocketLine, taking: asyncio.Task[None]) -> str:
        call = line.info.id
        if not taking.done():
            _log.error("call did not end after its line", call=call)
            return "stuck"
        error = None if taking.cancelled() else taking.exception()
        if error is None and not taking.cancelled():
            await line.hang_up()
            return "ended"
        # Without a word, so that the exchange goes on as when this process has died: apology, and a human's number.
        await line.close(BROKEN)
        _log.error("call failed", call=call, **(safe_trace(error) if error else {}))
        return "failed"

    async def _start_of(self, socket: Socket) -> MediaStart | None:
        """The first message, in time. What comes before it is not looked at."""
        try:
            async with asyncio.timeout(self._limits.start_seconds):
                for _ in range(_BEFORE_START):
                    message = await socket.receive()
                    if message is None:
                        return None
                    if isinstance(message, str) and isinstance(told := understand(message), MediaStart):
                        return told
        except TimeoutError:
            return None
        return None

    async def _turn_away(self, websocket: WebSocket) -> None:
        """A browser is not told why an upgrade was refused. The code of a close it can read, and tell the client."""
        self._metrics.refused.labels("full").inc()
        _log.warning("line refused", why="full")
        await websocket.accept(SUBPROTOCOL)
        await websocket.close(TRY_LATER)

    async def _refuse(self, websocket: WebSocket, why: str, answer: Response) -> None:
        self._metrics.refused.labels(why).inc()
        _log.warning("line refused", why=why)
        await websocket.send_denial_response(answer)


async def _whole(take: Take, line: Line) -> None:
    await take(line)
