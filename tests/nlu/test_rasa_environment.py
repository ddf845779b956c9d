"""Rasa's environment is prepared apart from ours, tells nobody our secrets, and finds its Python wherever it is."""

from __future__ import annotations

import ast
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from nlu.engine import rasa_env
from nlu.engine.rasa_env import (
    PROJECT,
    PythonMissing,
    find_python,
    is_synced,
    mark_synced,
    model_path,
    newest_model,
    serve_command,
    sync_command,
    train_command,
    training_fingerprint,
)


def fake_python(path: Path, says: str, code: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    return path


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment on which no Python 3.10 can be found."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    return {"PATH": str(tmp_path / "bin")}


def test_pythons_of_a_version_manager_are_found_though_they_are_not_on_path(
    tmp_path: Path, nowhere: dict[str, str]
) -> None:
    real = fake_python(tmp_path / "pyenv/versions/3.10.13/bin/python3.10", "Python 3.10.13")
    assert find_python({**nowhere, "PYENV_ROOT": str(tmp_path / "pyenv")}) == real
    at_home = fake_python(tmp_path / "home/.pyenv/versions/3.10.2/bin/python3.10", "Python 3.10.2")
    assert find_python(nowhere) == at_home


def test_a_shim_that_fails_or_lies_is_passed_by(tmp_path: Path, nowhere: dict[str, str]) -> None:
    fake_python(tmp_path / "bin/python3.10", "command not found", code=127)
    assert find_python(nowhere) is None
    fake_python(tmp_path / "bin/python3.10", "Python 3.11.7")
    assert find_python(nowhere) is None
    good = fake_python(tmp_path / "bin/python3.10", "Python 3.10.1")
    assert find_python(nowhere) == good


def test_without_a_python_uv_fetches_one_but_never_offline(tmp_path: Path, nowhere: dict[str, str]) -> None:
    argv = sync_command(tmp_path, environ=nowhere).argv
    assert argv[-2:] == ("--python", "3.10")
    assert "--frozen" in argv
    with pytest.raises(PythonMissing):
        sync_command(tmp_path, environ={**nowhere, "OMBUD_OFFLINE": "1"})
    fake_python(tmp_path / "bin/python3.10", "Python 3.10.1")
    assert "--offline" in sync_command(tmp_path, environ={**nowhere, "OMBUD_OFFLINE": "1"}).argv


def commands(data: Path, environ: dict[str, str]) -> list[rasa_env.Command]:
    model = data / "m.tar.gz"
    return [
        sync_command(data, environ=environ),
        train_command(data, environ=environ),
        serve_command(data, 5005, token="t", model=model, environ=environ),
        rasa_env.regression_command(data, model, data / "p.yml", data / "report", environ=environ),
    ]


def test_no_secret_and_no_environment_of_ours_reaches_the_child(tmp_path: Path, nowhere: dict[str, str]) -> None:
    ours = {"OMBUD_SECRET_KEY": "s", "ombud_key": "s", "PGPASSWORD": "s", "AWS_SECRET_ACCESS_KEY": "s"}
    ours |= {"VIRTUAL_ENV": "/v", "PYTHONPATH": "/p", "UV_PROJECT": "/u"}
    for command in commands(tmp_path, {**nowhere, **ours, "LANG": "sv_SE.UTF-8"}):
        assert not ours.keys() & command.env.keys()
        assert command.env["LANG"] == "sv_SE.UTF-8"
        assert command.env["RASA_TELEMETRY_ENABLED"] == "false"
        assert command.env["UV_PROJECT_ENVIRONMENT"] == str(tmp_path.resolve() / "rasa" / "venv")
        assert command.cwd == PROJECT


def test_what_python_compiles_is_kept_below_the_data_and_not_beside_the_sources(
    tmp_path: Path, nowhere: dict[str, str]
) -> None:
    for command in commands(tmp_path, {**nowhere, "PYTHONDONTWRITEBYTECODE": "1"}):
        assert command.env["PYTHONPYCACHEPREFIX"] == str(tmp_path.resolve() / "rasa" / "compiled")
        assert "PYTHONDONTWRITEBYTECODE" not in command.env


def test_only_the_command_that_fetches_learns_of_proxies_and_certificates(
    tmp_path: Path, nowhere: dict[str, str]
) -> None:
    wanted = {"https_proxy": "p", "NO_PROXY": "n", "SSL_CERT_FILE": "c", "UV_INDEX_URL": "i"}
    fetching, *others = commands(tmp_path, {**nowhere, **wanted})
    assert wanted.items() <= fetching.env.items()
    assert not any(wanted.keys() & command.env.keys() for command in others)


def test_the_token_reaches_the_server_alone_and_is_no_argument(tmp_path: Path, nowhere: dict[str, str]) -> None:
    command = serve_command(tmp_path, 5005, token="hemlig", model=tmp_path / "m.tar.gz", environ=nowhere)
    assert command.env["RASA_AUTH_TOKEN"] == "hemlig"
    assert "hemlig" not in repr(command)
    assert not any("RASA_AUTH_TOKEN" in c.env for c in commands(tmp_path, nowhere) if "run" not in c.argv)


def test_rasa_listens_on_the_loopback_only(tmp_path: Path) -> None:
    argv = serve_command(tmp_path, 5005, token="t", model=tmp_path / "m.tar.gz").argv
    assert argv[argv.index("-i") + 1] == "127.0.0.1"
    assert argv[argv.index("-p") + 1] == "5005"


def test_serving_needs_a_model_and_takes_the_one_of_todays_phrases(
    tmp_path: Path, later: Callable[[Path, int], None]
) -> None:
    with pytest.raises(FileNotFoundError):
        serve_command(tmp_path, 5005, token="t")
    models = tmp_path / "rasa" / "models"
    models.mkdir(parents=True)
    later(models / "ombud-aaaaaaaaaaaa.tar.gz", 10)
    later(models / "ombud-bbbbbbbbbbbb.tar.gz", 20)
    later(models / "candidate.tar.gz", 99)
    assert newest_model(tmp_path) == models / "ombud-bbbbbbbbbbbb.tar.gz"
    later(model_path(tmp_path), 1)
    assert newest_model(tmp_path) == model_path(tmp_path)


@pytest.fixture
def later() -> Callable[[Path, int], None]:
    import os

    def make(path: Path, at: int) -> None:
        path.touch()
        os.utime(path, (at, at))

    return make


def test_the_fingerprint_follows_phrases_and_pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.yml").write_text("x", encoding="utf-8")
    monkeypatch.setattr(rasa_env, "PROJECT", tmp_path)
    first = training_fingerprint()
    assert first == training_fingerprint()
    (tmp_path / "data" / "a.yml").write_text("y", encoding="utf-8")
    second = training_fingerprint()
    (tmp_path / "config.yml").write_text("z", encoding="utf-8")
    assert len({first, second, training_fingerprint()}) == 3


def test_a_half_done_environment_is_not_ready(tmp_path: Path) -> None:
    assert not is_synced(tmp_path)
    fake_python(tmp_path / "rasa/venv/bin/python", "Python 3.10.1")
    assert not is_synced(tmp_path)
    mark_synced(tmp_path)
    assert is_synced(tmp_path)


def test_the_rasa_project_imports_nothing_of_ours() -> None:
    for path in PROJECT.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & {"content", "nlu", "bot", "voice", "tests"}
