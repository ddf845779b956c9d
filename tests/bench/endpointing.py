"""How well turns are taken over a folder of clips: `python -m tests.bench.endpointing FOLDER [--each]`.

The folder holds telephone clips (8 kHz mu-law or PCM wav) and a `manifest.jsonl` with `file` and `kind`. Every clip is
put into a call: alone, with a television behind it, and over our own speech with its echo. Where a clip's words begin
and end is taken from its level, so the figures are about the sound and not about what another detector thinks.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soxr

from bot.dialogue.listening import Answers, Listening
from tests.voice.sound import (
    Pcm,
    as_frames,
    at_level,
    cough,
    crying_child,
    echo_of,
    hum,
    joined,
    mixed,
    noise,
    spoken,
    television,
)
from tests.voice.sound.telephone import RATE, decoded
from voice.turn_taking.happenings import Cut, Ended, Happening, Paused, WentOn
from voice.turn_taking.turn_taker import TurnTaker

KINDS: dict[str, Answers] = {"sentence": "story", "phrase": "story", "long": "story"}
KINDS |= {"date": "value", "amount": "value", "digits": "value"}
TYPES = {"digits": "phone", "date": "date", "amount": "amount"}
FRAME_MS = 20
LEAD_MS, TAIL_MS = 600, 2500
PROMPT = "Vad vill du ha hjälp med? Säg det med dina egna ord, eller tryck på en knapp. Du kan alltid trycka noll."


@dataclass
class Tally:
    """What came of one kind of clip. Waits and delays are in ms."""

    clips: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    worst: list[str] = field(default_factory=list)

    def row(self, name: str) -> str:
        what = " | ".join(
            str(self.outcomes[key]) for key in ("whole", "early", "split", "late", "missed", "ahead lost")
        )
        return f"| {name} | {self.clips} | {what} | {quantile(self.waits, 0.5)} | {quantile(self.waits, 0.95)} |"


def quantile(values: list[float], share: float) -> str:
    return f"{sorted(values)[min(len(values) - 1, int(share * len(values)))]:.0f}" if values else ""


def read(path: Path) -> Pcm:
    """A wav of 8 kHz mu-law, or of signed 16 bit, as 16 kHz."""
    raw = path.read_bytes()
    at = raw.index(b"fmt ") + 8
    law, rate = int.from_bytes(raw[at : at + 2], "little"), int.from_bytes(raw[at + 4 : at + 8], "little")
    start = raw.index(b"data")
    data = raw[start + 8 : start + 8 + int.from_bytes(raw[start + 4 : start + 8], "little")]
    sound = decoded(np.frombuffer(data, np.uint8)) if law == 7 else np.frombuffer(data[: len(data) // 2 * 2], "<i2")
    return np.clip(soxr.resample(sound.astype(np.float64), rate, RATE), -32_768, 32_767).astype(np.int16)


def words_in(sound: Pcm) -> tuple[float, float, float]:
    """Where its words begin and end (ms), and the level of its noise (dBFS)."""
    pieces = sound[: len(sound) // 160 * 160].reshape(-1, 160).astype(np.float64) / 32_768
    levels = 10 * np.log10(np.mean(pieces**2, axis=1) + 1e-9)
    smooth = np.convolve(np.pad(levels, 1, "edge"), np.ones(3) / 3, "valid")
    floor = float(np.percentile(levels, 5))
    loud = np.flatnonzero(smooth > max(float(np.percentile(levels, 92)) - 26, floor + 8))
    return float(loud[0] * 10), float((loud[-1] + 1) * 10), floor


def run(sound: Pcm, answers: Answers, ours: Pcm | None = None, type: str = "") -> list[tuple[float, Happening]]:
    """What is noticed, with the time (ms of sound) when it is. `ours` is played until it is over or something cuts."""
    taker = TurnTaker()
    taker.expect(Listening(key="x", type=type, answers=answers))
    playing = as_frames(ours) if ours is not None else []
    noticed: list[tuple[float, Happening]] = []
    for number, frame in enumerate(as_frames(sound)):
        own = playing[number] if number < len(playing) else None
        for happening in taker.hear(frame, own is not None, own):
            noticed.append(((number + 1) * FRAME_MS, happening))
    return noticed


def judge(tally: Tally, name: str, noticed: Iterable[tuple[float, Happening]], begin: float, end: float) -> None:
    """Adds one clip. Early: over before the words are; late: more than 1.6 s after them; split: twice in them."""
    noticed = list(noticed)
    ends = [(at, happening) for at, happening in noticed if isinstance(happening, Ended) and at > begin]
    tally.clips += 1
    if not ends:
        outcome = "missed"
    elif ends[0][0] < end - 60:
        outcome = "early"
    elif len([at for at, _ in ends if at < end + 1600]) > 1:
        outcome = "split"
    elif ends[0][0] > end + 1600:
        outcome = "late"
    else:
        outcome = "whole"
        tally.waits.append(ends[0][0] - end)
    tally.outcomes[outcome] += 1
    tally.outcomes["ahead lost"] += sum(isinstance(happening, WentOn) for _, happening in noticed)
    if outcome != "whole":
        told = [(type(happening).__name__, round(at)) for at, happening in noticed if not isinstance(happening, Paused)]
        tally.worst.append(f"{outcome:6} {name} words {begin:.0f}-{end:.0f} {told}")


def clips(folder: Path) -> list[tuple[str, str, Pcm]]:
    rows = [json.loads(line) for line in (folder / "manifest.jsonl").read_text().splitlines() if line.strip()]
    return [(row["file"], row["kind"], read(folder / row["file"])) for row in rows]


def called(clip: Pcm, floor_db: float) -> Pcm:
    """The clip inside a line that hisses as its own beginning does."""
    quiet = max(-78.0, floor_db)
    return joined(noise(LEAD_MS, quiet), clip, noise(TAIL_MS, quiet, seed=2))


def turns(folder: Path, *, behind_db: float | None, each: bool) -> None:
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for name, kind, clip in clips(folder):
        answers = KINDS.get(kind, "choice")
        begin, end, floor = words_in(clip)
        sound = called(clip, floor)
        if behind_db is not None:
            speech_db = 10 * np.log10(np.mean(clip[int(begin * 16) : int(end * 16)].astype(np.float64) ** 2)) - 90.3
            sound = mixed(sound, television(len(sound) / 16, float(speech_db) + behind_db))
        noticed = run(sound, answers, type=TYPES.get(kind, ""))
        for key in (answers, "all"):
            judge(tallies[key], name, noticed, begin + LEAD_MS, end + LEAD_MS)
    for key in ("choice", "value", "story", "all"):
        if key in tallies:
            print(tallies[key].row(key), flush=True)
    if each:
        print(*tallies["all"].worst, sep="\n")


def interruptions(folder: Path, *, each: bool) -> None:
    """Clips, and what is none, over our prompt and its echo."""
    ours = joined(spoken(PROMPT, "sv+f2"), spoken(PROMPT, "sv+f2"))
    times: list[float] = []
    missed: list[str] = []
    slow: list[str] = []
    kept = 0
    for echo_db in (12.0, 20.0, 30.0):
        back = echo_of(ours, 120, echo_db)
        for name, _, clip in clips(folder)[::3]:
            begin, end, _ = words_in(clip)
            at = 2000 + begin
            spoken_ms = end - begin
            noticed = run(mixed(joined(noise(2000, -70), clip, noise(1000, -70)), back), "choice", ours)
            cut = [ms - at for ms, happening in noticed if isinstance(happening, Cut)]
            if cut and cut[0] >= 0:
                times.append(cut[0])
                slow += [f"slow echo -{echo_db:.0f} {name} {cut[0]:.0f} ms"] if cut[0] > 300 else []
            elif spoken_ms < 350 and any(isinstance(happening, Ended) for _, happening in noticed):
                kept += 1
            else:
                missed.append(f"echo -{echo_db:.0f} {name} {spoken_ms:.0f} ms {cut}")
    total = len(times) + len(missed) + kept
    print(f"| words | {total} | {len(times)} | {quantile(times, 0.5)} | {quantile(times, 0.95)} | {len(missed)} |")
    if each:
        print(*missed, *slow, sep="\n")
    for name, sounds in nothings(ours).items():
        noticed = [[happening for _, happening in run(sound, "choice", ours)] for sound in sounds]
        cuts = sum(any(isinstance(happening, Cut) for happening in one) for one in noticed)
        turns = sum(any(isinstance(happening, Ended) and not happening.hum for happening in one) for one in noticed)
        print(f"| {name} | {len(sounds)} | {cuts} | | | {turns} taken for words |", flush=True)


def nothings(ours: Pcm) -> dict[str, list[Pcm]]:
    """What must not cut us."""
    length = len(ours) / 16
    hums = [hum(500, hertz) for hertz in (100, 130, 180, 220)]
    hums += [spoken(text, voice) for text in ("[[m:m:]]", "[[mhm:]]") for voice in ("sv", "sv+f2", "sv+m3", "sv+f4")]
    return {
        "mm": [joined(noise(1500, -70), at_level(one, -24), noise(1000, -70)) for one in hums],
        "coughs": [
            joined(noise(1500, -70), cough(level, seed), noise(500, -70)) for level in (-20, -12) for seed in (1, 2)
        ],
        "television": [mixed(noise(length, -65), television(length, level)) for level in (-50.0, -45.0, -40.0)],
        "crying child": [mixed(noise(length, -65), crying_child(length, level)) for level in (-40.0, -30.0, -22.0)],
        "our echo": [
            mixed(noise(length, -65), echo_of(ours, delay, loss))
            for delay in (20, 80, 160, 300)
            for loss in (6.0, 12.0, 20.0, 30.0)
        ],
    }


def short_answers() -> None:
    """The shortest "ja" and "nej" of all voices, down to 0.1 s."""
    heard, lengths = 0, []
    for voice in ("sv", "sv+f2", "sv+m3", "sv+f4"):
        for text in ("ja", "nej"):
            for rate in (220, 300, 380):
                clip = spoken(text, voice, rate=rate)
                lengths.append(len(clip) / 16)
                ends = [
                    h for _, h in run(joined(noise(800, -65), clip, noise(1000, -65)), "choice") if isinstance(h, Ended)
                ]
                heard += len(ends) == 1 and not ends[0].hum
    print(f"short ja/nej ({min(lengths):.0f}-{max(lengths):.0f} ms): {heard} of {len(lengths)} heard")


def cost() -> None:
    """What a second of a call costs, in ms of one core."""
    words = joined(spoken("Jag har fått ett brev från kommunen"), noise(1000, -68))
    ours = spoken(PROMPT, "sv+f2")
    for name, sound, own in (
        ("nobody speaks", noise(10_000, -68), None),
        ("the caller speaks", joined(*[words] * 4), None),
        ("we speak, with echo", echo_of(ours, 120, 18), ours),
    ):
        started = time.process_time()
        run(sound, "story", own)
        print(f"{name}: {1000 * (time.process_time() - started) / (len(sound) / RATE):.1f} ms a second of call")
    print(f"load {os.getloadavg()[0]:.1f}; but for these times no clock is involved")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", action="store_true", help="also name what went wrong")
    arguments = parser.parse_args()
    for title, behind in (("in silence", None), ("television 20 dB below", -20.0), ("television 14 dB below", -14.0)):
        print(f"\n{title}\n| | clips | whole | early | split | late | missed | ahead lost | wait p50 | p95 |")
        print("|---|---|---|---|---|---|---|---|---|---|")
        turns(arguments.folder, behind_db=behind, each=arguments.each)
    print("\nover our own speech\n| | n | cuts | p50 ms | p95 ms | not cut |\n|---|---|---|---|---|---|")
    interruptions(arguments.folder, each=arguments.each)
    short_answers()
    cost()


if __name__ == "__main__":
    main()
