"""Proofs begun together and awaited one by one: a call takes as long as people talk, and the line takes many."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from tests.e2e.phone.line import Line

Story: TypeAlias = Callable[[Line], Awaitable[None]]
Begun: TypeAlias = Callable[[Story], Awaitable[None]]

AT_ONCE = 4
"""More people than that talking at once would measure the machine."""


def begins_early(story: Story) -> Callable[[Line, Begun], Awaitable[None]]:
    """The test that waits for this story's end. All such stories of a session begin when the first of them is due."""

    async def proof(line: Line, begun: Begun) -> None:
        await begun(story)

    for name in ("__name__", "__qualname__", "__doc__", "__module__"):
        setattr(proof, name, getattr(story, name))
    proof.__dict__["story"] = story
    return proof


def takes_long(story: Story) -> Story:
    """Marks, below `begins_early`, the story that all others are waited for with: it gets a place first."""
    story.__dict__["takes_long"] = True
    return story


class Stories:
    """The stories of a session that run now."""

    def __init__(self, line: Line, tests: list[Any]) -> None:
        stories = [test.story for test in tests if hasattr(test, "story")]
        stories.sort(key=lambda story: not hasattr(story, "takes_long"))
        places = asyncio.Semaphore(AT_ONCE)

        async def run(story: Story) -> None:
            async with places:
                await story(line)

        self._tasks = {story: asyncio.create_task(run(story)) for story in stories}

    async def wait_for(self, story: Story) -> None:
        """Returns when it has ended well. Raises what it raised."""
        await self._tasks[story]

    async def stop(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
