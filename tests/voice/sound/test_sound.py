"""The test's own sound is what it says it is."""

from __future__ import annotations

import numpy as np

from tests.voice.sound import VOICES, Pcm, as_frames, at_level, from_frames, silence, spoken, telephoned
from tests.voice.sound.noises import echo_of, hum, noise, television


def level_db(sound: Pcm) -> float:
    return 20 * float(np.log10(np.sqrt(np.mean((sound.astype(np.float64) / 32_768) ** 2)) + 1e-9))


def share_below(sound: Pcm, hertz: float) -> float:
    power = np.abs(np.fft.rfft(sound.astype(np.float64))) ** 2
    return float(power[np.fft.rfftfreq(len(sound), 1 / 16_000) < hertz].sum() / power.sum())


def test_words_are_spoken_by_voices_that_differ() -> None:
    said = [spoken("Jag bor i Farsta", voice) for voice in VOICES]
    assert all(0.5 < len(sound) / 16_000 < 2.5 for sound in said)
    assert all(-26 < level_db(sound) < -16 for sound in said)
    assert len({sound.tobytes() for sound in said}) == len(VOICES)


def test_the_same_words_are_the_same_sound_and_slower_words_are_longer() -> None:
    assert spoken("ja") is spoken("ja")
    assert len(spoken("nödprövning", rate=90)) > 1.3 * len(spoken("nödprövning", rate=170))


def test_a_telephone_takes_away_the_low_and_the_high() -> None:
    hiss = noise(1000, -20)
    heard = telephoned(hiss)
    assert len(heard) == len(hiss)
    assert share_below(heard, 200) < 0.01
    assert share_below(heard, 3900) > 0.99


def test_frames_go_there_and_back() -> None:
    sound = spoken("nej")
    frames = as_frames(sound)
    assert {len(frame) for frame in frames} == {640}
    assert from_frames(frames)[: len(sound)].tobytes() == sound.tobytes()


def test_noises_have_the_level_they_are_asked_for() -> None:
    assert abs(level_db(noise(500, -50)) + 50) < 0.5
    assert abs(level_db(television(2000, -42)) + 42) < 0.5
    assert abs(level_db(at_level(spoken("ja"), -30)) + 30) < 0.5
    assert not silence(20).any()


def test_a_hum_is_low_and_an_echo_is_late_and_weak() -> None:
    assert share_below(hum(600), 500) > 0.9
    ours = spoken("Vill du ringa en människa?")
    back = echo_of(ours, delay_ms=100, loss_db=20)
    assert level_db(back[:1200]) < -60
    assert -24 < level_db(back) - level_db(ours) < -14
