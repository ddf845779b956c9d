"""Which voice speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice.speaking.voices import Voice, choose_voice


def _fetched(data: Path, name: str, *, whole: bool = True) -> Path:
    folder = data / "models" / "piper"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.onnx"
    path.write_bytes(name.encode())
    if whole:
        path.with_name(f"{path.name}.json").write_text("{}")
    return path


def test_without_a_fetched_voice_the_embedded_one_speaks(tmp_path: Path) -> None:
    voice = choose_voice("auto", tmp_path)
    assert voice.embedded
    assert voice.name == "espeak-sv"


def test_a_fetched_swedish_voice_speaks_by_itself(tmp_path: Path) -> None:
    _fetched(tmp_path, "en_US-joe-medium")
    _fetched(tmp_path, "sv_SE-nst-medium")
    path = _fetched(tmp_path, "sv_SE-lisa-medium")
    _fetched(tmp_path, "sv_SE-alma-medium", whole=False)
    assert choose_voice("auto", tmp_path).path == path
    assert choose_voice("embedded", tmp_path).embedded


def test_a_voice_can_be_named_or_pointed_at(tmp_path: Path) -> None:
    path = _fetched(tmp_path, "sv_SE-nst-medium")
    assert choose_voice("sv_SE-nst-medium", tmp_path).path == path
    assert choose_voice(str(path), tmp_path).path == path


@pytest.mark.parametrize("setting", ["sv_SE-none", "/nowhere/x.onnx", ""])
def test_a_voice_that_is_not_there_is_said_to_be_missing(tmp_path: Path, setting: str) -> None:
    with pytest.raises(ValueError, match="ombud models fetch"):
        choose_voice(setting, tmp_path)


def test_another_file_by_the_same_name_is_another_voice(tmp_path: Path) -> None:
    path = _fetched(tmp_path, "sv_SE-nst-medium")
    before = Voice(path).fingerprint
    path.write_bytes(b"trained again")
    assert Voice(path).fingerprint != before != Voice().fingerprint
