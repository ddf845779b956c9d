"""What the exchange says by itself, made as its image makes it, and as a caller would hear it."""

from __future__ import annotations

import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.deploy.compose_file import ROOT


def make_prompts(folder: Path) -> Path:
    """Runs the command of the Dockerfile."""
    argv = [sys.executable, "-m", "voice.asterisk.prompts", str(folder)]
    subprocess.run(argv, cwd=ROOT, check=True, timeout=60)
    return folder


def prompt(folder: Path, name: str) -> NDArray[np.int16]:
    """The sound of one, 8 kHz."""
    with wave.open(str(folder / f"{name}.wav"), "rb") as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (8000, 1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def write_prompt(folder: Path, name: str, sound: NDArray[np.int16]) -> None:
    """A short one (8 kHz) in the place of the real one."""
    with wave.open(str(folder / f"{name}.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(sound.astype("<i2").tobytes())
