"""The measure of turn-taking counts what it says, on clips made here."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import pytest

from tests.bench.endpointing import Tally, clips, judge, run, turns, words_in
from tests.voice.sound import Pcm, joined, noise, spoken
from voice.turn_taking.happenings import Ended


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = []
    for name, kind, sound in (("ja.wav", "yn", spoken("ja")), ("plats.wav", "place", spoken("Farsta", "sv+f2"))):
        with wave.open(str(tmp_path / name), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(16_000)
            file.writeframes(joined(noise(100, -70), sound, noise(100, -70)).tobytes())
        rows.append(json.dumps({"file": name, "kind": kind, "text": name}))
    (tmp_path / "manifest.jsonl").write_text("\n".join(rows))
    return tmp_path


def test_a_folder_of_clips_is_read_and_judged(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [(name, kind) for name, kind, _ in clips(folder)] == [("ja.wav", "yn"), ("plats.wav", "place")]
    turns(folder, behind_db=None, each=True)
    assert "| choice | 2 | 2 | 0 | 0 | 0 | 0 | 0 |" in capsys.readouterr().out


def test_where_the_words_are_is_taken_from_their_level() -> None:
    said = spoken("Farsta")
    begin, end, _ = words_in(joined(noise(500, -70), said, noise(700, -70)))
    assert begin == pytest.approx(500, abs=40)
    assert end == pytest.approx(500 + len(said) / 16, abs=60)


def ended(at: float) -> tuple[float, Ended]:
    return at, Ended(noise(100).astype("float32"), 500, 450)


@pytest.mark.parametrize(
    ("noticed", "outcome"),
    [
        ([ended(1500)], "whole"),
        ([ended(700)], "early"),
        ([ended(1200), ended(2000)], "split"),
        ([ended(3000)], "late"),
        ([], "missed"),
    ],
)
def test_a_clip_is_whole_or_something_else(noticed: list[tuple[float, Ended]], outcome: str) -> None:
    tally = Tally()
    judge(tally, "clip", noticed, 500, 1000)
    assert tally.outcomes[outcome] == 1
    assert sum(tally.outcomes.values()) == 1


def test_our_own_speech_can_be_played_beside_a_clip() -> None:
    ours: Pcm = spoken("Vill du det?", "sv+f2")
    assert run(noise(1500, -68), "choice", ours) == []
