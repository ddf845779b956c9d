"""Silero step by step is Silero all at once."""

from __future__ import annotations

import numpy as np
import pytest
from faster_whisper.vad import get_vad_model

from tests.voice.sound import as_wave, joined, noise, silence, spoken
from voice.turn_taking.vad import STEP, Silero, network


def test_step_by_step_gives_the_very_same_chances_as_the_whole_sound() -> None:
    sound = as_wave(joined(noise(500, -60), spoken("Jag bor i Farsta"), silence(300), spoken("ja", "sv+f2")))
    # The batch wrapper clears the last 64 samples of what it is given: they are left out.
    whole = np.pad(sound, (0, -len(sound) % STEP + STEP))
    ear = Silero()
    steps = [ear(step) for step in whole.reshape(-1, STEP)][:-1]
    assert np.array_equal(np.array(steps, np.float32), get_vad_model()(whole.copy()).reshape(-1)[:-1])


def test_two_callers_do_not_hear_each_other() -> None:
    words, hiss = as_wave(spoken("nej"))[: 6 * STEP].reshape(-1, STEP), as_wave(noise(192, -60)).reshape(-1, STEP)
    alone, first, second = Silero(), Silero(), Silero()
    expected = [alone(step) for step in words]
    heard = []
    for step, other in zip(words, hiss, strict=False):
        heard.append(first(step))
        second(other)
    assert heard == expected[: len(heard)]
    assert network() is network()


def test_a_step_has_one_size() -> None:
    with pytest.raises(ValueError, match="512"):
        Silero()(np.zeros(320, np.float32))
