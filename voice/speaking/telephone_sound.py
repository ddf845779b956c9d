"""A voice's raw sound made fit for a telephone: one loudness, one rate, no hum, no click, no dead ends. Pure."""

from __future__ import annotations

import numpy as np
import soxr

from voice.call.line import FRAME_SAMPLES, RATE

LOUDNESS = -20.0
"""dBFS RMS of the parts where something is said: what telephone networks expect of a talker."""
PEAK = 0.84
"""Of full scale (-1.5 dBFS). Peaks above are bent, not cut; that also spares the codec of the line."""
_KNEE = 0.6
_ACTIVE = 10 ** (-35 / 20)
"""Frames this far below the loudest hold no speech."""
_EDGE_MS = 20
_FADE_MS = 5
_MOST_GAIN = 10.0


def fit_for_telephone(sound: np.ndarray, rate: int, tone: tuple[tuple[float, float], ...] = ()) -> bytes:
    """Mono sound of any rate and scale as 16 kHz signed 16 bit, whole frames of 20 ms; empty if nothing is said.

    `tone` is an equaliser: (Hz, dB) points, straight lines between them on a logarithmic axis. Below 80 Hz nothing is
    left in any case.
    """
    wave = np.asarray(sound, np.float64).ravel()
    if not len(wave) or not np.any(np.isfinite(wave)):
        return b""
    wave = np.nan_to_num(wave)
    wave = _equalised(wave, rate, tone)
    wave = soxr.resample(wave, rate, RATE) if rate != RATE else wave
    wave = _trimmed(wave)
    if not len(wave):
        return b""
    wave = _bent(_levelled(wave))
    _fade(wave)
    wave = np.pad(wave, (0, -len(wave) % FRAME_SAMPLES))
    return np.round(wave * 32767).astype("<i2").tobytes()


def _equalised(wave: np.ndarray, rate: int, tone: tuple[tuple[float, float], ...]) -> np.ndarray:
    size = 1 << (len(wave) + rate // 20).bit_length()  # fast, and room for the filter to ring out
    spectrum = np.fft.rfft(wave, size)
    hertz = np.fft.rfftfreq(size, 1 / rate)
    gain = np.clip((hertz - 40.0) / 40.0, 0.0, 1.0)  # no constant, no rumble
    if tone:
        points, decibels = zip(*tone, strict=True)
        gain = gain * 10 ** (np.interp(np.log(np.maximum(hertz, 1.0)), np.log(points), decibels) / 20)
    return np.fft.irfft(spectrum * gain, size)[: len(wave)]


def _loudness_of_frames(wave: np.ndarray) -> np.ndarray:
    whole = np.pad(wave, (0, -len(wave) % FRAME_SAMPLES)).reshape(-1, FRAME_SAMPLES)
    return np.sqrt(np.mean(whole**2, axis=1))


def _trimmed(wave: np.ndarray) -> np.ndarray:
    """Without the silence before and after, save 20 ms: how long to pause is for the one who speaks to say."""
    loud = _loudness_of_frames(wave)
    if not len(loud):
        return wave
    active = np.flatnonzero(loud > max(loud.max() * _ACTIVE, 1e-6))
    if not len(active):
        return wave[:0]
    edge = RATE * _EDGE_MS // 1000
    return wave[max(0, active[0] * FRAME_SAMPLES - edge) : (active[-1] + 1) * FRAME_SAMPLES + edge]


def _levelled(wave: np.ndarray) -> np.ndarray:
    loud = _loudness_of_frames(wave)
    active = loud[loud > loud.max() * _ACTIVE]
    rms = float(np.sqrt(np.mean(active**2)))
    scale = float(np.abs(wave).max())
    return wave * min(10 ** (LOUDNESS / 20) / rms, _MOST_GAIN / scale)


def _bent(wave: np.ndarray) -> np.ndarray:
    """Peaks above the knee are pressed together smoothly, so that nothing is clipped."""
    size = np.abs(wave)
    room = PEAK - _KNEE
    pressed = _KNEE + room * np.tanh((size - _KNEE) / room)
    return np.where(size > _KNEE, np.sign(wave) * pressed, wave)


def _fade(wave: np.ndarray) -> None:
    length = min(len(wave) // 2, RATE * _FADE_MS // 1000)
    ramp = np.linspace(0.0, 1.0, length, endpoint=False)
    wave[:length] *= ramp
    wave[len(wave) - length :] *= ramp[::-1]
