"""How long we wait is asked of the question and learned from the caller."""

from __future__ import annotations

import pytest

from bot.dialogue.listening import Answers, Listening
from tests.voice.sound import joined, noise, spoken
from tests.voice.turn_taking.calls import OneCall
from voice.turn_taking.happenings import Ended
from voice.turn_taking.patience import ENDS_MS, LONGEST_MS, Patience


def patience(answers: Answers = "choice", *, slow: bool = False, paused: bool = False, type: str = "") -> Patience:
    one = Patience()
    one.expect(Listening(key="question", type=type, answers=answers, slow=slow, paused=paused))
    return one


def test_a_caller_who_pauses_gets_more_time() -> None:
    one = patience()
    one.paused(600)
    assert one.ends_ms() > 750
    for _ in range(20):
        one.paused(200)
    assert one.ends_ms() == ENDS_MS["choice"]


def test_gaps_between_syllables_teach_nothing() -> None:
    one = patience()
    one.paused(120)
    assert one.ends_ms() == ENDS_MS["choice"]


def test_cutting_somebody_off_makes_us_wait_longer_but_not_for_ever() -> None:
    one = patience()
    one.cut_off(500)
    first = one.ends_ms()
    assert first > ENDS_MS["choice"]
    for _ in range(30):
        one.cut_off(5000)
    assert first < one.ends_ms() <= LONGEST_MS


def test_asking_for_time_gives_it_once() -> None:
    one = patience()
    asked = Listening(key="question", paused=True)
    one.expect(asked)
    after = one.ends_ms(), one.nobody_ms()
    one.expect(asked)
    assert (one.ends_ms(), one.nobody_ms()) == after
    assert after > (patience().ends_ms(), patience().nobody_ms())


def test_slow_mode_waits_longer_for_words_and_for_nobody() -> None:
    assert patience(slow=True).ends_ms() > patience().ends_ms()
    assert patience(slow=True).nobody_ms() > patience().nobody_ms()


@pytest.mark.parametrize("answers", ["value", "story"])
def test_only_a_choice_ends_early(answers: Answers) -> None:
    assert patience(answers).ends_ms(sure=True) == patience(answers).ends_ms()
    assert patience().ends_ms(sure=True) < patience().ends_ms()


def test_who_needs_time_is_not_hurried_by_our_being_sure() -> None:
    one = patience(slow=True)
    one.paused(300)
    assert one.ends_ms(sure=True) > patience().ends_ms(sure=True)


def test_a_caller_who_was_cut_off_is_not_cut_off_again() -> None:
    call = OneCall("choice")
    said = joined(spoken("Jag bor i"), noise(560, -68), spoken("Farsta"))
    assert len(call.says(said, quiet_ms=2500).of(Ended)) == 2
    assert len(call.says(said, quiet_ms=2500).of(Ended)) == 1
