"""docker-compose.yml as a compose program reads it: merged, interpolated, every profile switched on."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
COMPOSE_FILE = ROOT / "docker-compose.yml"
PROFILES = ("telegram", "asterisk")


class NotAComposeFile(Exception):
    """The compose program refused the file. The message is its own."""


@dataclass(frozen=True)
class Service:
    """One service. `settings` is all that the file says of it."""

    name: str
    settings: dict[str, Any]

    @property
    def command(self) -> list[str]:
        return list(self.settings["command"])

    @property
    def environment(self) -> dict[str, str]:
        return {name: str(value) for name, value in (self.settings.get("environment") or {}).items()}

    @property
    def health_check(self) -> list[str] | None:
        """The command of it, without the word CMD; None when there is none."""
        test = self.settings.get("healthcheck", {}).get("test")
        if not test:
            return None
        assert test[0] == "CMD", "a shell is not in every image"
        return list(test[1:])

    @property
    def networks(self) -> set[str]:
        return set(self.settings["networks"])

    @property
    def secrets(self) -> set[str]:
        return set(self.settings.get("secrets") or ())

    @property
    def profiles(self) -> set[str]:
        return set(self.settings.get("profiles") or ())

    @property
    def dockerfile(self) -> Path | None:
        build = self.settings.get("build")
        return build and Path(build["context"]) / build.get("dockerfile", "Dockerfile")


def parsed(text: str | None = None, **environment: str) -> dict[str, Any]:
    """What podman-compose makes of our file (or of the text). Raises NotAComposeFile when it refuses it."""
    argv = [sys.executable, "-m", "podman_compose", "-f", "-" if text is not None else str(COMPOSE_FILE)]
    for profile in PROFILES:
        argv += ["--profile", profile]
    # A dry run looks for no podman.
    done = subprocess.run(
        [*argv, "--dry-run", "config"], input=text, capture_output=True, text=True, cwd=ROOT, timeout=60,
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **environment},
    )  # fmt: skip
    if done.returncode:
        raise NotAComposeFile(done.stderr[-2000:])
    return yaml.safe_load(done.stdout)


@cache
def whole() -> dict[str, Any]:
    """The whole file, read once."""
    return parsed()


def services() -> dict[str, Service]:
    """Every service by its name."""
    return {name: Service(name, settings) for name, settings in whole()["services"].items()}
