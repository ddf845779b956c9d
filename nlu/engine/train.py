"""Retrains Rasa while everything runs: sync, train, test on unseen phrases, gate, swap. What `ombud nlu train` does.

A model that is worse on the unseen phrases than the gate demands is thrown away and the old one stays.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from nlu.engine import rasa_env
from nlu.engine.client import RasaClient
from nlu.engine.gate import HELD_OUT, NoReport, as_rasa_yaml, read_gate, reported_macro_f1
from nlu.engine.rasa_env import Command

Progress = Callable[[str, str], None]
"""Called with a stage (`sync train test gate swap done`) and a detail in plain Swedish."""


class TrainingFailed(RuntimeError):
    """A step ended badly. `stage` says which; the message ends with the last lines of its output."""

    def __init__(self, stage: str, output: str) -> None:
        super().__init__(f"{stage}: {output}")
        self.stage = stage


@dataclass(frozen=True)
class Trained:
    """`macro_f1` is None without unseen phrases to test on; `accepted` False if the old model stays."""

    model: Path
    macro_f1: float | None
    gate: float
    accepted: bool
    swapped: bool


async def train(
    data_dir: Path,
    progress: Progress = lambda stage, detail: None,
    *,
    server: RasaClient | None = None,
    held_out: Path = HELD_OUT,
    gate: float | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Trained:
    """Trains a model on today's phrases; nothing changes for the clients unless it passes the gate.

    Raises TrainingFailed (a step failed), rasa_env.PythonMissing (offline and no Python 3.10).
    """
    await prepare(data_dir, progress, environ=environ)
    target = rasa_env.model_path(data_dir)
    candidate = target.with_name("candidate.tar.gz")
    target.parent.mkdir(parents=True, exist_ok=True)
    progress("train", "Jag tränar på fraserna. Det tar en till två minuter.")
    await _run("train", rasa_env.train_command(data_dir, out=candidate, environ=environ))
    macro_f1 = await _test(data_dir, candidate, held_out, progress, environ)
    wanted = read_gate() if gate is None else gate
    if macro_f1 is not None and macro_f1 < wanted:
        candidate.unlink()
        progress("gate", f"Den nya modellen är sämre: {macro_f1:.3f}, men {wanted:.3f} krävs. Den gamla är kvar.")
        return Trained(target, macro_f1, wanted, accepted=False, swapped=False)
    candidate.replace(target)
    swapped = False
    if server is not None and await server.ready():
        progress("swap", "Jag byter modell i tjänsten som kör.")
        swapped = await server.swap_model(target)
    progress("done", f"Modellen är klar: {target.name}")
    return Trained(target, macro_f1, wanted, accepted=True, swapped=swapped)


async def prepare(
    data_dir: Path, progress: Progress = lambda stage, detail: None, *, environ: Mapping[str, str] = os.environ
) -> None:
    """Installs Rasa's environment unless it is complete. Raises as `train`."""
    if rasa_env.is_synced(data_dir):
        return
    progress("sync", "Jag hämtar Rasa och Python 3.10. Det är ungefär 1,5 GB.")
    command = await asyncio.to_thread(rasa_env.sync_command, data_dir, environ=environ)
    await _run("sync", command)
    rasa_env.mark_synced(data_dir)


async def _test(
    data_dir: Path, model: Path, held_out: Path, progress: Progress, environ: Mapping[str, str]
) -> float | None:
    with tempfile.TemporaryDirectory(prefix="ombud-nlu-") as name:
        folder = Path(name)
        if not _write_phrases(held_out, folder / "held_out.yml"):
            progress("test", "Det finns inga osedda fraser att prova på. Jag hoppar över provet.")
            return None
        progress("test", "Jag provar modellen på fraser den inte har sett.")
        command = rasa_env.regression_command(
            data_dir, model, folder / "held_out.yml", folder / "report", environ=environ
        )
        await _run("test", command)
        try:
            return reported_macro_f1(folder / "report")
        except NoReport as problem:
            raise TrainingFailed("test", str(problem)) from None


def _write_phrases(held_out: Path, target: Path) -> bool:
    if not held_out.exists():
        return False
    target.write_text(as_rasa_yaml(held_out), encoding="utf-8")
    return True


async def _run(stage: str, command: Command) -> None:
    process = await asyncio.create_subprocess_exec(
        *command.argv,
        env=dict(command.env),
        cwd=command.cwd,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        output, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
    if process.returncode != 0:
        raise TrainingFailed(stage, "\n".join(output.decode(errors="replace").splitlines()[-15:]))
