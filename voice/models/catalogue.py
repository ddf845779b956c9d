"""What can be fetched: the Swedish hearing models and voices that are known to work here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from voice.models.problem import ModelProblem

DEFAULT = ("kb-whisper-base", "sv_SE-nst-medium")
"""The best that two cores carry: fetched when nobody says otherwise."""

WHISPER_SIZES = ("tiny", "base", "small", "medium", "large")
VOICES = ("nst", "lisa", "alma")


@dataclass(frozen=True)
class Fetchable:
    """A model on the hub. `files`: path in the repository to the name it gets in `folder` (inside DATA/models).

    Files in `optional` may be missing on the hub.
    """

    name: str
    kind: Literal["hearing", "speaking"]
    repository: str
    folder: str
    files: dict[str, str]
    optional: frozenset[str] = frozenset()


def _whisper(size: str) -> Fetchable:
    name = f"kb-whisper-{size}"
    needed = ("config.json", "tokenizer.json", "vocabulary.json", "model.bin")
    more = frozenset({"preprocessor_config.json"})
    return Fetchable(
        name, "hearing", f"KBLab/{name}", name, {file: file for file in (*sorted(more), *needed)}, optional=more
    )


def _voice(speaker: str) -> Fetchable:
    name = f"sv_SE-{speaker}-medium"
    path = f"sv/sv_SE/{speaker}/medium"
    files = {f"{path}/{name}{end}": f"{name}{end}" for end in (".onnx.json", ".onnx")}
    return Fetchable(name, "speaking", "rhasspy/piper-voices", "piper", files)


CATALOGUE = {
    model.name: model for model in (*(_whisper(s) for s in WHISPER_SIZES), *(_voice(speaker) for speaker in VOICES))
}


def fetchable(name: str) -> Fetchable:
    """The model of that name, with or without its publisher. Raises ModelProblem for an unknown one."""
    found = CATALOGUE.get(name.rsplit("/", 1)[-1])
    if found is None:
        raise ModelProblem(f"Jag känner ingen modell som heter {name}. Välj en av: {', '.join(CATALOGUE)}.")
    return found
