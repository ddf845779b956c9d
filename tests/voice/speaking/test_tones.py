"""The sounds that are no words."""

from __future__ import annotations

import numpy as np
import pytest

from tests.voice.speaking.sound import dbfs, samples, seconds
from voice.speaking.tones import silence, thinking, trouble


def test_the_sound_of_thinking_is_short_and_softer_than_the_voice() -> None:
    sound = thinking()
    assert seconds(sound) < 0.4
    assert dbfs(samples(sound)) == pytest.approx(-26, abs=0.7)


def test_trouble_falls_and_does_not_shout() -> None:
    wave = samples(trouble())
    halves = [np.argmax(np.abs(np.fft.rfft(half))) / (len(half) / 16_000) for half in np.array_split(wave, 2)]
    assert halves[0] > halves[1]
    assert dbfs(wave) == pytest.approx(-24, abs=0.7)


@pytest.mark.parametrize("sound", [thinking(), trouble()])
def test_they_begin_and_end_in_silence_in_whole_frames(sound: bytes) -> None:
    wave = samples(sound)
    assert abs(wave[0]) < 0.001
    assert abs(wave[-1]) < 0.005
    assert len(sound) % 640 == 0


def test_silence_is_whole_frames() -> None:
    assert silence(280) == bytes(14 * 640)
