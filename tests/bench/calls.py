"""`python -m tests.bench.calls [--callers 1,2,4,10,20] [--rounds N] [--json]`: calls at the ear.

Real Asterisk, the real voice process, real SIP callers on this machine. Every time is from what a caller did (the last
sample of speech sent, a key let go) to what reached the caller's socket, as the kernel stamped it. Callers speak with
the test voice, at the same moments; from the fifth on they press keys instead, as most do not talk at once.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncGenerator, Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from os import getloadavg
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import psutil
from numpy.typing import NDArray

from content.loader import load_library
from tests.e2e.phone.exchange import Exchange, running_exchange
from tests.e2e.phone.sip_caller import SipCaller
from tests.e2e.phone.voice_process import VoiceProcess
from tests.voice.sound import spoken

CALLERS = [1, 2, 4, 10, 20]
ROUNDS = 4
TALKING = 4
"""So many callers of a round talk; the others press keys."""
VOICES = ("sv", "sv+f2", "sv+m3", "sv+f4")
QUIET = 0.5
STEP_SECONDS = 30.0
LOUD = 300
"""Samples above this are speech: where what we say really begins and ends."""
GREETING, BARGE_IN, OPTIONS, OPEN, KEY = (
    "answer -> greeting",
    "barge-in -> silence",
    "words at a step with options",
    ("words at an open step"),
    "key -> first audio",
)
BARS: dict[str, tuple[float | None, float | None]] = {
    GREETING: (None, 150), BARGE_IN: (250, None), OPTIONS: (600, 900), OPEN: (1200, 1800), KEY: (None, 150),
}  # fmt: skip
"""p50 and p95 in milliseconds, DESIGN section 8."""


@dataclass
class Heard:
    """What one round of callers gave: seconds by what was measured, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    gaps: list[float] = field(default_factory=list)
    whole_prompts: int = 0
    broken_prompts: int = 0
    misheard: int = 0
    unanswered: int = 0


@dataclass(frozen=True)
class Row:
    """One measured row, in milliseconds."""

    what: str
    callers: int
    n: int
    p50_ms: float
    p95_ms: float
    max_ms: float
    bar_p50_ms: float | None
    bar_p95_ms: float | None
    load_1min: float

    @property
    def reached(self) -> bool | None:
        if self.bar_p50_ms is None and self.bar_p95_ms is None:
            return None
        return self.p50_ms <= (self.bar_p50_ms or np.inf) and self.p95_ms <= (self.bar_p95_ms or np.inf)

    def as_row(self) -> str:
        bars = " / ".join("" if bar is None else f"{bar:g}" for bar in (self.bar_p50_ms, self.bar_p95_ms))
        verdict = {None: "", True: "yes", False: "NO"}[self.reached]
        times = " | ".join(f"{ms:.0f}" for ms in (self.p50_ms, self.p95_ms, self.max_ms))
        return f"| {self.callers} | {self.what} | {self.n} | {times} | {bars.strip(' /')} | {verdict} |"


HEADER = (
    "| callers | what | n | p50 ms | p95 ms | max ms | bar p50 / p95 | reached |\n|---|---|---|---|---|---|---|---|"
)


class Caller:
    """One call through the first questions of a nödprövning."""

    def __init__(self, sip: SipCaller, heard: Heard, voice: str | None) -> None:
        self._sip, self._heard, self._voice = sip, heard, voice

    async def call(self, whole: NDArray[np.int16]) -> None:
        """`whole` is a sentence (8 kHz) that must be heard unbroken on the way."""
        assert await self._sip.dial() == 200
        await self._answered(GREETING, self._sip.answered_at)
        if self._voice:
            await asyncio.sleep(2)
            began, ended = await self._say("det går bra")
            await self._answered(OPTIONS, ended)
            cut = self._sip.ear.last_sound(ended)
            if cut is not None and cut > began:
                self._heard.seconds[BARGE_IN].append(cut - began)
        else:
            await self._sip.press("1")
        await self._words(OPTIONS, "akut hjälp", "2")
        await self._words(OPTIONS, "nej", "2")
        self._check(whole)
        for keys in ("1#", "1", "1#", "*9", "*9", "2", "2", "2"):
            await self._keys(keys)
        await self._words(OPEN, "jag har lånat pengar av en kompis", "1")
        await self._quiet()
        self._heard.gaps += self._sip.ear.gaps()

    async def _words(self, what: str, words: str, keys: str) -> None:
        if not self._voice:
            await self._keys(keys)
            return
        await self._quiet()
        _, ended = await self._say(words)
        await self._answered(what, ended)

    async def _keys(self, keys: str) -> None:
        await self._quiet()
        await self._answered(KEY, await self._sip.press(keys))

    async def _say(self, words: str) -> tuple[float, float]:
        """When the first and the last audible sample of it was sent."""
        assert self._voice
        sound = spoken(words, self._voice)
        audible = np.flatnonzero(np.abs(sound.astype(np.int32)) > LOUD)
        sent = await self._sip.say(sound[: audible[-1] + 1])
        return sent + 0.02 - (audible[-1] - audible[0]) / 16_000, sent + 0.02

    async def _answered(self, what: str, since: float) -> None:
        end = time.time() + STEP_SECONDS
        while (first := self._sip.ear.first_sound(since)) is None:
            if time.time() > end or self._sip.ended.is_set():
                self._heard.unanswered += 1
                return
            await self._sip.listen(0.5)
        self._heard.seconds[what].append(first - since)

    async def _quiet(self) -> None:
        end = time.time() + STEP_SECONDS
        while True:
            if self._sip.ear.quiet_for(time.time()) >= QUIET or time.time() > end:
                return
            await asyncio.sleep(0.05)

    def _check(self, whole: NDArray[np.int16]) -> None:
        found = self._sip.ear.find(whole)
        if found is not None and found.likeness > 0.95:
            self._heard.whole_prompts += 1
        else:
            self._heard.broken_prompts += 1


