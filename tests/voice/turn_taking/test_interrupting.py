"""We speak, and something comes in: words stop us at once, everything else lets us finish."""

from __future__ import annotations

import random

import pytest

from tests.voice.sound import (
    VOICES,
    Pcm,
    as_frames,
    cough,
    crying_child,
    echo_of,
    hum,
    joined,
    louder,
    mixed,
    silence,
    spoken,
    television,
)
from tests.voice.turn_taking.calls import OneCall
from voice.turn_taking.happenings import Cut, Ended

PROMPT = "Vad vill du ha hjälp med? Säg det med egna ord, eller tryck på en knapp. Du kan alltid trycka noll."


def prompt() -> Pcm:
    return spoken(PROMPT, "sv+f2")


@pytest.mark.parametrize("voice", VOICES)
def test_words_cut_us_within_a_quarter_of_a_second(voice: str) -> None:
    call = OneCall()
    noticed = call.hear(joined(silence(1500), spoken("Jag vill prata med någon", voice), silence(1200)), prompt())
    (cut,) = noticed.times(Cut)
    assert 0 < cut - 400 - 1500 <= 260
    assert noticed.ended.began_over_us
    assert noticed.names == ["Cut", "Paused", "Ended"]


@pytest.mark.parametrize("loss_db", [14.0, 20.0, 30.0])
def test_words_cut_us_through_our_own_echo(loss_db: float) -> None:
    words = joined(silence(1500), spoken("Nej jag vill prata med en människa"), silence(1200))
    noticed = OneCall().hear(mixed(words, echo_of(prompt(), 120, loss_db)), prompt())
    (cut,) = noticed.times(Cut)
    assert 0 < cut - 400 - 1500 <= 400


@pytest.mark.parametrize("delay_ms", [20, 120, 280])
@pytest.mark.parametrize("loss_db", [8.0, 14.0, 24.0])
def test_our_own_echo_never_cuts_us(delay_ms: float, loss_db: float) -> None:
    ours = joined(prompt(), spoken("Vill du höra det en gång till?", "sv+f2"))
    assert OneCall().hear(joined(echo_of(ours, delay_ms, loss_db), silence(1000)), ours).of(Cut) == []


def test_the_echo_of_a_usual_telephone_is_no_answer_either() -> None:
    ours = prompt()
    assert OneCall().hear(joined(echo_of(ours, 120, 18), silence(1500)), ours).names == []


@pytest.mark.parametrize("voice", ["sv", "sv+f2", "sv+m3", "sv+f4"])
@pytest.mark.parametrize("sound", ["[[m:m:]]", "[[mhm:]]"])
def test_a_hum_does_not_cut_us_and_is_known_as_one(sound: str, voice: str) -> None:
    noticed = OneCall().hear(joined(silence(1500), spoken(sound, voice), silence(1200)), prompt())
    assert noticed.of(Cut) == []
    assert all(ended.hum and ended.began_over_us for ended in noticed.of(Ended))


def test_a_hum_without_overtones_does_not_cut_us() -> None:
    for hertz in (100, 140, 200):
        noticed = OneCall().hear(joined(silence(1500), hum(600, hertz), silence(1200)), prompt())
        assert noticed.of(Cut) == []


def test_a_cough_and_a_crying_child_do_not_cut_us() -> None:
    for sound in (cough(), cough(seed=2), crying_child(2000, -30)):
        assert OneCall().hear(joined(silence(1500), sound, silence(800)), prompt()).of(Cut) == []


def test_a_television_does_not_cut_us() -> None:
    ours = prompt()
    for level_db in (-55.0, -45.0):
        assert OneCall().hear(television(len(ours) / 16, level_db), ours).of(Cut) == []


def test_a_television_as_far_away_as_it_was_before_does_not_cut_us() -> None:
    call = OneCall()
    call.says(spoken("Jag heter Anna"))
    ours = prompt()
    assert call.hear(television(len(ours) / 16, -36), ours).of(Cut) == []


@pytest.mark.parametrize("word", ["ja", "nej"])
def test_a_short_answer_over_the_end_of_a_question_counts(word: str) -> None:
    noticed = OneCall().hear(joined(silence(1500), spoken(word, rate=250), silence(1200)), prompt())
    assert noticed.ended.began_over_us
    assert not noticed.ended.hum


def test_who_is_speaking_already_when_we_begin_cuts_us() -> None:
    call = OneCall("story")
    call.hear(spoken("Jag har fått ett brev"))
    noticed = call.hear(joined(spoken("från kommunen och det är om hyran"), silence(1500)), prompt())
    assert len(noticed.of(Cut)) == 1
    assert not noticed.ended.began_over_us


def test_a_quiet_caller_cuts_us_when_we_know_how_quietly_they_speak() -> None:
    call = OneCall()
    quiet = louder(spoken("Jag heter Anna och jag bor i Farsta"), -8)
    call.says(quiet)
    assert len(call.hear(joined(silence(1000), quiet, silence(1000)), prompt()).of(Cut)) == 1


def test_without_our_own_sound_to_compare_words_still_cut_us() -> None:
    call = OneCall()
    cuts = [
        happening
        for frame in as_frames(joined(silence(500), spoken("Jag vill prata med någon"), silence(600)))
        for happening in call.taker.hear(frame, True, None)
        if isinstance(happening, Cut)
    ]
    assert len(cuts) == 1


def test_our_echo_is_known_even_if_what_we_play_is_told_unsteadily() -> None:
    ours = as_frames(prompt())
    call = OneCall()
    chance = random.Random(1)
    for number, frame in enumerate(as_frames(echo_of(prompt(), 120, 14))):
        told = min(max(0, number + chance.choice([-1, 0, 0, 0, 1])), len(ours) - 1)
        assert not any(isinstance(happening, Cut) for happening in call.taker.hear(frame, True, ours[told]))
