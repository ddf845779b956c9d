"""What the supervisor has to run for Rasa, told by the understanding's own module."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.supervisor.process import Command


class _Runnable(Protocol):
    @property
    def argv(self) -> Sequence[str]: ...
    @property
    def env(self) -> Mapping[str, str]: ...
    @property
    def cwd(self) -> Path | None: ...


def as_command(command: _Runnable) -> Command:
    return Command(tuple(command.argv), dict(command.env), command.cwd)


@dataclass(frozen=True)
class RealRasaPlan:
    """Sync, train and serve the Rasa project with its data under `data_dir`, on a loopback port."""

    data_dir: Path
    port: int
    offline: bool = False

    @property
    def _environ(self) -> Mapping[str, str]:
        """Ours; offline may also have been set in the file, which the commands do not read."""
        return {**os.environ, **({"OMBUD_OFFLINE": "1"} if self.offline else {})}

    def synced(self) -> bool:
        from nlu.engine.rasa_env import is_synced

        return is_synced(self.data_dir)

    def mark_synced(self) -> None:
        from nlu.engine.rasa_env import mark_synced

        mark_synced(self.data_dir)

    def sync(self) -> Command:
        from nlu.engine.rasa_env import sync_command

        return as_command(sync_command(self.data_dir, environ=self._environ))

    def train(self) -> Command:
        from nlu.engine.rasa_env import train_command

        return as_command(train_command(self.data_dir))

    def serve(self) -> Command:
        from nlu.engine.rasa_env import serve_command

        return as_command(serve_command(self.data_dir, self.port))

    def trained(self) -> bool:
        from nlu.engine.rasa_env import model_path

        return model_path(self.data_dir).exists()
