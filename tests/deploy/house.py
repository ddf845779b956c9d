"""Runs the compose file's services as plain processes: their exact commands, in the environment that they would have.

No container runs here, so what an image holds is elsewhere. `Place` is the whole list of what is different:

| in the image                     | here                                                    |
|----------------------------------|---------------------------------------------------------|
| a service's name and port        | 127.0.0.1 and a free port                               |
| 0.0.0.0, the inner network       | 127.0.0.1                                               |
| /run/secrets, /tmp, /data, ...   | folders below one temporary folder                      |
| /app/.venv                       | the environment of the tests; for rasa the one of Rasa  |
| /srv/rasa, /srv/front, /etc/...  | the folders of the repository that the images copy      |
| /srv/rasa/model.tar.gz           | the model that the tests have trained on the same words |
| bytecode beside the sources      | bytecode below .cache, for Rasa where it keeps its own  |

Everything else is the compose file's and the Dockerfile's: command, environment, health check. Of this machine's own
environment a process gets nothing but where programs lie.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.supervisor.preflight import free_loopback_port
from nlu.engine.rasa_env import compiled_of, model_path, python_of
from tests.deploy.compose_file import ROOT, Service, services
from tests.deploy.dockerfile import Dockerfile
from tests.nlu.rasa_server import DATA

SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
HEALTHY_WITHIN = 120.0


@dataclass
class Running:
    """A service that runs. All it says goes to `log`."""

    service: Service
    process: subprocess.Popen[bytes]
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text("utf-8", "replace")

    def ask_to_end(self) -> None:
        """As Docker does it."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT if self.service.name == "postgres" else signal.SIGTERM)

    def stop(self, patience: float = 15.0) -> int:
        """Asks it to end, waits at most so many seconds, ends it then, and gives its exit code."""
        if self.process.poll() is None:
            self.ask_to_end()
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        return self.process.returncode


