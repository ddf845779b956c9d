"""A call by `ombud phone` takes as long as a call takes: it is begun ahead, and runs beside the other tests."""

from __future__ import annotations

import atexit
import json
import shutil
import subprocess
import sys
import tempfile
import wave
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from tests.voice.sound import silence, spoken


@dataclass(frozen=True)
class WholeCall:
    """What the call printed, and where what the caller heard lies."""

    turns: list[dict[str, Any]]
    out: Path


@dataclass
class UnderWay:
    process: subprocess.Popen[str]
    folder: Path

    def result(self) -> WholeCall:
        """Waits for the end of the call."""
        out, err = self.process.communicate(timeout=400)
        assert self.process.returncode == 0, err[-2000:]
        return WholeCall([json.loads(line) for line in out.splitlines()], self.folder / "out")


@cache
def whole_call() -> UnderWay:
    """Begun once: yes in words (8 kHz), "akut hjälp" in words (16 kHz), no danger by key."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    turns = ["--wav", wav(folder, "ja", 8_000), "--wav", wav(folder, "akut hjälp", 16_000), "--keys", "2"]
    place = ["--data", str(folder / "data"), "--out", str(folder / "out")]
    argv = [sys.executable, "-m", "bot.cli.main", "phone", "--json", *place, *turns]
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    atexit.register(process.kill)
    return UnderWay(process, folder)


def wav(folder: Path, words: str, rate: int) -> str:
    """A file with these words, said in Swedish."""
    path = folder / f"{words}.wav"
    sound = np.concatenate([spoken(words), silence(200)])[:: 16_000 // rate]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(sound.astype("<i2").tobytes())
    return str(path)
