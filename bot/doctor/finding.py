"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Level: TypeAlias = Literal["ok", "warning", "error"]


@dataclass(frozen=True)
class Finding:
    """`warning`: it works, with less than all. `error`: clients are not served. `mend` is what to do, in Swedish."""

    part: str
    level: Level
    meaning: str
    mend: str = ""


def ok(part: str, meaning: str) -> Finding:
    return Finding(part, "ok", meaning)


def warning(part: str, meaning: str, mend: str) -> Finding:
    return Finding(part, "warning", meaning, mend)


def error(part: str, meaning: str, mend: str) -> Finding:
    return Finding(part, "error", meaning, mend)
