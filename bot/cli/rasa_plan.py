"""What the supervisor has to run for Rasa, told by the understanding's own module."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bot.supervisor.process import Command
from bot.supervisor.rasa_part import CannotPrepare


class _Runnable(Protocol):
    @property
    def argv(self) -> Sequence[str]: ...
    @property
    def env(self) -> Mapping[str, str]: ...
    @property
    def cwd(self) -> Path | None: ...


def as_command(command: _Runnable) -> Command:
    return Command(tuple(command.argv), dict(command.env), command.cwd)


def new_token() -> str:
    """A token for one start of a Rasa server."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True)
class RealRasaPlan:
    """Sync, train, test and serve the Rasa project with its data under `data_dir`, on a loopback port.

    A model gets its final name only once it is whole and has passed the gate, so that what is there can be served.
    """

    data_dir: Path
    port: int
    offline: bool = False
    token: str = field(default_factory=new_token, repr=False)

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

        return as_command(train_command(self.data_dir, out=self._candidate))

    def test(self) -> Command:
        from nlu.engine.gate import HELD_OUT, as_rasa_yaml
        from nlu.engine.rasa_env import regression_command

        shutil.rmtree(self._trial, ignore_errors=True)
        self._trial.mkdir(parents=True)
        phrases = self._trial / "held_out.yml"
        phrases.write_text(as_rasa_yaml(HELD_OUT), encoding="utf-8")
        return as_command(regression_command(self.data_dir, self._candidate, phrases, self._trial / "report"))

    def accept(self) -> None:
        from nlu.engine.gate import NoReport, read_gate, reported_macro_f1
        from nlu.engine.rasa_env import model_path

        try:
            figure = reported_macro_f1(self._trial / "report")
        except NoReport as problem:
            raise CannotPrepare("Provet av Rasas nya modell gav inget svar.") from problem
        shutil.rmtree(self._trial, ignore_errors=True)
        if figure < (wanted := read_gate()):
            self._candidate.unlink()
            raise CannotPrepare(f"Rasas nya modell är för dålig: {figure:.3f}, men {wanted:.3f} krävs.")
        self._candidate.replace(model_path(self.data_dir))

    def serve(self) -> Command:
        from nlu.engine.rasa_env import serve_command

        return as_command(serve_command(self.data_dir, self.port, token=self.token))

    def trained(self) -> bool:
        from nlu.engine.rasa_env import model_path

        return model_path(self.data_dir).exists()

    def servable(self) -> bool:
        from nlu.engine.rasa_env import newest_model

        return newest_model(self.data_dir) is not None

    @property
    def _candidate(self) -> Path:
        from nlu.engine.rasa_env import model_path

        return model_path(self.data_dir).with_name("untested.tar.gz")

    @property
    def _trial(self) -> Path:
        return self.data_dir / "rasa" / "trial"
