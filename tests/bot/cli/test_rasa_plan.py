"""A model takes its final name only when it is whole and good enough, however the training ended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli.rasa_plan import RealRasaPlan
from bot.supervisor.rasa_part import CannotPrepare
from nlu.engine.gate import read_gate
from nlu.engine.rasa_env import model_path


def trained(tmp_path: Path, figure: float | None) -> RealRasaPlan:
    """As after the training and the test, with that figure in the test's report."""
    plan = RealRasaPlan(tmp_path, 5005)
    argv = plan.train().argv
    folder, name = Path(argv[argv.index("--out") + 1]), argv[argv.index("--fixed-model-name") + 1]
    folder.mkdir(parents=True)
    (folder / f"{name}.tar.gz").write_text("new")
    assert not plan.trained()
    assert not plan.servable()
    test = plan.test().argv
    if figure is not None:
        report = Path(test[test.index("--out") + 1])
        report.mkdir()
        (report / "intent_report.json").write_text(json.dumps({"macro avg": {"f1-score": figure}}))
    return plan


def test_a_good_model_is_taken_into_use(tmp_path: Path) -> None:
    plan = trained(tmp_path, read_gate())
    plan.accept()
    assert plan.trained()
    assert model_path(tmp_path).read_text() == "new"
    assert str(model_path(tmp_path)) in plan.serve().argv


def test_a_worse_model_is_thrown_away_and_the_older_one_served(tmp_path: Path) -> None:
    plan = trained(tmp_path, read_gate() - 0.01)
    older = model_path(tmp_path).with_name("ombud-000000000000.tar.gz")
    older.write_text("old")
    with pytest.raises(CannotPrepare, match="för dålig"):
        plan.accept()
    assert not plan.trained()
    assert list(older.parent.iterdir()) == [older]
    assert str(older) in plan.serve().argv


def test_a_test_without_a_result_takes_nothing_into_use(tmp_path: Path) -> None:
    plan = trained(tmp_path, None)
    with pytest.raises(CannotPrepare, match="inget svar"):
        plan.accept()
    assert not plan.trained()


def test_every_start_of_serve_has_its_own_token_and_it_is_not_printed(tmp_path: Path) -> None:
    one, two = RealRasaPlan(tmp_path, 5005), RealRasaPlan(tmp_path, 5005)
    assert one.token != two.token
    assert one.token not in repr(one)
