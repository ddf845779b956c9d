"""Rasa as a child: its environment is prepared and its model trained in the background, then it is served.

Until it answers, and whenever it does not, the chat uses the fallback: nobody waits for this.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from bot.supervisor.backoff import Backoff
from bot.supervisor.board import Board, State
from bot.supervisor.keeper import Child, Keeper
from bot.supervisor.process import Command, Listener, run_once

NAME = "rasa"
_FALLBACK_ANSWERS = "Reservtolkningen svarar så länge"
_PROGRESS_EVERY = 10.0
_LINES_OF_A_FAILURE = 30


class RasaPlan(Protocol):
    """What has to be run, and what is there already."""

    def synced(self) -> bool: ...
    def sync(self) -> Command: ...
    def mark_synced(self) -> None: ...
    def trained(self) -> bool: ...
    def train(self) -> Command: ...
    def test(self) -> Command: ...
    def accept(self) -> None:
        """Takes the tested model into use. Raises CannotPrepare when it is not good enough."""
        ...

    def servable(self) -> bool:
        """Whether there is any model to serve, if not one of today's phrases."""
        ...

    def serve(self) -> Command: ...


class CannotPrepare(Exception):
    """Rasa cannot be prepared on this machine. The message is for the operator, in Swedish."""


@dataclass(frozen=True)
class Stage:
    """A piece of the preparation: what to run and how to tell about it."""

    command: Callable[[], Command]
    doing: str
    failed: str
    done: Callable[[], None] = lambda: None


class RasaPart:
    """Prepares, trains, tests and serves Rasa until it is cancelled."""

    def __init__(
        self,
        plan: RasaPlan,
        board: Board,
        ready: Callable[[], Awaitable[bool]],
        listen: Listener,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        jitter: Callable[[], float] = random.Random().random,
    ) -> None:
        self._plan = plan
        self._board = board
        self._ready = ready
        self._listen = listen
        self._clock = clock
        self._sleep = sleep
        self._jitter = jitter

    async def run(self) -> None:
        """Never returns by itself. A preparation that fails shows what it printed. Then an older model is served if
        there is one; else it is tried again with longer and longer waits of at most ten minutes."""
        again = Backoff(self._jitter, first=20, cap=600)
        began = self._clock()
        while True:
            try:
                await self._prepare()
                break
            except CannotPrepare as problem:
                if self._can_serve():
                    self._listen(f"{problem} Den förra modellen används.")
                    break
                wait = again.after(self._clock() - began)
                self._board.set(NAME, State.DEGRADED, f"{problem} {_FALLBACK_ANSWERS}. Nytt försök om {wait:.0f} s.")
                await self._sleep(wait)
                began = self._clock()
        await self._keep()

    def _can_serve(self) -> bool:
        try:
            return self._plan.synced() and self._plan.servable()
        except OSError:
            return False

    async def _prepare(self) -> None:
        try:
            await self._prepare_what_is_missing()
        except OSError as error:
            raise CannotPrepare(f"Rasas filer går inte att använda ({type(error).__name__}).") from error

    async def _prepare_what_is_missing(self) -> None:
        plan = self._plan
        if not plan.synced():
            failed = "Rasas program gick inte att hämta."
            await self._run(Stage(plan.sync, "Rasas program hämtas", failed, plan.mark_synced))
        if not plan.trained():
            await self._run(Stage(plan.train, "Rasa tränas", "Träningen av Rasa misslyckades."))
            await self._run(Stage(plan.test, "Rasa prövas", "Provet av Rasa misslyckades.", plan.accept))

    async def _run(self, stage: Stage) -> None:
        began = self._clock()
        self._board.set(NAME, State.WORKING, f"{stage.doing}. {_FALLBACK_ANSWERS}.")
        try:
            command = stage.command()
        except Exception as error:
            raise CannotPrepare(f"{stage.failed} {error}".strip()) from error
        telling = asyncio.create_task(self._tell_progress(stage.doing, began))
        last: deque[str] = deque(maxlen=_LINES_OF_A_FAILURE)
        try:
            code = await run_once(command, last.append)
        finally:
            telling.cancel()
        if code != 0:
            for line in last:
                self._listen(line)
            raise CannotPrepare(stage.failed)
        stage.done()
        self._listen(f"{stage.doing}: klart efter {self._clock() - began:.0f} s")

    async def _tell_progress(self, doing: str, began: float) -> None:
        while True:
            await asyncio.sleep(_PROGRESS_EVERY)
            self._listen(f"{doing}: {self._clock() - began:.0f} s hittills")

    async def _keep(self) -> None:
        child = Child(
            NAME,
            self._plan.serve,
            self._ready,
            ok="Förstår fri text så bra som den kan",
            starting=f"Rasa läser in sin modell. {_FALLBACK_ANSWERS}",
            gone=_FALLBACK_ANSWERS,
        )
        await Keeper(child, self._board, Backoff(self._jitter), self._until_ready()).run()

    def _until_ready(self) -> Listener:
        """What the server prints while it starts helps to mend it; what it prints later may quote a client."""

        def listen(line: str) -> None:
            if self._board.rows[NAME].state is State.STARTING:
                self._listen(line)

        return listen
