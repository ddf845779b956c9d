"""Digits said one at a time, in a dictation: ten short words that no other method of hearing gets right."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.dialogue import dictating
from bot.dialogue.listening import Listening, listening
from bot.dialogue.state import Interlude, State
from content.loader import load_library
from tests.voice.hearing.answers import cut_out
from tests.voice.sound import spoken
from voice.hearing.hearing import WhisperHearing

DIGITS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")
VOICES = ("sv", "sv+f2", "sv+m3")


@pytest.fixture
def dictation() -> Listening:
    state = State(channel="phone", consent="yes", interludes=[Interlude(kind=dictating.KEY, key="contact_value")])
    return listening(load_library(), state, datetime(2026, 11, 23, 9, tzinfo=UTC))


async def test_most_digits_are_heard_and_few_are_heard_wrong(hearing: WhisperHearing, dictation: Listening) -> None:
    """Of robots' digits, which are harder than people's; what is heard wrong is said back and can be taken back."""
    right, wrong = 0, []
    for voice in VOICES:
        for digit, name in enumerate(DIGITS):
            heard = await hearing.hear(cut_out(spoken(name, voice)), dictation, call="a")
            if heard.candidate and heard.candidate.meaning == f"value:{digit}":
                right += 1
            elif heard.candidate:
                wrong.append(f"{name} as {heard.words}")
    assert right >= 20, wrong
    assert len(wrong) <= 6


@pytest.mark.parametrize("words", ["ta bort", "fel siffra"])
async def test_a_digit_can_be_taken_back(hearing: WhisperHearing, dictation: Listening, words: str) -> None:
    heard = await hearing.hear(cut_out(spoken(words, "sv+m3")), dictation, call="a")
    assert heard.candidate is not None
    assert heard.candidate.meaning == "dictate:undo"
