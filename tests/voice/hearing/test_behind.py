"""Sound comes first: what hears has the lowest priority of all that a call needs."""

from __future__ import annotations

import asyncio
import os
import sys
import threading

import psutil
import pytest

from voice.hearing.behind import NICE
from voice.hearing.fair_queue import FairQueue
from voice.hearing.hearing import WhisperHearing

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has priorities for threads")


def nice_of(thread: int) -> int:
    return os.getpriority(os.PRIO_PROCESS, thread)


async def test_work_of_the_queue_gives_way_and_the_loop_does_not() -> None:
    before = nice_of(threading.get_native_id())
    queue = FairQueue(1)
    done = await queue.run("a", lambda _: nice_of(threading.get_native_id()))
    queue.close()
    assert done.result == NICE
    assert nice_of(threading.get_native_id()) == before


async def test_so_do_the_threads_of_the_model(hearing: WhisperHearing) -> None:
    await asyncio.sleep(0)
    lowered = [thread.id for thread in psutil.Process().threads() if nice_of(thread.id) == NICE]
    assert hearing.ready()
    assert len(lowered) >= 2
