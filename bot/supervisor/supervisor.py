"""Starts all parts, shows how they are, and stops them all together."""

from __future__ import annotations

import asyncio
import contextlib
import random
import signal
from collections.abc import Awaitable, Callable, Sequence

from rich.console import Console

from bot.supervisor.backoff import Backoff
from bot.supervisor.board import Board, Row, State
from bot.supervisor.keeper import Child, Keeper
from bot.supervisor.process import Listener
from bot.supervisor.table import print_table

_SETTLE_SECONDS = 0.3


class Supervisor:
    """Holds the board and the tasks. Add children and jobs, then `run` until a signal.

    With `show` each change is handed over as plain data instead of being printed as a table.
    """

    def __init__(self, console: Console, show: Callable[[object], None] | None = None) -> None:
        self._console = console
        self._show = show
        self._changed = asyncio.Event()
        self._stop = asyncio.Event()
        self._jobs: list[Callable[[], Awaitable[None]]] = []
        self._random = random.Random()
        self.board = Board(self._changed.set)

    def off(self, name: str, title: str, meaning: str) -> None:
        """A part that does not run, and why."""
        self.board.put(name, Row(title, State.OFF, meaning))

    def keep(self, child: Child, title: str) -> None:
        """A child to keep alive."""
        self.board.put(child.name, Row(title, State.STARTING, child.starting))
        keeper = Keeper(child, self.board, Backoff(self._random.random), self.listener(child.name))
        self._jobs.append(keeper.run)

    def add(self, job: Callable[[], Awaitable[None]]) -> None:
        """Anything else to run until the end."""
        self._jobs.append(job)

    def listener(self, name: str) -> Listener:
        """Prints a child's lines with its name before them."""

        def listen(line: str) -> None:
            if line.strip():
                self._console.print(f"{name:<5}| {line}", markup=False, highlight=False, soft_wrap=True)

        return listen

    async def run(self, *, signals: Sequence[signal.Signals] = (signal.SIGINT, signal.SIGTERM)) -> None:
        """Runs until a signal or `stop`; then stops everything. All children are gone when it returns."""
        loop = asyncio.get_running_loop()
        for number in signals:
            loop.add_signal_handler(number, self.stop)
        tasks = [asyncio.ensure_future(job()) for job in self._jobs]
        showing = asyncio.create_task(self._show_changes())
        stopping = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait([*tasks, stopping], return_when=asyncio.FIRST_COMPLETED)
            showing.cancel()
            if self._stop.is_set():
                self._console.print("Jag stänger av.")
        finally:
            for task in (*tasks, showing, stopping):
                task.cancel()
            results = await asyncio.gather(*tasks, showing, stopping, return_exceptions=True)
            for number in signals:
                with contextlib.suppress(ValueError):
                    loop.remove_signal_handler(number)
        for result in results:
            if isinstance(result, Exception):
                raise result

    def stop(self) -> None:
        """Asks `run` to end."""
        self._stop.set()

    async def _show_changes(self) -> None:
        while True:
            await self._changed.wait()
            await asyncio.sleep(_SETTLE_SECONDS)  # several parts change together; show them in one table
            self._changed.clear()
            if self._show is None:
                print_table(self._console, self.board)
            else:
                rows = self.board.rows.items()
                self._show(
                    {"parts": {name: {"state": row.state.name.lower(), "meaning": row.meaning} for name, row in rows}}
                )
