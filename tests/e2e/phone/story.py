"""A person on the telephone: hears a question, answers by voice or keys, and goes on until the call is done.

Which question waits is known from the voice process's own record of turns, which holds no words; what is heard is
checked by the sound itself.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from tests.e2e.phone.exchange import Exchange
from tests.e2e.phone.sip_caller import SipCaller
from tests.e2e.phone.voice_process import VoiceProcess
from tests.voice.sound import spoken

Answers = Mapping[str, str]
"""What is answered at a step: words, or keys when it begins with `keys:`."""

_BREATH = 1.2
"""Seconds of a question that somebody hears who answers before its end."""
_ANSWERED_WITHIN = 9.0
_SAID_AT_MOST = 3


@dataclass
class Person:
    """One call that goes on. `voice` is how the person sounds."""

    caller: SipCaller
    process: VoiceProcess
    call: str
    voice: str = "sv"

    def turns(self) -> list[dict[str, Any]]:
        return self.process.records(self.call)

    @property
    def waits_at(self) -> str | None:
        """The step that the line asks about now."""
        return self.turns()[-1]["next_step"]

    async def turn_after(self, number: int, seconds: float = 20) -> dict[str, Any]:
        """The first turn after that one. Raises AssertionError when none comes."""
        end = time.monotonic() + seconds
        while len(turns := self.turns()) <= number:
            assert time.monotonic() < end, f"no turn after {[t['next_step'] for t in turns]}"
            assert not self.caller.ended.is_set(), f"the call ended after {[t['next_step'] for t in turns]}"
            await asyncio.sleep(0.05)
        return turns[number]

    async def until_quiet(self, seconds: float = 0.7, at_most: float = 40) -> None:
        """Returns when nothing has been heard for so long."""
        end = time.monotonic() + at_most
        while self.caller.ear.quiet_for(time.time()) < seconds:
            assert time.monotonic() < end, "it never stops talking"
            await asyncio.sleep(0.05)

    async def say(self, words: str) -> dict[str, Any]:
        """Says it, over what is said to us unless it is a yes, and gives the turn that came of it.

        A yes waits for the whole question: before it, it only tells that somebody listens. Who gets no answer says it
        again, as people do.
        """
        before = len(self.turns())
        if words.split()[0] != "ja":
            await asyncio.sleep(_BREATH)
        else:
            await self.until_quiet()
        for _ in range(_SAID_AT_MOST):
            await self.caller.say(spoken(words, self.voice))
            with suppress(TimeoutError):
                async with asyncio.timeout(_ANSWERED_WITHIN):
                    return await self.turn_after(before)
            await self.until_quiet()
        raise AssertionError(f"nobody answers after {[t['next_step'] for t in self.turns()]}")

    async def press(self, keys: str) -> dict[str, Any]:
        """Presses keys at once, over whatever is said, and gives the turn that came of it."""
        before = len(self.turns())
        await self.caller.press(keys)
        return await self.turn_after(before)

    async def answer_all(self, answers: Answers, *, at_most: int = 60) -> list[str]:
        """Answers until the line waits for nothing more. Gives the steps in their order.

        Asked the same again it says the same again, as people do; a step that `answers` lacks is a failure.
        """
        path: list[str] = []
        for _ in range(at_most):
            step = self.waits_at
            if step is None:
                return path
            assert step in answers, f"asked about {step} after {path}"
            path.append(step)
            how, _, keys = answers[step].rpartition("keys:")
            await (self.press(keys) if how == "" and keys != answers[step] else self.say(answers[step]))
        raise AssertionError(f"no end after {path}")


@asynccontextmanager
async def call(
    exchange: Exchange, process: VoiceProcess, *, voice: str = "sv", number: str = "0701234567"
) -> AsyncGenerator[Person]:
    """A call that has been answered and greeted. Hung up at the end of the block if it has not ended."""
    async with SipCaller(exchange.port, number=number) as caller:
        async with _dialling:
            known = {record["call"] for record in process.records()}
            assert await caller.dial() == 200
            end = time.monotonic() + 20
            while not (new := {record["call"] for record in process.records()} - known):
                assert time.monotonic() < end, "no greeting"
                await asyncio.sleep(0.02)
        yield Person(caller, process, new.pop(), voice)


_dialling = asyncio.Lock()
"""One call is set up at a time, so that each knows which of the process's calls is its own."""
