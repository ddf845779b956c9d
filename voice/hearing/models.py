"""Which model hears. Imports nothing heavy, so that every process can ask."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from voice.models import packaged, receipt
from voice.models.problem import ModelProblem

NEEDED = ("model.bin", "config.json", "tokenizer.json")
"""The files of a ctranslate2 Whisper folder; its vocabulary is called `vocabulary.json` or `vocabulary.txt`."""


@dataclass(frozen=True)
class HearingModel:
    """A folder that can be loaded. `source`: fetched from the hub, packaged with us, or the operator's own."""

    name: str
    folder: Path
    source: Literal["fetched", "packaged", "own"]


def hearing_model(setting: str, data: Path) -> HearingModel:
    """The model to load. `setting`: `auto`, `packaged`, the name of a fetched model, or a folder.

    `auto` takes the KB-Whisper that was fetched last, else the packaged model. Raises ModelProblem in Swedish.
    """
    wanted = setting.strip() or "auto"
    if wanted == "auto" and (best := fetched(data)):
        return best[0]
    if wanted in ("auto", "packaged"):
        return HearingModel(packaged.NAME, packaged.packaged_model(data / "models"), "packaged")
    named = [model for model in fetched(data) if model.name == wanted.rsplit("/", 1)[-1]]
    folder = Path(wanted).expanduser()
    if named and not folder.is_dir():
        return named[0]
    if not folder.is_dir():
        raise ModelProblem(
            f"Modellen {wanted} i OMBUD_HEARING_MODEL finns inte. Hämta den med ombud models fetch, eller ange en mapp."
        )
    if missing := _missing(folder):
        raise ModelProblem(f"Mappen {folder} i OMBUD_HEARING_MODEL är ingen hel modell. Det saknas: {missing}.")
    return HearingModel(folder.resolve().name, folder, "own")


def fetched(data: Path) -> list[HearingModel]:
    """The whole Whisper models that have been fetched, the latest first."""
    folders = [path for path in (data / "models").glob("kb-whisper-*") if receipt.read(path) and not _missing(path)]
    folders.sort(key=lambda path: (path / receipt.NAME).stat().st_mtime, reverse=True)
    return [HearingModel(path.name, path, "fetched") for path in folders]


def _missing(folder: Path) -> str:
    """The needed files that are not there, with comma."""
    absent = [name for name in NEEDED if not (folder / name).is_file()]
    if not any((folder / name).is_file() for name in ("vocabulary.json", "vocabulary.txt")):
        absent.append("vocabulary.json")
    return ", ".join(absent)
