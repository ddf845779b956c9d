"""Whatever comes in: nothing is raised, what is noticed is in order, and no sound grows without bound."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.listening import Listening
from tests.voice.sound import (
    Pcm,
    as_frames,
    click,
    crying_child,
    echo_of,
    hum,
    joined,
    louder,
    noise,
    silence,
    spoken,
    television,
)
from voice.turn_taking.happenings import Cut, Ended, Happening, Paused, Silence, WentOn
from voice.turn_taking.turn_taker import TurnTaker

SOUNDS: dict[str, Pcm] = {
    "ja": spoken("ja"),
    "sentence": spoken("Jag bor i Farsta", "sv+f2"),
    "weak": louder(spoken("nej", "sv+m3"), -22),
    "hum": hum(400),
    "mm": spoken("[[m:m:]]"),
    "click": click(),
    "hiss": noise(300, -30),
    "gap": silence(260),
    "pause": silence(700),
    "child": crying_child(600, -25),
    "television": television(700, -35),
    "echo": echo_of(spoken("Vill du det?", "sv+f2"), 100, 14)[:9600],
    "torn": noise(100, -3),
}
Played = tuple[str, bool, str]
pieces = st.tuples(st.sampled_from(sorted(SOUNDS)), st.booleans(), st.sampled_from(["", "", "sure", "drop", "expect"]))
listenings = st.builds(
    Listening,
    key=st.just("question"),
    type=st.sampled_from(["", "phone", "multi"]),
    answers=st.sampled_from(["choice", "value", "story"]),
    slow=st.booleans(),
    paused=st.booleans(),
)


def call(listening: Listening, played: list[Played]) -> list[Happening]:
    taker = TurnTaker()
    taker.expect(listening)
    noticed: list[Happening] = []
    for name, speaking, then in played:
        ours = as_frames(joined(SOUNDS["sentence"], SOUNDS["sentence"]))
        for number, frame in enumerate(as_frames(SOUNDS[name])):
            noticed += taker.hear(frame, speaking, ours[number % len(ours)] if speaking else None)
        match then:
            case "sure":
                taker.sure()
            case "drop":
                taker.drop()
                noticed.append(Silence(-1))  # only a mark for the check of order
            case "expect":
                taker.expect(listening)
    return noticed


@given(listenings, st.lists(pieces, max_size=10))
@settings(max_examples=30)
def test_what_is_noticed_comes_in_a_legal_order(listening: Listening, played: list[Played]) -> None:
    paused: Paused | None = None
    cut = False
    for happening in call(listening, played):
        match happening:
            case Paused():
                assert paused is None
                assert happening.speech_ms > 0
                paused = happening
            case WentOn():
                assert paused is not None
                paused = None
            case Cut():
                assert not cut
                cut = True
            case Ended():
                assert happening.speech_ms > 0
                assert happening.speech_ms <= len(happening.sound) / 16 + 20
                assert paused is None or paused.sound.tobytes() == happening.sound.tobytes()
                assert 0 < len(happening.sound) <= 30 * 16_000
                paused, cut = None, False
            case Silence(ms):
                assert ms < 0 or paused is None
                paused, cut = (None, False) if ms < 0 else (paused, cut)


@given(listenings, st.lists(pieces, max_size=6))
@settings(max_examples=8)
def test_the_same_frames_give_the_same_happenings(listening: Listening, played: list[Played]) -> None:
    assert list(map(shape, call(listening, played))) == list(map(shape, call(listening, played)))


@given(st.lists(st.binary(max_size=1300), max_size=60), st.booleans())
@settings(max_examples=30)
def test_no_bytes_are_too_strange(frames: list[bytes], speaking: bool) -> None:
    taker = TurnTaker()
    for frame in frames:
        taker.hear(frame, speaking, frame[::-1] if speaking else None)


def shape(happening: Happening) -> tuple[object, ...]:
    sound = happening.sound.tobytes() if isinstance(happening, (Paused, Ended)) else b""
    told = {key: value for key, value in vars(happening).items() if key != "sound"}
    return type(happening), sound, tuple(sorted(told.items()))
