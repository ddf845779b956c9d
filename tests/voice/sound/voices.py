"""Test speech: Swedish words as several people may say them, made when a test asks and kept in .cache/sound."""

from __future__ import annotations

import atexit
import functools
import hashlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import soxr

from tests.voice.sound.espeak import RATE as ESPEAK_RATE
from tests.voice.sound.telephone import RATE, Pcm, telephoned

VOICES = ("sv", "sv+f2", "sv+m3", "sv+f4", "sv+Andy", "sv+m7")
"""A man, a woman, a lower man, another woman, a clear man, a dull one."""

REPOSITORY = Path(__file__).parents[3]
CACHE = REPOSITORY / ".cache" / "sound"
RECIPE = "2"
"""Counted up when the way of making sound changes, so that older files are not used."""

LEVEL = 0.1
"""Speech as loud as on a usual telephone call: -20 dBFS over its louder half."""


def spoken(text: str, voice: str = "sv", *, rate: int = 150, pitch: int = 50, telephone: bool = True) -> Pcm:
    """`text` spoken in Swedish: mono int16, 16 kHz, with no silence before or after. The same text, the same sound.

    `voice`: one of `VOICES`, or another espeak voice; `rate`: words a minute; `pitch`: 0-99; `telephone`: through a
    telephone line's band and mu-law. The array is shared: copy it before changing it (it is read-only).
    """
    return _spoken(text, voice, rate, pitch, telephone)


@functools.lru_cache(maxsize=512)
def _spoken(text: str, voice: str, rate: int, pitch: int, telephone: bool) -> Pcm:
    name = hashlib.sha256(json.dumps([RECIPE, text, voice, rate, pitch, telephone]).encode()).hexdigest()[:24]
    path = CACHE / f"{name}.npy"
    try:
        sound: Pcm = np.load(path)
    except (OSError, ValueError):
        sound = _levelled(_trimmed(_from_espeak(text, voice, rate, pitch)))
        sound = telephoned(sound) if telephone else sound
        _keep(path, sound)
    sound.flags.writeable = False
    return sound


def _keep(path: Path, sound: Pcm) -> None:
    """Whole or not at all: tests may run beside each other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.tmp")
    with unfinished.open("wb") as file:
        np.save(file, sound)
    unfinished.replace(path)


def _trimmed(sound: Pcm) -> Pcm:
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > 200)
    return sound[loud[0] : loud[-1] + 1] if len(loud) else sound[:0]


def _levelled(sound: Pcm) -> Pcm:
    if len(sound) == 0:
        return sound
    wave = soxr.resample(sound.astype(np.float64) / 32_768, ESPEAK_RATE, RATE)
    pieces = np.sqrt(np.mean(np.pad(wave, (0, -len(wave) % 320)).reshape(-1, 320) ** 2, axis=1))
    loud = float(np.sqrt(np.mean(pieces[pieces >= np.median(pieces)] ** 2)))
    return np.clip(wave * (LEVEL / max(loud, 1e-6)) * 32_768, -32_768, 32_767).astype(np.int16)


_lock = threading.Lock()


def _from_espeak(text: str, voice: str, rate: int, pitch: int) -> Pcm:
    with _lock:
        child = _child()
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("espeak's process has no pipes")
        child.stdin.write(json.dumps({"text": text, "voice": voice, "rate": rate, "pitch": pitch}).encode() + b"\n")
        child.stdin.flush()
        length = child.stdout.readline()
        if not length:
            raise RuntimeError("espeak's process ended")
        return np.frombuffer(child.stdout.read(int(length)), "<i2").astype(np.int16)


@functools.cache
def _child() -> subprocess.Popen[bytes]:
    child = subprocess.Popen(
        [sys.executable, "-P", str(Path(__file__).with_name("espeak.py"))],  # by path: the package is not needed there
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=REPOSITORY,
    )
    atexit.register(child.kill)
    return child
