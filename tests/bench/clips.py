"""A folder of recorded clips with a manifest, for measuring hearing: `manifest.jsonl` and wav files of any rate, mono.

A line of the manifest: `{"file", "text", "kind", "group"}`, more is allowed. mu-law and 16 bit are read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from voice.hearing.heard import Sound
from voice.hearing.recogniser import RATE

ANSWERS = frozenset({"number", "place", "color", "word", "yn", "phrase", "menu"})
"""Kinds that are answers to a question whose answers are known."""


@dataclass(frozen=True)
class Clip:
    """What was said, and the sound of it."""

    file: str
    text: str
    kind: str
    group: str
    sound: Sound

    @property
    def is_answer(self) -> bool:
        return self.kind in ANSWERS


def read_clips(folder: Path) -> list[Clip]:
    """Every clip of the manifest."""
    rows = map(json.loads, (folder / "manifest.jsonl").read_text("utf-8").splitlines())
    return [Clip(row["file"], row["text"], row["kind"], row["group"], read_wav(folder / row["file"])) for row in rows]


def read_wav(path: Path) -> Sound:
    """A mono wav as float32 at 16 kHz."""
    raw = path.read_bytes()
    form = raw.index(b"fmt ") + 8
    code, channels = np.frombuffer(raw[form : form + 4], "<u2")
    rate = int(np.frombuffer(raw[form + 4 : form + 8], "<u4")[0])
    assert channels == 1, f"{path.name} is not mono"
    start = raw.index(b"data") + 8
    data = raw[start : start + int(np.frombuffer(raw[start - 4 : start], "<u4")[0])]
    sound = _mu_law(np.frombuffer(data, np.uint8)) if code == 7 else np.frombuffer(data, "<i2") / np.float32(32768)
    return soxr.resample(sound.astype(np.float32), rate, RATE)


def _mu_law(data: NDArray[np.uint8]) -> NDArray[np.float32]:
    inverted = ~data
    sign = np.where(inverted & 0x80, -1.0, 1.0)
    exponent, mantissa = (inverted >> 4) & 7, inverted & 15
    return (sign * (((mantissa.astype(np.int32) << 3) + 132 << exponent) - 132) / 32768).astype(np.float32)
