"""A few threads for many calls: nobody waits behind two turns of another, and who leaves leaves no hole."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import pairwise
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.hearing.fair_queue import Done, Dropped, FairQueue, Full, Rank, Wanted

AT_MOST = 10.0


class Door:
    """Work that holds a thread until the test lets it go."""

    def __init__(self) -> None:
        self.entered = Event()
        self.open = Event()

    def __call__(self, _: Wanted) -> None:
        self.entered.set()
        assert self.open.wait(AT_MOST)


def noting(name: str, seen: list[str]) -> Callable[[Wanted], None]:
    return lambda _: seen.append(name)


async def started(work: asyncio.Task[Done[None]], door: Door) -> None:
    assert await asyncio.to_thread(door.entered.wait, AT_MOST), work


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=12), st.lists(st.integers(0, 11), max_size=4))
def test_calls_take_turns_whatever_order_they_come_in(calls: list[str], leave: list[int]) -> None:
    async def story() -> None:
        queue, door, seen = FairQueue(1), Door(), list[str]()
        first = asyncio.create_task(queue.run("busy", door))
        await started(first, door)
        tasks = [asyncio.create_task(queue.run(call, noting(f"{call}{n}", seen))) for n, call in enumerate(calls)]
        await asyncio.sleep(0)
        assert queue.waiting == len(calls)
        left = {n for n in leave if n < len(calls)}
        for n in left:
            tasks[n].cancel()
        await asyncio.gather(*(tasks[n] for n in left), return_exceptions=True)
        assert queue.waiting == len(calls) - len(left)
        door.open.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        await first
        stayed = [f"{call}{n}" for n, call in enumerate(calls) if n not in left]
        assert sorted(seen) == sorted(stayed)
        for call in set(calls):
            own = [name for name in seen if name[0] == call]
            assert own == [name for name in stayed if name[0] == call], "a call's own order"
            for before, after in pairwise(own):
                between = [name[0] for name in seen[seen.index(before) + 1 : seen.index(after)]]
                assert len(between) == len(set(between)), "nobody had two turns while this call waited for one"
        assert (queue.waiting, queue.running) == (0, 0)
        queue.close()

    asyncio.run(story())


async def test_what_a_caller_waits_for_goes_before_preparations() -> None:
    queue, door, seen = FairQueue(1), Door(), list[str]()
    first = asyncio.create_task(queue.run("busy", door))
    await started(first, door)
    later = [asyncio.create_task(queue.run("", noting("prepare", seen), rank=Rank.PREPARE)) for _ in range(2)]
    await asyncio.sleep(0)
    soon = asyncio.create_task(queue.run("a", noting("hear", seen)))
    await asyncio.sleep(0)
    door.open.set()
    await asyncio.gather(first, soon, *later)
    assert seen == ["hear", "prepare", "prepare"]
    queue.close()


async def test_two_workers_work_at_the_same_time_and_waiting_is_measured() -> None:
    now = [0.0]
    queue, one, two = FairQueue(2, clock=lambda: now[0]), Door(), Door()
    tasks = [asyncio.create_task(queue.run(call, door)) for call, door in (("a", one), ("b", two))]
    await started(tasks[0], one)
    await started(tasks[1], two)
    third = asyncio.create_task(queue.run("c", lambda _: "done"))
    await asyncio.sleep(0)
    now[0] = 0.5
    one.open.set()
    done = await third
    assert (done.result, done.waited_ms) == ("done", 500)
    two.open.set()
    await asyncio.gather(*tasks)
    queue.close()


async def test_running_work_learns_that_nobody_wants_it_and_gives_its_thread_back() -> None:
    queue, door, told = FairQueue(1), Door(), Event()

    def steps(wanted: Wanted) -> None:
        door(wanted)
        try:
            wanted.check()
        except Dropped:
            told.set()
            raise

    task = asyncio.create_task(queue.run("a", steps))
    await asyncio.to_thread(door.entered.wait, AT_MOST)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    door.open.set()
    assert (await queue.run("b", lambda _: 1)).result == 1
    assert told.is_set()
    queue.close()


async def test_a_queue_that_is_full_says_so_and_forgets_nothing() -> None:
    queue, door = FairQueue(1, limit=2), Door()
    first = asyncio.create_task(queue.run("a", door))
    await started(first, door)
    waiting = [asyncio.create_task(queue.run("b", lambda _: None)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(Full):
        await queue.run("c", lambda _: None)
    door.open.set()
    await asyncio.gather(first, *waiting)
    assert (await queue.run("c", lambda _: 3)).result == 3
    queue.close()


async def test_work_that_fails_tells_its_own_caller_and_nobody_else() -> None:
    queue = FairQueue(1)

    def fails(_: Wanted) -> None:
        raise ValueError("of this sound")

    with pytest.raises(ValueError, match="of this sound"):
        await queue.run("a", fails)
    assert (await queue.run("b", lambda _: 2)).result == 2
    queue.close()