async def round_of(line: Line, callers: int) -> Heard:
    """That many calls, all at once, from dialling to hanging up."""
    heard = Heard()
    whole = await asyncio.to_thread(line.voice.sound_of, line.sentence)

    async def one(number: int) -> None:
        voice = VOICES[number % len(VOICES)] if number < TALKING else None
        async with SipCaller(line.exchange.port, number=f"07012345{number:02d}") as sip:
            await Caller(sip, heard, voice).call(whole)

    await asyncio.gather(*(one(number) for number in range(callers)))
    return heard


@dataclass(frozen=True)
class Line:
    """What is measured. `sentence` is one that every call hears."""

    exchange: Exchange
    voice: VoiceProcess
    sentence: str

    def tree(self) -> list[psutil.Process]:
        process = psutil.Process(self.voice.process.pid)
        return [process, *process.children(recursive=True)]

    def cpu_seconds(self) -> float:
        return sum(sum(each.cpu_times()[:2]) for each in self.tree())

    def megabytes(self) -> float:
        return sum(each.memory_info().rss for each in self.tree()) / 1e6


@contextmanager
def real_line() -> Generator[Line]:
    """An exchange and a voice process that is warm and has made its prompts."""
    danger = next(step for step in load_library().flows["nodprovning"].steps if step.key == "danger")
    with tempfile.TemporaryDirectory() as folder, running_exchange() as exchange:
        voice = VoiceProcess(Path(folder) / "data", exchange.voice_port, True)  # makes its own prompts
        try:
            voice.wait_until_ready()
            end = time.monotonic() + 300
            while '"prompts_prepared"' not in voice.log and time.monotonic() < end:
                time.sleep(0.5)
            yield Line(exchange, voice, danger.text.phone)
        finally:
            voice.stop()


async def measure(line: Line, callers: list[int], rounds: int) -> AsyncGenerator[tuple[list[Row], dict[str, Any]]]:
    """For each number of callers: its rows, and what else is worth knowing."""
    for number in callers:
        before, cpu, total = len(line.voice.records()), line.cpu_seconds(), Heard()
        for _ in range(max(1, rounds // number)):
            one = await round_of(line, number)
            for what, seconds in one.seconds.items():
                total.seconds[what] += seconds
            total.gaps += one.gaps
            total.whole_prompts += one.whole_prompts
            total.broken_prompts += one.broken_prompts
            total.unanswered += one.unanswered
        records = line.voice.records()[before:]
        rows = [row(what, number, total.seconds[what]) for what in BARS if total.seconds[what]]
        spoken_turns = [r for r in records if r["how"] in ("scored", "free")]
        parts = ("endpoint_ms", "hear_ms", "waited_ms", "heard_after_ms", "dialogue_ms", "speak_ms")
        yield (
            rows,
            {
                "callers": number,
                "gaps_over_20_ms": len(total.gaps),
                "longest_gap_ms": round(1000 * max(total.gaps, default=0.02) - 20),
                "prompts_whole": total.whole_prompts,
                "prompts_broken": total.broken_prompts,
                "unanswered": total.unanswered,
                "free_instead_of_scored": sum(r["how"] == "free" for r in spoken_turns if r["step"] != "tried"),
                "cpu_seconds_per_turn": round((line.cpu_seconds() - cpu) / max(1, len(records)), 2),
                "megabytes": round(line.megabytes()),
                **{f"{part}_p50": round(median(got)) for part in parts if (got := _numbers(spoken_turns, part))},
            },
        )


def row(what: str, callers: int, seconds: list[float]) -> Row:
    ordered = sorted(1000 * value for value in seconds)
    p50, p95 = ordered[int(0.5 * (len(ordered) - 1))], ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return Row(what, callers, len(ordered), p50, p95, ordered[-1], *BARS[what], getloadavg()[0])


def _numbers(records: list[dict[str, Any]], part: str) -> list[float]:
    return [record[part] for record in records if record[part] is not None]


async def report(line: Line, callers: list[int], rounds: int, *, as_json: bool) -> None:
    if not as_json:
        print(HEADER)
    told = []
    async for rows, more in measure(line, callers, rounds):
        for each in rows:
            print(json.dumps({**asdict(each), "reached": each.reached}) if as_json else each.as_row(), flush=True)
        told.append({**more, "load_1min": round(getloadavg()[0], 1)})
    for more in told:
        print(json.dumps(more), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--callers", default=",".join(map(str, CALLERS)), help="how many at once, with comma (default: %(default)s)"
    )
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help="calls at least for each number (default: %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    arguments = parser.parse_args()
    callers = [int(number) for number in arguments.callers.split(",")]
    with real_line() as line:
        asyncio.run(report(line, callers, arguments.rounds, as_json=arguments.json))


if __name__ == "__main__":
    main()
