"""Fetching a whole model into DATA/models, so that it is either whole or not there."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import httpx

from voice.models import receipt
from voice.models.catalogue import Fetchable
from voice.models.download import NoNetwork, Pause, Progress, Remote, download, is_right, look_up
from voice.models.problem import ModelProblem

_TIMEOUT = httpx.Timeout(30, connect=10)


def fetch(model: Fetchable, data: Path, *, base: str, progress: Progress, pause: Pause = time.sleep) -> Path:
    """Fetches the model and gives its folder. Blocking; what is there already and right is not fetched again.

    `base` is the hub's address. The files are gathered in a folder of their own, where a break leaves them for the next
    try; the model that was there before stays until the new one is whole. Raises ModelProblem.
    """
    models = data / "models"
    gathering, folder = models / f".fetching-{model.name}", models / model.folder
    try:
        models.mkdir(parents=True, exist_ok=True)
        with httpx.Client(timeout=_TIMEOUT) as client:
            told, revision = _look_up_all(client, model, base)
            if all(_is_there(folder, name, remote) for name, remote in told.items()):
                return folder
            for name, remote in told.items():
                download(client, remote, gathering / name, progress, pause=pause)
        if model.kind == "hearing":
            _write_receipt(gathering, told, f"{base}/{model.repository}", revision)
            _replace_folder(gathering, folder)
        else:
            folder.mkdir(exist_ok=True)
            for name in told:  # the voices share a folder; the sound comes last, and is what is looked for
                (gathering / name).replace(folder / name)
            gathering.rmdir()
    except OSError as error:
        raise ModelProblem(f"Jag kan inte skriva i {models} ({os.strerror(error.errno or 0)}).") from error
    except NoNetwork as problem:
        raise NoNetwork(f"{problem} Modellen {model.name} är inte hämtad. Allt annat fungerar som förut.") from problem
    return folder


def _look_up_all(client: httpx.Client, model: Fetchable, base: str) -> tuple[dict[str, Remote], str]:
    """Every file by its name here, all of one revision, whatever is published meanwhile."""
    base = base.rstrip("/")
    told: dict[str, Remote] = {}
    revision = "main"
    for path, name in model.files.items():
        remote = look_up(client, f"{base}/{model.repository}/resolve/{revision}/{path}")
        if remote is not None:
            told[name] = remote
            revision = remote.revision or revision
        elif path not in model.optional:
            raise ModelProblem(f"{model.repository} har ingen fil {path}.")
    return told, revision


def _is_there(folder: Path, name: str, remote: Remote) -> bool:
    if found := receipt.read(folder):
        return found.checksums.get(name) == remote.checksum
    return folder.name == "piper" and (folder / name).is_file() and is_right(folder / name, remote)


def _write_receipt(folder: Path, told: dict[str, Remote], source: str, revision: str) -> None:
    sizes = {name: (folder / name).stat().st_size for name in told}
    checksums = {name: remote.checksum for name, remote in told.items()}
    receipt.write(folder, receipt.Receipt(source, revision, sizes, checksums))


def _replace_folder(new: Path, folder: Path) -> None:
    if folder.exists():
        old = folder.with_name(f".old-{folder.name}")
        shutil.rmtree(old, ignore_errors=True)
        folder.rename(old)
        new.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    else:
        new.rename(folder)


def fetched_voices(data: Path) -> list[Path]:
    """The Swedish piper voices that are there in full (the `.onnx` files), by name."""
    found = sorted((data / "models" / "piper").glob("sv_SE-*.onnx"))
    return [path for path in found if path.with_name(f"{path.name}.json").is_file()]
