"""Reads a Dockerfile as far as our rules need it."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Instruction:
    """One instruction: its name in capitals, and what follows on one line."""

    name: str
    rest: str


@dataclass(frozen=True)
class Dockerfile:
    path: Path
    instructions: tuple[Instruction, ...]

    @classmethod
    def read(cls, path: Path) -> Dockerfile:
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
        joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
        found = [line.split(None, 1) for line in joined.splitlines() if line.strip()]
        return cls(path, tuple(Instruction(name.upper(), rest.strip()) for name, rest in found))

    def all(self, name: str) -> list[str]:
        return [instruction.rest for instruction in self.instructions if instruction.name == name]

    @property
    def stages(self) -> dict[str, str]:
        """The image of each stage, by its name or number."""
        parts = [rest.split() for rest in self.all("FROM")]
        return {part[2] if len(part) == 3 else str(number): part[0] for number, part in enumerate(parts)}

    @property
    def last_stage(self) -> Dockerfile:
        """What the finished image is made of."""
        start = max(n for n, instruction in enumerate(self.instructions) if instruction.name == "FROM")
        return Dockerfile(self.path, self.instructions[start:])

    @property
    def environment(self) -> dict[str, str]:
        """ENV of the finished image."""
        words = [word for rest in self.last_stage.all("ENV") for word in shlex.split(rest)]
        return dict(word.split("=", 1) for word in words)

    @property
    def user(self) -> str | None:
        return next(reversed(self.last_stage.all("USER")), None)

    @property
    def command(self) -> list[str] | None:
        given = next(reversed(self.last_stage.all("CMD")), None)
        return json.loads(given) if given else None