@dataclass
class House:
    """One temporary folder, one free port for each port of a service, and the processes that live in it."""

    folder: Path
    ports: dict[str, int] = field(default_factory=dict)
    running: list[Running] = field(default_factory=list)
    different: dict[str, str] = field(default_factory=dict)
    """What a test adds to the table."""

    def port(self, name: str) -> int:
        """The free port that stands for one, such as `web:8080`."""
        return self.ports.setdefault(name, free_loopback_port())

    def place(self, *names: str) -> Path:
        path = self.folder.joinpath(*names)
        path.mkdir(parents=True, exist_ok=True)
        return path

    def table(self, service: str) -> Mapping[str, str]:
        """The table above, for one service."""
        own = {
            "web": ["8080"], "voice": ["8081"], "telegram": ["8082"], "rasa": ["5005"], "postgres": ["5432"],
            "front": ["8080", "8443", "8079"], "asterisk": ["5060", "5061"],
        }  # fmt: skip
        return {
            "0.0.0.0": "127.0.0.1",
            "172.30.71.0/24": "127.0.0.1/32",
            "postgres:5432": f"127.0.0.1:{self.port('postgres:5432')}",
            "rasa:5005": f"127.0.0.1:{self.port('rasa:5005')}",
            "voice:8081": f"127.0.0.1:{self.port('voice:8081')}",
            "web 8080": f"127.0.0.1 {self.port('web:8080')}",
            **{number: str(self.port(f"{service}:{number}")) for number in own.get(service, ())},
            "/run/secrets": str(self.place("secrets")),
            "/tmp": str(self.place(service, "tmp")),
            "/data": str(self.place(service, "data")),
            "/config": str(self.place(service, "config")),
            "/app/.venv/bin": str((python_of(DATA) if service == "rasa" else Path(sys.executable)).parent),
            "/srv/rasa/model.tar.gz": str(model_path(DATA)),
            "/srv/front": str(ROOT / "bot/front/page"),
            "/srv/rasa": str(ROOT / "nlu/rasa"),
            "/srv/prompts": str(self.place("prompts")),
            "/srv": str(self.place(service, "srv")),
            "/etc/ombud": str(ROOT / "bot/postgres"),
            "/etc/caddy": str(self.place(service, "etc")),
            "/etc/asterisk": str(self.place(service, "etc")),
            "/run/asterisk": str(self.place(service, "run")),
            **self.different,
        }

    def here(self, service: str, text: str) -> str:
        """The text of an image, as it has to be on this machine. Longer names win; nothing is replaced twice."""
        table = self.table(service)
        keys = "|".join(re.escape(key) for key in sorted(table, key=len, reverse=True))
        return re.sub(rf"(?<![\w.-])({keys})(?![\w])", lambda found: table[found[1]], text)

    def environment(self, service: Service) -> dict[str, str]:
        image = next(
            s for s in services().values() if s.dockerfile and s.settings["image"] == service.settings["image"]
        )
        assert image.dockerfile
        given = {**Dockerfile.read(image.dockerfile).environment, **service.environment}
        mapped = {name: self.here(service.name, value) for name, value in given.items()}
        if bytecode := compiled_of(DATA) if service.name == "rasa" else sys.pycache_prefix:
            mapped["PYTHONPYCACHEPREFIX"] = str(bytecode)
        return {**mapped, "PATH": f"{mapped.get('PATH', '')}:{SYSTEM_PATH}".lstrip(":")}

    def start(self, service: Service, *, more: Mapping[str, str] | None = None, user: str | None = None) -> Running:
        """Starts the service's command. `more` stands in for what only the origin image knows."""
        environment = {**self.environment(service), **(more or {})}
        argv = self._argv(service, service.command, environment)
        log = self.folder / f"{service.name}-{len(self.running)}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                argv, env=environment, cwd=self._work(service), stdin=subprocess.DEVNULL, stdout=out,
                stderr=subprocess.STDOUT, start_new_session=True, user=user,
            )  # fmt: skip
        self.running.append(running := Running(service, process, log))
        return running

    def run(self, service: Service) -> subprocess.CompletedProcess[str]:
        """Runs a service that ends by itself, and gives how it went."""
        environment = self.environment(service)
        argv = self._argv(service, service.command, environment)
        return subprocess.run(
            argv, env=environment, cwd=self._work(service),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=HEALTHY_WITHIN,
        )  # fmt: skip

    def healthy(self, service: Service, more: Mapping[str, str] | None = None) -> bool:
        """What the service's own health check says now."""
        assert service.health_check
        environment = {**self.environment(service), **(more or {})}
        argv = self._argv(service, service.health_check, environment)
        quiet = subprocess.DEVNULL
        return (
            subprocess.run(argv, env=environment, stdin=quiet, stdout=quiet, stderr=quiet, timeout=60).returncode == 0
        )

    def wait_until_healthy(self, running: Running, more: Mapping[str, str] | None = None) -> Running:
        """Returns once the health check says so. Raises AssertionError with the log if it never does."""
        end = time.monotonic() + HEALTHY_WITHIN
        while running.process.poll() is None and time.monotonic() < end:
            if self.healthy(running.service, more):
                return running
            time.sleep(0.1)
        raise AssertionError(f"{running.service.name} is not healthy; it says:\n{running.log[-4000:]}")

    def close(self) -> None:
        """Ends everything. All are asked at once: Rasa would wait a quarter of a minute for the web to let go of it."""
        for running in reversed(self.running):
            running.ask_to_end()
        for running in reversed(self.running):
            running.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _work(self, service: Service) -> str:
        return self.here(service.name, "/srv/rasa" if service.name == "rasa" else "/srv")

    def _argv(self, service: Service, words: list[str], environment: Mapping[str, str]) -> list[str]:
        program, *rest = (self.here(service.name, word) for word in words)
        found = shutil.which(program, path=environment["PATH"])
        assert found, f"{program} is missing"
        return [found, *rest]
