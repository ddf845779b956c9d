"""Commands that prepare, train, test and serve the Rasa project in its own environment.

Nothing is started here: each function returns a `Command` for a supervisor to run. Everything written goes below
`DATA/rasa`: `venv` (the environment), `models` (trained models, named by what they were trained on), `cache`,
`compiled` (bytecode: without it every start compiles TensorFlow anew, three times as much work as loading it).
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from nlu.engine.child_environment import child_environment

PROJECT = Path(__file__).resolve().parents[1] / "rasa"
PYTHON_VERSION = "3.10"
_TRAINED_ON = ("config.yml", "domain.yml", "*_featurizer.py", "uv.lock", "data/*.yml")


@dataclass(frozen=True)
class Command:
    """A child process. `env` is its whole environment: what `child_environment` lets through and no secret of ours."""

    argv: tuple[str, ...]
    env: Mapping[str, str] = field(repr=False)
    cwd: Path


class PythonMissing(RuntimeError):
    """No Python 3.10 was found and none may be downloaded."""


def training_fingerprint() -> str:
    """Twelve hex digits that change whenever the phrases, the pipeline or the pinned packages change."""
    digest = hashlib.sha256()
    for pattern in _TRAINED_ON:
        for path in sorted(PROJECT.glob(pattern)):
            digest.update(path.relative_to(PROJECT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def model_path(data_dir: Path) -> Path:
    """Where the model trained on today's phrases lies, or will lie."""
    return _home(data_dir) / "models" / f"ombud-{training_fingerprint()}.tar.gz"


def newest_model(data_dir: Path) -> Path | None:
    """The model of today's phrases if there is one, else the one trained last, else None."""
    if (current := model_path(data_dir)).exists():
        return current
    trained = (_home(data_dir) / "models").glob("ombud-*.tar.gz")
    return max(trained, key=lambda path: path.stat().st_mtime, default=None)


def python_of(data_dir: Path) -> Path:
    """The interpreter of Rasa's environment (present once `sync_command` has run)."""
    return _home(data_dir) / "venv" / "bin" / "python"


def compiled_of(data_dir: Path) -> Path:
    """Where the bytecode of Rasa's environment lies: nothing is written beside the sources."""
    return _home(data_dir) / "compiled"


def is_synced(data_dir: Path) -> bool:
    """Whether the environment is complete for today's lock file (`mark_synced` was called after the sync)."""
    mark = _home(data_dir) / "venv" / ".synced"
    return mark.exists() and mark.read_text() == _lock_hash() and python_of(data_dir).exists()


def mark_synced(data_dir: Path) -> None:
    """To be called when the sync command has ended well; a half-done environment never counts as ready."""
    (_home(data_dir) / "venv" / ".synced").write_text(_lock_hash())


def sync_command(data_dir: Path, *, environ: Mapping[str, str] = os.environ) -> Command:
    """Installs the locked packages. With `OMBUD_OFFLINE` set only what uv has cached is used.

    A Python 3.10 on this machine is preferred; otherwise uv fetches one. Raises PythonMissing offline without one.
    """
    uv = shutil.which("uv", path=environ.get("PATH")) or "uv"
    argv = [uv, "sync", "--frozen"]
    offline = _truthy(environ.get("OMBUD_OFFLINE"))
    if python := find_python(environ):
        argv += ["--python", str(python)]
    elif offline:
        raise PythonMissing(f"Python {PYTHON_VERSION} finns inte här, och nätet är avstängt (OMBUD_OFFLINE).")
    else:
        argv += ["--python", PYTHON_VERSION]
    if offline:
        argv.append("--offline")
    return _command(argv, data_dir, environ, fetches=True)


def train_command(data_dir: Path, *, out: Path | None = None, environ: Mapping[str, str] = os.environ) -> Command:
    """Trains into `out` (default: `model_path`). Niced: a conversation must not notice it."""
    target = out or model_path(data_dir)
    train = ["train", "nlu", "--config", "config.yml", "--domain", "domain.yml", "--nlu", "data"]
    named = ["--out", str(target.parent.resolve()), "--fixed-model-name", target.name.removesuffix(".tar.gz")]
    return _command([*_nice(environ), *_rasa(data_dir), *train, *named], data_dir, environ)


