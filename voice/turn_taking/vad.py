"""Whether there is a voice: Silero VAD v6 (the network inside faster-whisper), step by step as the sound comes in."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import numpy as np
import onnxruntime
from numpy.typing import NDArray

STEP = 512
"""Samples at 16 kHz of one step: 32 ms."""
CONTEXT = 64

Wave: TypeAlias = NDArray[np.float32]
Chance: TypeAlias = Callable[[Wave], float]
"""Takes one step of sound (512 samples, 16 kHz, -1 to 1), gives the chance (0-1) that a voice is in it."""


class Silero:
    """One caller's ear: `Silero()(step)` gives the chance of a voice. Remembers the steps before, so: one per call.

    A step costs 0.1 ms. The network itself is loaded once and shared by all calls.
    """

    def __init__(self) -> None:
        self._network = network()
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)
        self._before = np.zeros(CONTEXT, np.float32)

    def __call__(self, step: Wave) -> float:
        if step.shape != (STEP,):
            raise ValueError(f"a step is {STEP} samples, not {step.shape}")
        sound = np.concatenate([self._before, step])[None]
        chance, self._h, self._c = self._network.run(None, {"input": sound, "h": self._h, "c": self._c})
        self._before = step[-CONTEXT:]
        return float(np.asarray(chance).reshape(-1)[0])


@functools.cache
def network() -> onnxruntime.InferenceSession:
    """The network on one thread: a step is too small to share. Raises FileNotFoundError when it is not installed.

    Its path is looked up without importing faster-whisper, which would load the whole recogniser.
    """
    package = importlib.util.find_spec("faster_whisper")
    if package is None or package.origin is None:
        raise FileNotFoundError("faster-whisper is not installed")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    path = Path(package.origin).parent / "assets" / "silero_vad_v6.onnx"
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
