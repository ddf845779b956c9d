"""Everything that is not words: silence, hums, coughs, clicks, a television, a child, and our own echo. 16 kHz int16.

Levels are in dB under full scale (a caller of these tests speaks at about -20). Seeds make them repeatable.
"""

from __future__ import annotations

import numpy as np
import soxr
from numpy.typing import NDArray

from tests.voice.sound.telephone import RATE, Pcm, telephoned
from tests.voice.sound.voices import spoken


def silence(ms: float) -> Pcm:
    """Digital silence."""
    return np.zeros(_samples(ms), np.int16)


def noise(ms: float, level_db: float = -60.0, seed: int = 1) -> Pcm:
    """A line's hiss."""
    return at_level(np.random.default_rng(seed).normal(size=_samples(ms)), level_db)


def hum(ms: float = 500, hertz: float = 120.0, level_db: float = -26.0, telephone: bool = True) -> Pcm:
    """ "mm": a closed mouth. A voice's harmonics, of which only those under about 400 Hz get through the nose."""
    seconds = np.arange(_samples(ms)) / RATE
    tone = hertz * (1 + 0.03 * np.sin(2 * np.pi * 2.1 * seconds))
    phase = 2 * np.pi * np.cumsum(tone) / RATE
    voice = np.zeros_like(phase)
    for harmonic in range(1, 25):
        resonance = 1 / (1 + ((harmonic * hertz - 270) / 90) ** 2) + 0.004
        voice += resonance / harmonic**0.5 * np.sin(harmonic * phase)
    sound = at_level(voice * _swell(len(voice), 80), level_db)
    return telephoned(sound) if telephone else sound


def cough(level_db: float = -14.0, seed: int = 1) -> Pcm:
    """A burst of breath and its rattle: 250 ms."""
    random = np.random.default_rng(seed)
    seconds = np.arange(_samples(250)) / RATE
    burst = random.normal(size=len(seconds)) * np.exp(-seconds / 0.05)
    rattle = random.normal(size=len(seconds)) * np.exp(-(((seconds - 0.15) / 0.04) ** 2)) * 0.5
    return telephoned(at_level(burst + rattle, level_db))


def click(level_db: float = -12.0) -> Pcm:
    """A cup against the table: 15 ms."""
    seconds = np.arange(_samples(15)) / RATE
    return telephoned(at_level(np.sin(2 * np.pi * 1900 * seconds) * np.exp(-seconds / 0.004), level_db))


def television(ms: float, level_db: float = -42.0) -> Pcm:
    """Two strangers who speak without end in another corner of the room."""
    first = spoken("Regeringen har i dag lämnat ett nytt förslag till riksdagen om vägar och järnvägar.", "sv+m3")
    second = spoken("I kväll blir det regn i hela landet och kraftig vind från sydväst vid kusten.", "sv+f2", rate=165)
    length = _samples(ms)
    mixed = np.resize(first, length).astype(np.float64) + np.resize(np.roll(second, 9_000), length)
    return at_level(mixed, level_db)


def crying_child(ms: float, level_db: float = -38.0, seed: int = 1) -> Pcm:
    """Wails of about a second at 450 Hz and its harmonics, with a breath between them."""
    seconds = np.arange(_samples(ms)) / RATE
    within = seconds % 1.25
    tone = 430 + 90 * np.sin(np.pi * within) + 6 * np.sin(2 * np.pi * 6 * seconds)
    phase = 2 * np.pi * np.cumsum(tone) / RATE
    wail = sum(np.sin(harmonic * phase) / harmonic for harmonic in range(1, 7))
    breath = np.random.default_rng(seed).normal(size=len(seconds)) * 0.05
    return telephoned(at_level(wail * (np.sin(np.pi * np.minimum(within / 0.95, 1.0)) > 0.05) + breath, level_db))


def echo_of(ours: Pcm, delay_ms: float = 120, loss_db: float = 20.0, dull: bool = True) -> Pcm:
    """What we play, come back from the caller's receiver: later, weaker, coloured. As long as `ours` plus the delay."""
    weaker = np.concatenate([silence(delay_ms), ours]).astype(np.float64) * 10 ** (-loss_db / 20)
    if dull:
        narrow = soxr.resample(soxr.resample(weaker, RATE, 5_200), 5_200, RATE)
        weaker = np.pad(narrow, (0, max(0, len(weaker) - len(narrow))))[: len(weaker)]
        weaker[160:] += 0.4 * weaker[:-160]
    return telephoned(np.clip(weaker, -32_768, 32_767).astype(np.int16))


def at_level(sound: NDArray[np.float64] | Pcm, level_db: float) -> Pcm:
    """The same sound with this mean level (RMS, dBFS)."""
    wave = np.asarray(sound, np.float64)
    loud = float(np.sqrt(np.mean(wave**2))) if len(wave) else 0.0
    return np.clip(wave * (32_768 * 10 ** (level_db / 20) / max(loud, 1e-9)), -32_768, 32_767).astype(np.int16)


def louder(sound: Pcm, db: float) -> Pcm:
    """The same sound, `db` louder (or weaker)."""
    return np.clip(sound.astype(np.float64) * 10 ** (db / 20), -32_768, 32_767).astype(np.int16)


def joined(*sounds: Pcm) -> Pcm:
    """One after the other."""
    return np.concatenate(sounds)


def mixed(*sounds: Pcm) -> Pcm:
    """At the same time; the longest decides how long."""
    total = np.zeros(max(map(len, sounds)), np.int32)
    for sound in sounds:
        total[: len(sound)] += sound
    return np.clip(total, -32_768, 32_767).astype(np.int16)


def _samples(ms: float) -> int:
    return round(ms * RATE / 1000)


def _swell(length: int, ms: float) -> NDArray[np.float64]:
    edge = min(length // 2, _samples(ms))
    rise = np.linspace(0, 1, edge) if edge else np.zeros(0)
    return np.concatenate([rise, np.ones(length - 2 * edge), rise[::-1]])
