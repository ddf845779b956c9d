"""Work for a few threads, shared fairly by calls: each call in its turn, and what callers wait for before the rest.

Lives in one event loop, which it never blocks.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import IntEnum
from threading import Event
from typing import Any, Generic, TypeVar

from voice.hearing.behind import behind_the_sound

T = TypeVar("T")


class Rank(IntEnum):
    """What comes first. Work of a later rank starts only when nothing of an earlier one waits."""

    HEAR = 0
    PREPARE = 1


class Full(Exception):
    """Too much waits already. Nothing was put in the queue."""


class Dropped(Exception):
    """Raised by work that saw that nobody wants its result any more."""


class Wanted:
    """Whether somebody still waits for the result. Asked by the work, between its steps, in its thread."""

    def __init__(self) -> None:
        self._gone = Event()

    def drop(self) -> None:
        self._gone.set()

    def check(self) -> None:
        """Raises Dropped if the one who asked has gone."""
        if self._gone.is_set():
            raise Dropped


@dataclass(frozen=True)
class Done(Generic[T]):
    """A result, and how long it waited for a thread and ran, in milliseconds."""

    result: T
    waited_ms: float
    ran_ms: float


@dataclass
class _Job:
    call: str
    rank: Rank
    work: Callable[[Wanted], Any]
    future: asyncio.Future[Done[Any]]
    asked_at: float
    wanted: Wanted = field(default_factory=Wanted)


class FairQueue:
    """Runs work on `workers` threads. At most `limit` pieces wait; more are refused with Full."""

    def __init__(self, workers: int, *, limit: int = 64, clock: Callable[[], float] = time.perf_counter) -> None:
        self._workers = workers
        self._limit = limit
        self._clock = clock
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="hearing", initializer=behind_the_sound)
        self._waiting: dict[Rank, OrderedDict[str, deque[_Job]]] = {rank: OrderedDict() for rank in Rank}
        self._running = 0
        self._tasks: set[asyncio.Future[None]] = set()

    @property
    def waiting(self) -> int:
        """How many pieces of work wait for a thread."""
        return sum(len(jobs) for calls in self._waiting.values() for jobs in calls.values())

    @property
    def running(self) -> int:
        return self._running

    async def run(self, call: str, work: Callable[[Wanted], T], *, rank: Rank = Rank.HEAR) -> Done[T]:
        """Does the work in a thread when it is this call's turn.

        Cancelling takes it out of the queue at once; work that runs already is told by `Wanted`. Raises Full, or
        whatever the work raises.
        """
        if self.waiting >= self._limit:
            raise Full
        job = _Job(call, rank, work, asyncio.get_running_loop().create_future(), self._clock())
        self._waiting[rank].setdefault(call, deque()).append(job)
        self._start_what_can()
        try:
            return await job.future
        except asyncio.CancelledError:
            job.wanted.drop()
            self._forget(job)
            raise

    def close(self) -> None:
        """Lets running work end and starts nothing more."""
        for calls in self._waiting.values():
            for jobs in calls.values():
                for job in jobs:
                    job.future.cancel()
            calls.clear()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _forget(self, job: _Job) -> None:
        calls = self._waiting[job.rank]
        jobs = calls.get(job.call, deque())
        if job in jobs:
            jobs.remove(job)
        if not jobs:
            calls.pop(job.call, None)

    def _start_what_can(self) -> None:
        while self._running < self._workers and (job := self._next()):
            self._running += 1
            task = asyncio.ensure_future(self._do(job))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _next(self) -> _Job | None:
        """The oldest work of the call whose turn it is; the call goes to the end of the row."""
        for calls in self._waiting.values():
            if calls:
                call, jobs = calls.popitem(last=False)
                job = jobs.popleft()
                if jobs:
                    calls[call] = jobs
                return job
        return None

    async def _do(self, job: _Job) -> None:
        started = self._clock()
        try:
            result = await asyncio.get_running_loop().run_in_executor(self._threads, job.work, job.wanted)
        except BaseException as problem:
            if not job.future.done():
                job.future.set_exception(problem)
        else:
            if not job.future.done():
                now = self._clock()
                job.future.set_result(Done(result, 1000 * (started - job.asked_at), 1000 * (now - started)))
        finally:
            self._running -= 1
            self._start_what_can()
