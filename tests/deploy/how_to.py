"""The commands of bot/DEPLOY.md, so that what it tells people to type is what the proofs run."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.deploy.compose_file import ROOT

GUIDE = ROOT / "bot/DEPLOY.md"
_NO_OTHER_USER = """
sudo() { "$@"; }
chown() { echo "$@" >> chown.log; }
"""
_NO_DOCKER = """
docker() { if [ "${*:1:4}" = "compose exec -T postgres" ]; then shift 4; "$@"; fi; }
"""


def block(heading: str, number: int = 0) -> str:
    """A block of commands under the heading, the first unless told otherwise."""
    under = GUIDE.read_text("utf-8").split(heading, 1)[1]
    return re.findall(r"```sh\n(.*?)```", under, re.S)[number]


def inside_postgres(commands: str, folder: Path, environment: Mapping[str, str]) -> None:
    """Runs commands that the guide gives to the postgres container; other commands of docker do nothing here."""
    script = f"set -euo pipefail{_NO_DOCKER}{commands}"
    subprocess.run(["bash", "-c", script], cwd=folder, env=dict(environment), check=True, timeout=60)


def make_secrets(folder: Path) -> None:
    """Runs the guide's commands for secrets in the folder. Owners are only noted, in `chown.log`."""
    if not (folder / "voice/asterisk").exists():  # the guide is typed in the top folder
        (folder / "voice").mkdir(exist_ok=True)
        (folder / "voice/asterisk").symlink_to(ROOT / "voice/asterisk")
    script = f"set -eu{_NO_OTHER_USER}{block('## 3. Make the secrets')}"
    subprocess.run(["bash", "-c", script], cwd=folder, check=True, capture_output=True, timeout=30)