def regression_command(
    data_dir: Path, model: Path, phrases: Path, report_dir: Path, *, environ: Mapping[str, str] = os.environ
) -> Command:
    """Runs `rasa test nlu` on a YAML file of phrases; leaves `intent_report.json` in `report_dir`."""
    argv = ["test", "nlu", "--model", str(model.resolve()), "--nlu", str(phrases.resolve())]
    argv += ["--domain", "domain.yml", "--no-plot", "--out", str(report_dir.resolve())]
    return _command([*_nice(environ), *_rasa(data_dir), *argv], data_dir, environ)


def serve_command(
    data_dir: Path, port: int, *, token: str, model: Path | None = None, environ: Mapping[str, str] = os.environ
) -> Command:
    """Serves the newest model on the loopback only, to those who know the token.

    The token is in the environment alone. Raises FileNotFoundError when nothing is trained yet.
    """
    chosen = model or newest_model(data_dir)
    if chosen is None:
        raise FileNotFoundError("no trained model yet: run the train command first")
    run = ["run", "--enable-api", "-i", "127.0.0.1", "-p", str(port), "--model", str(chosen.resolve())]
    command = _command([str(python_of(data_dir)), "run_with_token.py", *run], data_dir, environ)
    return replace(command, env={**command.env, "RASA_AUTH_TOKEN": token})


def find_python(environ: Mapping[str, str] = os.environ) -> Path | None:
    """A working Python 3.10 on this machine: pyenv's versions, then `python3.10` on PATH, then what uv has."""
    return next((path for path in _candidates(environ) if _is_wanted(path)), None)


def _candidates(environ: Mapping[str, str]) -> Iterator[Path]:
    for root in dict.fromkeys((environ.get("PYENV_ROOT"), str(Path.home() / ".pyenv"))):
        if root:
            yield from sorted(Path(root).glob(f"versions/{PYTHON_VERSION}.*/bin/python{PYTHON_VERSION}"), reverse=True)
    if on_path := shutil.which(f"python{PYTHON_VERSION}", path=environ.get("PATH")):
        yield Path(on_path)
    uv_dir = environ.get("UV_PYTHON_INSTALL_DIR") or str(Path.home() / ".local/share/uv/python")
    yield from sorted(Path(uv_dir).glob(f"cpython-{PYTHON_VERSION}.*/bin/python{PYTHON_VERSION}"), reverse=True)


def _is_wanted(python: Path) -> bool:
    # A shim of a version manager exists and yet fails when run, so it is asked.
    try:
        asked = subprocess.run([python, "--version"], capture_output=True, text=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0 and bool(re.search(rf"\b{re.escape(PYTHON_VERSION)}\.", asked.stdout + asked.stderr))


def _command(argv: list[str], data_dir: Path, environ: Mapping[str, str], *, fetches: bool = False) -> Command:
    home = _home(data_dir)
    places = {
        "UV_PROJECT_ENVIRONMENT": str(home / "venv"),
        "RASA_CACHE_DIRECTORY": str(home / "cache"),
        "PYTHONPYCACHEPREFIX": str(compiled_of(data_dir)),
    }
    return Command(tuple(argv), {**child_environment(environ, fetches=fetches), **places}, PROJECT)


def _rasa(data_dir: Path) -> list[str]:
    return [str(python_of(data_dir)), "-m", "rasa"]


def _nice(environ: Mapping[str, str]) -> list[str]:
    nice = shutil.which("nice", path=environ.get("PATH"))
    return [nice, "-n", "10"] if nice else []


def _home(data_dir: Path) -> Path:
    return data_dir.resolve() / "rasa"


def _lock_hash() -> str:
    return hashlib.sha256((PROJECT / "uv.lock").read_bytes()).hexdigest()


def _truthy(value: str | None) -> bool:
    return (value or "").strip().lower() in {"1", "true", "yes", "on"}
