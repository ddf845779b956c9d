"""The caller's last sound, bounded: what a turn may still need, and nothing older."""

from __future__ import annotations

from collections import deque

import numpy as np

from voice.call.line import FRAME_SAMPLES
from voice.hearing.heard import Sound
from voice.turn_taking.vad import Wave


class Recording:
    """Frames by their number in the call. Holds at most `longest` frames; older ones are forgotten."""

    def __init__(self, longest: int) -> None:
        self._frames: deque[Wave] = deque(maxlen=longest)
        self._next = 0

    @property
    def next(self) -> int:
        """The number of the frame that comes."""
        return self._next

    def add(self, wave: Wave) -> None:
        self._frames.append(wave)
        self._next += 1

    def forget_before(self, number: int) -> None:
        while self._frames and self._next - len(self._frames) < number:
            self._frames.popleft()

    def between(self, begin: int, end: int) -> Sound:
        """Frames `begin` to `end` (without it), as far as they are held: float32, shape (samples,)."""
        first = self._next - len(self._frames)
        frames = list(self._frames)[max(0, begin - first) : max(0, end - first)]
        return np.concatenate(frames) if frames else np.zeros(0, np.float32)

    def last(self, samples: int) -> Wave:
        """The last samples, or as many as there are."""
        count = -(-samples // FRAME_SAMPLES)
        frames = [self._frames[place] for place in range(max(-len(self._frames), -count), 0)]
        return np.concatenate(frames)[-samples:] if frames else np.zeros(0, np.float32)
