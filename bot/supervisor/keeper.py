"""Keeps one child alive: starts it, waits until it is ready, and starts it again when it dies."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.supervisor.backoff import Backoff
from bot.supervisor.board import Board, State
from bot.supervisor.process import Command, GuardedProcess, Listener

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True)
class Child:
    """What to keep alive. `ready` answers whether it serves now; `ok` and `starting` are its rows on the board.

    A `command` to be called is asked for anew at each start; it may raise OSError, as starting may.
    """

    name: str
    command: Command | Callable[[], Command]
    ready: Callable[[], Awaitable[bool]]
    ok: str = ""
    starting: str = ""
    gone: str = ""
    grace: float = 5.0


class Keeper:
    """Runs a child until it is cancelled. Clock and sleep are passed in."""

    def __init__(
        self,
        child: Child,
        board: Board,
        backoff: Backoff,
        listen: Listener,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        look_every: float = 0.2,
    ) -> None:
        self._child = child
        self._board = board
        self._backoff = backoff
        self._listen = listen
        self._clock = clock
        self._sleep = sleep
        self._look_every = look_every
        self.starts = 0

    async def run(self) -> None:
        """Never returns by itself; cancelling it stops the child cleanly."""
        child, board = self._child, self._board
        while True:
            board.set(child.name, State.STARTING, child.starting)
            began = self._clock()
            self.starts += 1
            try:
                happened = f"slutade (kod {await self._live()})"
            except OSError as error:
                happened = f"gick inte att starta ({type(error).__name__})"
            wait = self._backoff.after(self._clock() - began)
            meaning = f"{happened}, startar om {max(1, round(wait))} s senare"
            self._listen(meaning)  # the table may be drawn again before anyone has seen this
            board.set(child.name, State.RESTARTING, f"{meaning}. {child.gone}".rstrip(". ") + ".")
            await self._sleep(wait)

    async def _live(self) -> int:
        """From start to end; gives the exit code. Raises OSError when it cannot be started."""
        given = self._child.command
        command = given if isinstance(given, Command) else given()
        process = await GuardedProcess.start(command, self._listen, grace=self._child.grace)
        watching = asyncio.create_task(self._announce_when_ready())
        try:
            return await process.wait()
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching
            await process.stop()

    async def _announce_when_ready(self) -> None:
        while not await self._child.ready():  # noqa: ASYNC110 - what we wait for is another process
            await asyncio.sleep(self._look_every)
        self._board.set(self._child.name, State.OK, self._child.ok)
