"""The model that comes in packages, and which model hears."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from voice.hearing.models import hearing_model
from voice.models import packaged, receipt
from voice.models.problem import ModelProblem

PUT_TOGETHER = "import sys; from pathlib import Path; from voice.models.packaged import packaged_model; "


def test_two_processes_at_once_give_one_whole_model(tmp_path: Path) -> None:
    script = f"{PUT_TOGETHER} print(packaged_model(Path(sys.argv[1])))"
    both = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [process.communicate(timeout=60)[0].strip() for process in both]
    assert told == [str(tmp_path / "whisper-base")] * 2
    assert receipt.read(tmp_path / "whisper-base") is not None
    assert [path.name for path in tmp_path.iterdir()] == ["whisper-base"]


def test_a_broken_one_is_put_together_again(tmp_path: Path) -> None:
    folder = packaged.packaged_model(tmp_path)
    (folder / "model.bin").write_bytes(b"half")
    assert packaged.built(tmp_path) is None
    assert packaged.packaged_model(tmp_path) == folder
    assert (folder / "model.bin").stat().st_size == 145_217_607


def test_packages_that_are_damaged_are_told_and_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(packaged.SHA256, "config.json", "0" * 64)
    with pytest.raises(ModelProblem, match="skadad"):
        packaged.packaged_model(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_packages_the_operator_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaged, "PACKAGES", ("no_such_package",))
    with pytest.raises(ModelProblem, match="ombud models fetch"):
        hearing_model("auto", tmp_path)


def test_where_the_data_cannot_be_written_the_cache_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    nowhere = tmp_path / "file"
    nowhere.mkdir()
    real = packaged._build

    def read_only(found: tuple[Path, Path], models: Path) -> Path:
        if models == nowhere:
            raise OSError(30, os.strerror(30))
        return real(found, models)

    monkeypatch.setattr(packaged, "_build", read_only)
    assert packaged.packaged_model(nowhere) == tmp_path / "cache/ombudslinjen/models/whisper-base"
    assert packaged.built(nowhere) is not None


def test_a_folder_of_ones_own_is_taken_if_it_is_a_model(tmp_path: Path, model_folder: Path) -> None:
    model = hearing_model(str(model_folder), tmp_path)
    assert (model.folder, model.source) == (model_folder, "own")
    with pytest.raises(ModelProblem, match=r"model\.bin"):
        hearing_model(str(tmp_path), tmp_path)
    with pytest.raises(ModelProblem, match="finns inte"):
        hearing_model("kb-whisper-huge", tmp_path)
