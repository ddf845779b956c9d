"""`python -m tests.bench.many_calls [--calls 200] [--at-once 4]`: whether the voice process grows with its calls.

Real Asterisk, the real voice process, real SIP callers. Each call hears the greeting, answers by a key, a word and a
key, and hangs up in the middle of what it hears then. Prints the memory of the voice process with its children after
every tenth of the calls.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Iterator
from os import getloadavg

from tests.bench.calls import VOICES, Line, real_line
from tests.e2e.phone.sip_caller import SipCaller
from tests.voice.sound import spoken

STEP_SECONDS = 20.0


async def short_call(line: Line, number: int) -> bool:
    """Whether everything was answered."""
    async with SipCaller(line.exchange.port, number=f"0701{number:06d}") as sip:
        if await sip.dial() != 200 or not await _answered(sip, sip.answered_at):
            return False
        if not await _answered(sip, await sip.press("1")):
            return False
        ended = await sip.say(spoken("akut hjälp", VOICES[number % len(VOICES)]))
        if not await _answered(sip, ended):
            return False
        return await _answered(sip, await sip.press("2"))


async def _answered(sip: SipCaller, since: float) -> bool:
    end = time.time() + STEP_SECONDS
    while sip.ear.first_sound(since) is None:
        if time.time() > end or sip.ended.is_set():
            return False
        await sip.listen(0.2)
    return True


async def report(line: Line, calls: int, at_once: int) -> None:
    """Prints a row for every tenth of the calls."""
    print("| calls | MB | unanswered | seconds | load |\n|---|---|---|---|---|", flush=True)
    numbers, unanswered, started = iter(range(calls)), 0, time.time()
    for part in range(1, 11):
        until = part * calls // 10
        unanswered += await _some(line, numbers, until, at_once)
        seconds, load = time.time() - started, getloadavg()[0]
        print(f"| {until} | {line.megabytes():.0f} | {unanswered} | {seconds:.0f} | {load:.1f} |", flush=True)


async def _some(line: Line, numbers: Iterator[int], until: int, at_once: int) -> int:
    """Calls up to that number, so many at once. Returns how many were not answered to the end."""
    failed = 0

    async def caller() -> None:
        nonlocal failed
        for number in numbers:
            failed += not await short_call(line, number)
            if number + 1 >= until:
                return

    await asyncio.gather(*(caller() for _ in range(at_once)))
    return failed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=4)
    arguments = parser.parse_args()
    with real_line() as line:
        asyncio.run(report(line, arguments.calls, arguments.at_once))


if __name__ == "__main__":
    main()
