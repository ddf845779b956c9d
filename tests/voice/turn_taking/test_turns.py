"""A caller answers, pauses, thinks and falls silent; we know when it is our turn."""

from __future__ import annotations

import numpy as np
import pytest

from bot.dialogue.listening import Listening
from tests.voice.sound import (
    VOICES,
    Pcm,
    click,
    cough,
    crying_child,
    joined,
    louder,
    mixed,
    noise,
    silence,
    spoken,
    television,
)
from tests.voice.turn_taking.calls import OneCall
from voice.turn_taking.happenings import Ended, Paused, Silence, WentOn

RATE = 16_000


def like(heard: np.ndarray, said: Pcm) -> float:
    """How alike the best place in `heard` is to `said` (0-1)."""
    words, sound = said.astype(np.float64), heard.astype(np.float64)
    size = len(words) + len(sound)
    match = np.fft.irfft(np.fft.rfft(sound, size) * np.conj(np.fft.rfft(words, size)), size)
    energy = np.cumsum(np.concatenate([np.zeros(1), sound**2]))
    places = np.arange(len(sound) - len(words) + 1)
    norms = np.sqrt(energy[places + len(words)] - energy[places] + 1e-9) * np.linalg.norm(words)
    return float((np.abs(match[places]) / norms).max())


@pytest.mark.parametrize("voice", VOICES)
def test_an_answer_ends_half_a_second_after_its_last_sound(voice: str) -> None:
    said = spoken("Jag vill prata med en människa", voice)
    call = OneCall("choice")
    begin = call.now
    noticed = call.says(said)
    assert noticed.names == ["Paused", "Ended"]
    (at,) = noticed.times(Ended)
    assert 350 <= at - (begin + len(said) / 16) <= 620
    assert noticed.ended.silence_ms == pytest.approx(450, abs=20)
    assert not noticed.ended.began_over_us
    assert not noticed.ended.hum


@pytest.mark.parametrize("voice", ["sv", "sv+f2", "sv+m3", "sv+f4"])
@pytest.mark.parametrize("word", ["ja", "nej", "jo"])
@pytest.mark.parametrize("rate", [200, 320])
def test_the_shortest_yes_and_no_are_heard_whole(word: str, voice: str, rate: int) -> None:
    said = spoken(word, voice, rate=rate)
    ended = OneCall().says(said).ended
    assert like(ended.sound, said) > 0.95
    assert len(ended.sound) >= len(said) + 0.3 * RATE
    assert not ended.hum


def test_the_sound_of_an_answer_has_little_silence_around_it() -> None:
    said = spoken("Farsta")
    call = OneCall()
    call.quiet(5000)
    ended = call.says(said).ended
    assert like(ended.sound, said) > 0.95
    assert len(ended.sound) <= len(said) + 0.65 * RATE
    assert ended.sound.dtype == np.float32
    assert float(np.abs(ended.sound).max()) <= 1


def test_what_was_heard_ahead_is_what_is_handed_out_at_the_end() -> None:
    noticed = OneCall("story").says(spoken("Jag har fått ett brev från kommunen"), quiet_ms=2500)
    assert noticed.names == ["Paused", "Ended"]
    assert noticed.of(Paused)[0].sound.tobytes() == noticed.ended.sound.tobytes()


def test_who_goes_on_after_a_pause_is_heard_to_the_end() -> None:
    first, second = spoken("Jag har fått ett brev"), spoken("från kronofogden", "sv")
    noticed = OneCall("story").says(first, noise(500, -68), second, quiet_ms=2500)
    assert noticed.names == ["Paused", "WentOn", "Paused", "Ended"]
    assert like(noticed.ended.sound, first) > 0.9
    assert like(noticed.ended.sound, second) > 0.9


def test_a_question_is_patient_as_its_answers_are_long() -> None:
    said = spoken("två hundra kronor")
    waits = {
        answers: OneCall(answers).says(said, quiet_ms=2500).ended.silence_ms for answers in ("choice", "value", "story")
    }
    assert waits["choice"] < waits["value"] < waits["story"] <= 1000
    assert OneCall("value", type="phone").says(said, quiet_ms=2500).ended.silence_ms > waits["story"]
    assert OneCall("choice", slow=True).says(said, quiet_ms=2500).ended.silence_ms > waits["choice"]


def test_a_sure_answer_to_a_choice_ends_sooner_and_a_story_does_not() -> None:
    for answers, ends_ms in (("choice", 300), ("story", 900)):
        call = OneCall(answers)
        assert call.hear(joined(spoken("ja"), noise(260, -68))).names == ["Paused"]
        call.taker.sure()
        noticed = call.quiet(2000)
        assert noticed.ended.silence_ms == pytest.approx(ends_ms, abs=60)


def test_what_was_sure_is_no_longer_when_the_caller_goes_on() -> None:
    call = OneCall("choice")
    call.hear(joined(spoken("ja"), noise(240, -68)))
    call.taker.sure()
    noticed = call.says(spoken("eller nej förresten"), quiet_ms=1500)
    assert noticed.names == ["WentOn", "Paused", "Ended"]
    assert noticed.ended.silence_ms > 400


