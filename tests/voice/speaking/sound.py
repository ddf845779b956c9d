"""What can be told of a sound without ears. Sounds are 16 kHz mono, signed 16 bit."""

from __future__ import annotations

import numpy as np

RATE = 16_000


def samples(sound: bytes) -> np.ndarray:
    """From -1 to 1."""
    return np.frombuffer(sound, "<i2").astype(np.float64) / 32768


def seconds(sound: bytes) -> float:
    return len(sound) / 2 / RATE


def dbfs(wave: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(wave**2)) + 1e-12))


def spoken_dbfs(sound: bytes) -> float:
    """The loudness of the 20 ms frames in which something is said."""
    frames = samples(sound)[: len(sound) // 640 * 320].reshape(-1, 320)
    loud = np.sqrt(np.mean(frames**2, axis=1))
    return dbfs(frames[loud > loud.max() * 10 ** (-35 / 20)])


def pitch(sound: bytes) -> float:
    """The median fundamental of the voiced parts in Hz, by autocorrelation between 60 and 350 Hz."""
    wave, found = samples(sound), []
    for start in range(0, len(wave) - 640, 160):
        frame = wave[start : start + 640] - wave[start : start + 640].mean()
        if dbfs(frame) < -35:
            continue
        spectrum = np.abs(np.fft.rfft(frame, 2048)) ** 2
        likeness = np.fft.irfft(spectrum)[: RATE // 60]
        lags = likeness[RATE // 350 :]
        best = int(np.argmax(lags))
        if lags[best] > 0.5 * likeness[0]:
            found.append(RATE / (best + RATE // 350))
    return float(np.median(found))


def longest_silence(sound: bytes) -> float:
    """In seconds, of 20 ms frames without anything."""
    frames = np.abs(samples(sound)[: len(sound) // 640 * 320].reshape(-1, 320)).max(axis=1) < 0.002
    longest = run = 0
    for silent in frames:
        run = run + 1 if silent else 0
        longest = max(longest, run)
    return longest * 0.02
