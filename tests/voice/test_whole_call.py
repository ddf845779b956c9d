"""`ombud phone` for real: the real ear, voice, dialogue and store, at the pace of speech (begun in `voice/call`)."""

from __future__ import annotations

import wave

import numpy as np
import pytest

from tests.voice.call.under_way import whole_call

FIELDS = {
    "turn", "heard", "how", "confidence", "candidate", "endpoint_ms", "hear_ms", "dialogue_ms", "speak_ms",
    "speech_end_to_audio_ms", "step", "turn_object",
}  # fmt: skip


@pytest.mark.slow
def test_the_first_questions_of_an_acute_call_by_words_and_keys() -> None:
    call = whole_call().result()
    turns = call.turns
    assert all(set(turn) == FIELDS for turn in turns)
    assert [turn["turn"] for turn in turns] == [1, 2, 3, 4]
    assert [turn["step"] for turn in turns] == ["consent", "menu", "danger", "need"]
    assert [turn["how"] for turn in turns] == [None, "scored", "scored", "key"]
    assert [turn["candidate"] for turn in turns] == [None, "yes", "nodprovning", None]
    assert turns[3]["heard"] == "2"
    assert all(turn["endpoint_ms"] >= 200 and turn["speech_end_to_audio_ms"] > 0 for turn in turns[1:3])
    names = sorted(path.name for path in call.out.iterdir())
    assert names == ["call.wav", *(f"turn-{number:02}.wav" for number in range(1, 5))]
    with wave.open(str(call.out / "call.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16_000, 1, 2)
        heard = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    assert np.abs(heard[: 16_000 * 2]).max() > 1000, "the greeting is heard in the first two seconds"
