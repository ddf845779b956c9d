"""The voice's process seen from here: asks it for sentences, most urgent first, and starts it again when it dies."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import itertools
import os
import sys
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from bot.supervisor.backoff import Backoff
from voice.speaking.frames import LENGTHS, BrokenFrame, lengths, pack, unpack_head
from voice.speaking.voices import Voice

log = structlog.get_logger()

_DEADLY_REMEMBERED = 256
_TRIES = 2
"""A sentence during which the process died twice is not tried a third time; the first may have been chance."""
_DOWN_AFTER = 2
"""Ends in a row, without a voice between them, from which nobody is made to wait for the process."""


class CannotSpeak(Exception):
    """This sentence cannot be made now. Says why by a code, never what the sentence was."""


@dataclass(frozen=True)
class Patience:
    """Seconds. `start` for loading a voice, `sentence` plus `per_character` for making one."""

    start: float = 60.0
    sentence: float = 6.0
    per_character: float = 0.06


@dataclass(order=True)
class _Ask:
    """One sentence to make. Ordered by urgency (0 is the most urgent), then by who came first."""

    urgency: int
    number: int
    text: str = field(compare=False)
    tempo: str = field(compare=False)
    language: str = field(compare=False)
    answer: asyncio.Future[bytes] = field(compare=False)

    @property
    def mark(self) -> str:
        return hashlib.sha256(f"{self.tempo}\0{self.language}\0{self.text}".encode()).hexdigest()


class Engine:
    """One voice in one or more processes. Use as an async context, or `start` and `stop`, in the main thread.

    `jitter` gives a number in [0, 1) for the waits between restarts. `nice` lowers the processes' priority.
    """

    def __init__(
        self,
        voice: Voice,
        *,
        processes: int = 1,
        threads: int = 1,
        nice: int = 0,
        patience: Patience | None = None,
        jitter: Callable[[], float] = lambda: 0.5,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.voice = voice
        self._processes = processes
        self._options = ("--threads", str(threads), "--nice", str(nice))
        self._patience = patience or Patience()
        self._jitter = jitter
        self._clock = clock
        self._asks: asyncio.PriorityQueue[_Ask] = asyncio.PriorityQueue()
        self._numbers = itertools.count()
        self._deadly: OrderedDict[str, int] = OrderedDict()
        self._keepers: list[asyncio.Task[None]] = []
        self._up: set[asyncio.subprocess.Process] = set()
        self._ready = asyncio.Event()
        self._failures = 0

    @property
    def working(self) -> bool:
        """Whether a process is up and has its voice."""
        return bool(self._up)

    @property
    def failing(self) -> bool:
        """Whether the process keeps dying or cannot load its voice. It is started again all the same."""
        return not self._up and self._failures >= _DOWN_AFTER

    @property
    def pids(self) -> list[int]:
        """The processes' ids."""
        return [child.pid for child in self._up]

    @property
    def waiting(self) -> int:
        """How many sentences wait to be made."""
        return self._asks.qsize()

    async def __aenter__(self) -> Engine:
        self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def start(self) -> None:
        """Begins to load the voice. Does not wait for it. Does nothing if it has begun."""
        if not self._keepers:
            self._keepers = [asyncio.create_task(self._keep()) for _ in range(self._processes)]

    async def ready(self, seconds: float) -> bool:
        """Waits at most that long for the voice to be loaded."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ready.wait(), seconds)
        return self.working

    async def stop(self) -> None:
        """Ends the processes. What is still asked for fails."""
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        self._keepers = []
        self._give_up_all("stopped")

    async def make(self, text: str, tempo: str, *, language: str = "sv", urgency: int = 0) -> bytes:
        """The sound of one sentence in spoken form (see `telephone_sound`); empty if nothing in it can be said.

        Waits for a process that is loading or coming back. Raises CannotSpeak if it does not come back, cannot make
        this sentence or died of it twice. Cancelling takes the sentence back if it has not been begun.
        """
        if not self._keepers:
            raise CannotSpeak("not_started")
        if self.failing:
            raise CannotSpeak("down")
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        ask = _Ask(urgency, next(self._numbers), text, tempo, language, answer)
        if self._deadly.get(ask.mark, 0) >= _TRIES:
            raise CannotSpeak("deadly")
        self._asks.put_nowait(ask)
        return await answer

    async def _keep(self) -> None:
        """Keeps one process running, whatever happens to it."""
        backoff = Backoff(self._jitter, first=0.2, cap=20.0, settled=30.0)
        while True:
            began = self._clock()
            why = "stopped"
            try:
                why = await self._live()
            except (OSError, BrokenFrame, asyncio.IncompleteReadError, TimeoutError) as error:
                why = type(error).__name__
            self._failures += 1
            if self.failing:
                self._give_up_all("down")
            wait = backoff.after(self._clock() - began)
            log.warning("voice_process_ended", reason=why, failures=self._failures, again_in_ms=round(1000 * wait))
            await asyncio.sleep(wait)

    def _give_up_all(self, why: str) -> None:
        while not self._asks.empty():
            _fail(self._asks.get_nowait(), why)

    async def _live(self) -> str:
        """One life of a process. Returns or raises when it is over; the process is gone then."""
        arguments = ["--parent", str(os.getpid()), *self._options]
        if self.voice.path:
            arguments += ["--voice", str(self.voice.path)]
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "voice.speaking.engine_process", *arguments,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            env=_environment(),
        )  # fmt: skip
        try:
            async with asyncio.timeout(self._patience.start):
                head, _ = await _frame(child)
            if not head.get("ready"):
                return str(head.get("error", "not ready"))[:60]
            self._failures = 0
            self._up.add(child)
            self._ready.set()
            log.info("voice_ready", voice=self.voice.name, embedded=self.voice.embedded)
            while True:
                await self._next(child)
        finally:
            self._up.discard(child)
            if not self._up:
                self._ready.clear()
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()

    async def _next(self, child: asyncio.subprocess.Process) -> None:
        """Makes the most urgent sentence. Raises if the process dies."""
        ask = await self._ask_unless_it_dies(child)
        if ask.answer.done():  # nobody wants it any more
            return
        assert child.stdin is not None
        limit = self._patience.sentence + self._patience.per_character * len(ask.text)
        try:
            async with asyncio.timeout(limit):
                asked = {"id": ask.number, "text": ask.text, "tempo": ask.tempo, "language": ask.language}
                child.stdin.write(pack(asked))
                await child.stdin.drain()
                head, sound = await _frame(child)
        except BaseException as error:
            self._died_in(ask, cancelled=isinstance(error, asyncio.CancelledError))
            raise
        if head.get("id") != ask.number:
            self._died_in(ask)
            raise BrokenFrame("an answer to something else")
        if "error" in head:
            _fail(ask, str(head["error"])[:60])
        elif not ask.answer.done():
            ask.answer.set_result(sound)

    async def _ask_unless_it_dies(self, child: asyncio.subprocess.Process) -> _Ask:
        """The next sentence to make; raises if the process ends while there is nothing to do."""
        taking, dying = asyncio.ensure_future(self._asks.get()), asyncio.ensure_future(child.wait())
        try:
            await asyncio.wait({taking, dying}, return_when=asyncio.FIRST_COMPLETED)
            if taking.done() and not dying.done():
                return taking.result()
            if taking.done():
                self._asks.put_nowait(taking.result())
            raise BrokenFrame("the process ended")
        finally:
            taking.cancel()
            dying.cancel()

    def _died_in(self, ask: _Ask, *, cancelled: bool = False) -> None:
        """Puts the sentence back in its place in the queue, once."""
        if cancelled:
            _fail(ask, "stopped")
            return
        deaths = self._deadly[ask.mark] = self._deadly.pop(ask.mark, 0) + 1
        while len(self._deadly) > _DEADLY_REMEMBERED:
            self._deadly.popitem(last=False)
        if deaths >= _TRIES:
            _fail(ask, "deadly")
        else:
            self._asks.put_nowait(ask)


def _environment() -> dict[str, str]:
    """Ours without our settings, among which are keys; and one thread for each library that would take them all."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OMBUD_")}
    return kept | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def _fail(ask: _Ask, why: str) -> None:
    if not ask.answer.done():
        ask.answer.set_exception(CannotSpeak(why))


async def _frame(child: asyncio.subprocess.Process) -> tuple[dict[str, object], bytes]:
    assert child.stdout is not None
    head, sound = lengths(await child.stdout.readexactly(LENGTHS.size))
    raw = await child.stdout.readexactly(head)
    return unpack_head(raw), await child.stdout.readexactly(sound)
