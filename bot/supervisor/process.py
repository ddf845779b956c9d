"""One guarded operating system process: started, listened to, stopped."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

_GUARD = Path(__file__).with_name("guard.py")
_LINE_LIMIT = 64 * 1024

Listener = Callable[[str], None]


@dataclass(frozen=True)
class Command:
    """What to run. `env` is its whole environment; None means ours."""

    argv: tuple[str, ...]
    env: Mapping[str, str] | None = None
    cwd: Path | None = None


class GuardedProcess:
    """A running command that dies with us (see `bot.supervisor.guard`). Make it with `start`."""

    def __init__(self, process: asyncio.subprocess.Process, listening: asyncio.Task[None], grace: float) -> None:
        self._process = process
        self._listening = listening
        self._grace = grace

    @classmethod
    async def start(cls, command: Command, listen: Listener, *, grace: float = 5.0) -> GuardedProcess:
        """Starts the command; `listen` gets each line it prints. Must be called from the main thread."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-I", "-S", str(_GUARD), str(grace), "--", *command.argv,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=dict(command.env) if command.env is not None else None,
            cwd=command.cwd,
            start_new_session=True,
            limit=_LINE_LIMIT,
        )  # fmt: skip
        assert process.stdout is not None
        return cls(process, asyncio.create_task(_listen(process.stdout, listen)), grace)

    @property
    def pid(self) -> int:
        """The guard's process id."""
        return self._process.pid

    async def wait(self) -> int:
        """Waits for the end and gives the exit code (128 + signal when it was killed)."""
        code = await self._process.wait()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._listening, 1.0)
        return code

    async def stop(self) -> None:
        """Asks the command to end, waits, and ends it the hard way if it does not listen. Safe to repeat."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), self._grace + 2.0)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        self._listening.cancel()


async def _listen(stream: asyncio.StreamReader, listen: Listener) -> None:
    while True:
        try:
            line = await stream.readline()
        except ValueError:  # a line longer than the limit: asyncio has dropped what it held
            continue
        if not line:
            return
        with contextlib.suppress(Exception):  # whoever cannot hear must not let the pipe fill up and stop the child
            listen(line.decode("utf-8", "replace").rstrip())


async def run_once(command: Command, listen: Listener, *, grace: float = 5.0) -> int:
    """Runs a command to its end and gives its exit code. Cancelling stops the command first."""
    process = await GuardedProcess.start(command, listen, grace=grace)
    try:
        return await process.wait()
    finally:
        await process.stop()
