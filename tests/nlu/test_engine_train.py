"""A new model reaches the clients only if it is no worse; whatever goes wrong, the old one stays."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from nlu.engine import rasa_env
from nlu.engine.gate import as_rasa_yaml
from nlu.engine.phrases import Phrase, read_phrases
from nlu.engine.rasa_env import Command
from nlu.engine.train import TrainingFailed, train


def python(code: str, cwd: Path) -> Command:
    return Command((sys.executable, "-c", code), {}, cwd)


class FakeRasa:
    """Stands in for the commands: trains a file that says "new", and tests to the figure it is told."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.f1 = 0.9
        self.fails = ""
        self.tested_on = ""
        self.writes_report = True
        monkeypatch.setattr(rasa_env, "is_synced", lambda data_dir: False)
        monkeypatch.setattr(rasa_env, "mark_synced", lambda data_dir: None)
        monkeypatch.setattr(rasa_env, "sync_command", lambda data_dir, environ: self._run("sync", "pass"))
        monkeypatch.setattr(rasa_env, "train_command", self._train)
        monkeypatch.setattr(rasa_env, "regression_command", self._test)

    def _run(self, stage: str, code: str) -> Command:
        return python(f"raise SystemExit('{stage} is broken')" if self.fails == stage else code, self.folder)

    def _train(self, data_dir: Path, *, out: Path, environ: object) -> Command:
        return self._run("train", f"open({str(out)!r}, 'w').write('new')")

    def _test(self, data_dir: Path, model: Path, phrases: Path, report: Path, *, environ: object) -> Command:
        self.tested_on = phrases.read_text(encoding="utf-8")
        figures = json.dumps({"macro avg": {"f1-score": self.f1}})
        target = str(report / "intent_report.json")
        code = f"import os; os.mkdir({str(report)!r}); open({target!r}, 'w').write({figures!r})"
        return self._run("test", code if self.writes_report else "pass")


@pytest.fixture
def rasa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeRasa:
    return FakeRasa(tmp_path, monkeypatch)


@pytest.fixture
def held_out(tmp_path: Path) -> Path:
    file = tmp_path / "held_out.jsonl"
    file.write_text('{"text": "kostar det: \\"nåt\\"", "intent": "faq/cost"}\n', encoding="utf-8")
    return file


async def test_a_good_model_takes_the_place_of_the_old_one_and_progress_is_told(
    tmp_path: Path, rasa: FakeRasa, held_out: Path
) -> None:
    told: list[str] = []
    trained = await train(tmp_path, lambda stage, detail: told.append(stage), held_out=held_out, gate=0.8)
    assert trained.accepted
    assert trained.macro_f1 == 0.9
    assert rasa_env.newest_model(tmp_path) == trained.model
    assert trained.model.read_text() == "new"
    assert told == ["sync", "train", "test", "done"]
    assert "faq_cost" in rasa.tested_on


async def test_a_worse_model_is_thrown_away(tmp_path: Path, rasa: FakeRasa, held_out: Path) -> None:
    old = rasa_env.model_path(tmp_path)
    old.parent.mkdir(parents=True)
    old.write_text("old")
    rasa.f1 = 0.79
    trained = await train(tmp_path, held_out=held_out, gate=0.8)
    assert not trained.accepted
    assert old.read_text() == "old"
    assert [path.name for path in old.parent.iterdir()] == [old.name]


@pytest.mark.parametrize("stage", ["sync", "train", "test"])
async def test_a_step_that_fails_is_named_and_changes_nothing(
    tmp_path: Path, rasa: FakeRasa, held_out: Path, stage: str
) -> None:
    rasa.fails = stage
    with pytest.raises(TrainingFailed, match=f"{stage} is broken") as failure:
        await train(tmp_path, held_out=held_out, gate=0.8)
    assert failure.value.stage == stage
    assert rasa_env.newest_model(tmp_path) is None


async def test_without_unseen_phrases_the_model_is_taken_untested(tmp_path: Path, rasa: FakeRasa) -> None:
    trained = await train(tmp_path, held_out=tmp_path / "nothing.jsonl", gate=0.8)
    assert (trained.accepted, trained.macro_f1) == (True, None)


async def test_a_test_that_tested_nothing_is_a_failure(tmp_path: Path, rasa: FakeRasa, held_out: Path) -> None:
    rasa.writes_report = False
    with pytest.raises(TrainingFailed, match="no report"):
        await train(tmp_path, held_out=held_out, gate=0.8)
    assert rasa_env.newest_model(tmp_path) is None


def test_the_unseen_phrases_are_written_in_the_form_that_rasa_reads(tmp_path: Path) -> None:
    source = tmp_path / "held_out.jsonl"
    source.write_text('{"text": "a: \\"b\\" # c\\n- d", "intent": "faq/cost"}\n', encoding="utf-8")
    folder = tmp_path / "written"
    folder.mkdir()
    (folder / "held_out.yml").write_text(as_rasa_yaml(source), encoding="utf-8")
    assert read_phrases(folder) == (Phrase('a: "b" # c - d', "faq_cost"),)
