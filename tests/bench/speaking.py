"""`python -m tests.bench.speaking [--voice FILE] [--prompts N] [--json]`: how soon the voice is heard, at what cost.

Measures in this process, without a line: what a line adds is measured with whole calls.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from pathlib import Path
from time import perf_counter

import psutil

from content.loader import load_library
from tests.bench.measure import HEADER, Figure, figure
from voice.speaking.engine import Engine
from voice.speaking.prompts import fixed_texts
from voice.speaking.speaker import Tempo
from voice.speaking.voice import PreparedVoice
from voice.speaking.voices import Voice

LIVE = ("Jag hörde {} kronor. Stämmer det?", "{} kronor.", "Ditt nummer är BJÖRK {}. Skriv gärna upp det.",
        "Du har {} barn, och du bor i Tensta.")  # fmt: skip
KEY_BAR_MS = 150.0
"""From a key to the first sound (DESIGN section 8); the voice is a part of it."""
TALKING_AT_ONCE = 4
BYTES_A_SECOND = 32_000


async def _first(voice: PreparedVoice, text: str) -> float:
    """Seconds until the first sound of the text; all of it is made."""
    started, first = perf_counter(), 0.0
    async for _ in voice.speak(text):
        first = first or perf_counter() - started
    return first


async def _cached(voice: PreparedVoice, texts: tuple[str, ...], what: str, bar: float | None) -> Figure:
    return figure(what, [await _first(voice, text) for text in texts], bar)


async def _live(voice: PreparedVoice, at_once: int) -> Figure:
    async def caller(number: int) -> list[float]:
        return [await _first(voice, text.format(1000 * number + turn)) for turn in range(5) for text in LIVE]

    seconds = [s for each in await asyncio.gather(*(caller(n) for n in range(10, 10 + at_once))) for s in each]
    who = "one caller" if at_once == 1 else f"{at_once} callers at once"
    return figure(f"first sound of a sentence made for {who}", seconds, None)


async def _cost(voice: Voice) -> dict[str, object]:
    """Real-time factor of one process and its memory."""
    async with Engine(voice) as engine:
        started = perf_counter()
        await engine.ready(120)
        loading = perf_counter() - started
        made, started = 0, perf_counter()
        for number in range(20):
            made += len(await engine.make(f"Hur länge räcker maten för {'dig ' * number}nu?", "normal"))
        factor = (perf_counter() - started) / (made / BYTES_A_SECOND)
        memory = sum(psutil.Process(pid).memory_info().rss for pid in engine.pids)
    return {"load_s": round(loading, 2), "real_time_factor": round(factor, 3), "memory_mb": round(memory / 1e6)}


async def report(path: Path | None, prompts_at_most: int | None, *, as_json: bool) -> None:
    texts = fixed_texts(load_library())[:prompts_at_most]
    with tempfile.TemporaryDirectory() as folder:
        prompts = Path(folder) / "prompts"
        async with PreparedVoice(Voice(path), prompts) as voice:
            await voice.loaded(120)
            figures = [await _live(voice, 1), await _live(voice, TALKING_AT_ONCE)]
            preparing: dict[str, float] = {}
            for tempo in Tempo:
                started = perf_counter()
                await voice.prepare(texts, tempo)
                preparing[f"prepare_{tempo}_s"] = round(perf_counter() - started, 1)
        async with PreparedVoice(Voice(path), prompts) as voice:
            await voice.loaded(120)
            figures.append(await _cached(voice, texts, "first sound of a fixed text, from disk", KEY_BAR_MS))
            figures.append(await _cached(voice, texts[:200], "first sound of a fixed text, from memory", KEY_BAR_MS))
        sizes = [file.stat().st_size for file in prompts.iterdir()]
    told: dict[str, object] = {
        "voice": Voice(path).name,
        "prompts": len(sizes),
        "disk_mb": round(sum(sizes) / 1e6),
        **preparing,
    }
    told |= await _cost(Voice(path))
    told["load_1min"] = psutil.getloadavg()[0]
    if not as_json:
        print(HEADER)
    for row in figures:
        print(row.as_json() if as_json else row.as_row())
    print(json.dumps(told, ensure_ascii=False))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voice", type=Path, help="a piper voice (.onnx); without it the embedded voice")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--prompts", type=int, help="make only the first N fixed texts ahead")
    arguments = parser.parse_args()
    asyncio.run(report(arguments.voice, arguments.prompts, as_json=arguments.json))


if __name__ == "__main__":
    main()
