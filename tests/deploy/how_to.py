"""The commands of bot/DEPLOY.md, so that what it tells people to type is what the proofs run."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.deploy.compose_file import ROOT

GUIDE = ROOT / "bot/DEPLOY.md"
_NO_OTHER_USER = """
sudo() { "$@"; }
chown() { echo "$@" >> chown.log; }
"""


def block(heading: str) -> str:
    """The first block of commands under the heading."""
    under = GUIDE.read_text("utf-8").split(heading, 1)[1]
    found = re.search(r"```sh\n(.*?)```", under, re.S)
    assert found, heading
    return found[1]


def make_secrets(folder: Path) -> None:
    """Runs the guide's commands for secrets in the folder. Owners are only noted, in `chown.log`."""
    script = f"set -eu{_NO_OTHER_USER}{block('## 3. Make the secrets')}"
    subprocess.run(["bash", "-c", script], cwd=folder, check=True, capture_output=True, timeout=30)
