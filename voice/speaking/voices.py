"""Which voice speaks: a piper voice that was fetched or that the operator names, else the embedded one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

BEST_FIRST = ("lisa", "alma", "nst")
EMBEDDED = "embedded"
AUTO = "auto"


@dataclass(frozen=True)
class Voice:
    """`path` is a piper `.onnx` file (its `.json` beside it); None is the embedded voice."""

    path: Path | None = None

    @property
    def embedded(self) -> bool:
        return self.path is None

    @property
    def name(self) -> str:
        return self.path.stem if self.path else "espeak-sv"

    @cached_property
    def fingerprint(self) -> str:
        """Changes whenever this voice would sound different, also by how we treat its sound. Reads the
        whole file, once: not for the event loop.
        """
        told = hashlib.sha256(self.name.encode())
        if self.path:
            for file in (self.path, self.path.with_name(f"{self.path.name}.json")):
                with file.open("rb") as opened:
                    told.update(hashlib.file_digest(opened, "sha256").digest())
        for part in ("pronunciation.py", "telephone_sound.py", "engine_process.py", "embedded_voice.py"):
            told.update(Path(__file__).with_name(part).read_bytes())
        return told.hexdigest()[:16]


def choose_voice(setting: str, data: Path) -> Voice:
    """The voice for the setting `OMBUD_VOICE`: `auto`, `embedded`, a fetched voice's name, or the path of one.

    Raises ValueError, in Swedish for the operator, if a voice is named that is not there.
    """
    folder = data / "models" / "piper"
    if setting == EMBEDDED:
        return Voice()
    if setting == AUTO:
        found = [path for path in folder.glob("sv_SE-*.onnx") if _whole(path)]
        return Voice(min(found, key=_rank)) if found else Voice()
    for path in (Path(setting), folder / f"{setting}.onnx"):
        if path.suffix == ".onnx" and _whole(path):
            return Voice(path)
    raise ValueError(f"Rösten {setting} finns inte. Hämta en röst med: ombud models fetch")


def _whole(path: Path) -> bool:
    return path.is_file() and path.with_name(f"{path.name}.json").is_file()


def _rank(path: Path) -> tuple[int, str]:
    known = [place for place, name in enumerate(BEST_FIRST) if name in path.stem]
    return (known[0] if known else len(BEST_FIRST), path.name)
