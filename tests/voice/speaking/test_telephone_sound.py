"""Any voice's raw sound leaves as loud as any other, clean at its edges, in whole frames."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voice.speaking.sound import samples, seconds, spoken_dbfs
from voice.speaking.telephone_sound import LOUDNESS, PEAK, fit_for_telephone


def _hum(hertz: float = 200.0, length: float = 1.0, rate: int = 22_050, level: float = 0.3) -> np.ndarray:
    at = np.arange(int(length * rate)) / rate
    return level * np.sin(2 * np.pi * hertz * at) * (1 + 0.3 * np.sin(2 * np.pi * 3 * at))


@pytest.mark.parametrize("level", [0.01, 0.1, 0.9])
def test_a_faint_and_a_loud_voice_come_out_alike(level: float) -> None:
    assert spoken_dbfs(fit_for_telephone(_hum(level=level), 22_050)) == pytest.approx(LOUDNESS, abs=1.0)


def test_a_constant_is_taken_out() -> None:
    assert abs(samples(fit_for_telephone(_hum() + 0.2, 22_050)).mean()) < 0.001


def test_peaks_are_bent_not_cut() -> None:
    wave = _hum(level=0.05)
    wave[5000:5020] = 1.0
    sound = samples(fit_for_telephone(wave, 22_050))
    assert np.abs(sound).max() <= PEAK + 0.001


def test_silence_around_the_words_goes() -> None:
    wave = np.concatenate([np.zeros(22_050), _hum(length=0.5), np.zeros(22_050)])
    assert seconds(fit_for_telephone(wave, 22_050)) == pytest.approx(0.54, abs=0.04)


def test_it_begins_and_ends_without_a_click() -> None:
    sound = samples(fit_for_telephone(_hum(), 22_050))
    assert abs(sound[0]) < 0.001
    assert abs(sound[-1]) < 0.02


@pytest.mark.parametrize("wave", [np.zeros(0), np.zeros(5000), np.full(5000, np.nan), np.full(50, 1e-9)])
def test_nothing_said_is_no_sound(wave: np.ndarray) -> None:
    assert fit_for_telephone(wave, 22_050) == b""


@given(st.integers(1, 30_000), st.sampled_from([8_000, 16_000, 22_050, 44_100]), st.floats(1e-4, 30))
def test_always_whole_frames_and_never_clipped(length: int, rate: int, level: float) -> None:
    noise = np.random.default_rng(length).normal(0, level, length)
    sound = fit_for_telephone(noise, rate)
    assert len(sound) % 640 == 0
    assert not sound or np.abs(samples(sound)).max() <= PEAK + 0.001