def test_being_sure_of_nothing_ends_nothing() -> None:
    call = OneCall()
    call.taker.sure()
    assert call.says(spoken("ja")).ended.silence_ms == pytest.approx(450, abs=20)


def test_silence_is_noticed_once_for_each_time_of_patience() -> None:
    call = OneCall("choice")
    assert call.quiet(13_000).times(Silence) == pytest.approx([6000, 12_000], abs=40)
    assert OneCall("story").quiet(9_000).names == []
    assert OneCall("choice", slow=True).quiet(7_500).names == []


def test_silence_is_counted_from_when_we_have_finished() -> None:
    call = OneCall("choice")
    ours = spoken("Vill du ringa till en människa?", "sv+f2")
    call.hear(silence(len(ours) / 16), ours)
    spoke_until = call.now
    (at,) = call.quiet(7000).times(Silence)
    assert at - spoke_until == pytest.approx(6000, abs=60)


def test_a_click_a_cough_and_a_crying_child_are_no_answer() -> None:
    call = OneCall()
    assert call.says(click()).names == []
    assert call.says(cough()).names == []
    assert Ended not in [type(happening) for _, happening in call.says(crying_child(2000)).all]


def test_a_television_is_no_answer_and_the_answer_over_it_ends() -> None:
    call = OneCall(begins=television(4000, -40))
    said = spoken("nej tack")
    noticed = call.hear(mixed(television(4000, -40), joined(silence(500), said)))
    assert like(noticed.ended.sound, said) > 0.8
    (at,) = noticed.times(Ended)
    assert at - 4000 - 500 - len(said) / 16 < 700


def test_a_television_that_is_switched_on_does_not_hold_a_turn_open_for_ever() -> None:
    call = OneCall()
    said = spoken("Jag vill prata med någon")
    call.says(said, quiet_ms=2000)
    noticed = call.hear(joined(said, television(6000, -40)))
    assert like(noticed.ended.sound, said) > 0.9
    (at,) = noticed.times(Ended)
    assert at < call.now - 2500


def test_who_speaks_far_from_the_phone_is_heard_the_second_time_at_the_latest() -> None:
    call = OneCall()
    call.says(spoken("Jag heter Anna"), quiet_ms=2000)
    weak = louder(spoken("Jag bor i Farsta"), -20)
    heard = [call.says(weak, quiet_ms=2000).of(Ended) for _ in range(3)]
    assert len(heard[2]) == 1


def test_who_shouts_hello_first_may_speak_softly_after_it() -> None:
    call = OneCall()
    call.says(louder(spoken("Hallå är det nån där"), 6), quiet_ms=1500)
    assert len(call.says(louder(spoken("ja"), -8)).of(Ended)) == 1


def test_a_soft_voice_on_a_quiet_line_is_heard() -> None:
    assert len(OneCall(hiss_db=-75).says(louder(spoken("Jag vill prata med någon"), -20)).of(Ended)) == 1


def test_a_story_of_minutes_comes_in_pieces_and_nothing_is_lost_between_them() -> None:
    sentence = spoken("Först fick jag ett brev från kommunen och sedan ringde de till mig om hyran.")
    pause = noise(400, -68)
    call = OneCall("story")
    noticed = call.says(*[sound for _ in range(16) for sound in (sentence, pause)], quiet_ms=2500)
    ends = noticed.of(Ended)
    assert [ended.more for ended in ends] == [True] * (len(ends) - 1) + [False]
    assert all(len(ended.sound) <= 30 * RATE for ended in ends)
    whole = 16 * (len(sentence) + len(pause)) / RATE
    assert sum(len(ended.sound) for ended in ends) / RATE >= whole - 1


def test_a_voice_without_any_pause_is_divided_all_the_same() -> None:
    sentence = spoken("hela tiden hela tiden hela tiden hela tiden", "sv+f2")
    noticed = OneCall("story").says(*[sentence] * 30, quiet_ms=2500)
    ends = noticed.of(Ended)
    assert len(ends) > 1
    assert all(len(ended.sound) <= 30 * RATE for ended in ends)


def test_a_dropped_turn_is_not_handed_out() -> None:
    call = OneCall()
    call.hear(spoken("Jag bor"))
    assert call.taker.talking
    call.taker.drop()
    assert not call.taker.talking
    assert call.quiet(2000).of(Ended) == []


def test_a_call_may_ask_something_else_in_the_middle_of_a_turn() -> None:
    call = OneCall("choice")
    call.hear(spoken("Jag har"))
    call.taker.expect(Listening(key="other", answers="story"))
    assert call.quiet(2000).ended.silence_ms == pytest.approx(900, abs=20)


def test_going_on_comes_only_after_a_pause() -> None:
    noticed = OneCall("story").says(spoken("Jag har fått ett brev"), quiet_ms=2500)
    assert noticed.of(WentOn) == []
