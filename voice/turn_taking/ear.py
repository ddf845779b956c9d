"""One caller's sound, frame by frame: how loud it is, and whether a voice is in it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from voice.call.line import FRAME_SAMPLES
from voice.turn_taking.hums import has_pitch
from voice.turn_taking.vad import STEP, Chance, Wave

ON, OFF = 0.2, 0.12
"""Where a voice begins and ends, in Silero's chance. The usual 0.5/0.35 misses every fifth clip over a telephone."""
CLEAR_ON, CLEAR_OFF = 0.08, 0.05
"""The same for a sound that is loud and has a pitch: some voices come out of a telephone too thin for Silero."""

SILENCE_DB = -90.0


@dataclass(frozen=True)
class Sensed:
    """One frame of 20 ms. `voiced`: Silero hears a voice, whoever's it is (it lags by 30 ms and rings on for 100)."""

    wave: Wave
    level_db: float
    voiced: bool
    chance: float


class Ear:
    """Hears the frames of one call in order. Never raises for what a frame is: a torn one is filled with silence."""

    def __init__(self, chance: Chance) -> None:
        self._chance_of = chance
        self._waiting = np.zeros(0, np.float32)
        self._chance = 0.0
        self._voiced = False

    def hear(self, frame: bytes, clear_db: float = 0.0) -> Sensed:
        """The next frame. `clear_db`: what is as loud as this stands clearly out of the noise."""
        wave = wave_of(frame)
        level = level_db(wave)
        self._waiting = np.concatenate([self._waiting, wave])
        while len(self._waiting) >= STEP:
            step, self._waiting = self._waiting[:STEP], self._waiting[STEP:]
            self._chance = self._chance_of(step)
            self._voiced = self._chance >= (OFF if self._voiced else ON) or (
                level >= clear_db and self._chance >= (CLEAR_OFF if self._voiced else CLEAR_ON) and has_pitch(step)
            )
        return Sensed(wave, level, self._voiced, self._chance)


def wave_of(frame: bytes) -> Wave:
    """One frame as float32 between -1 and 1, always 320 samples."""
    samples = np.frombuffer(frame[: len(frame) // 2 * 2], "<i2")[:FRAME_SAMPLES]
    wave = np.zeros(FRAME_SAMPLES, np.float32)
    wave[: len(samples)] = samples
    wave /= 32_768
    return wave


def level_db(wave: Wave) -> float:
    """RMS in dB under full scale, -90 for silence."""
    power = float(np.dot(wave, wave)) / max(1, len(wave))
    return max(SILENCE_DB, 10 * math.log10(power + 1e-12))
