"""`ombud bench`: measures the bars. The measurements live beside the tests and come with the source tree."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import typer

from bot.cli.options import DEFAULT_DATA, AsJson, Data
from bot.cli.output import fail

SOURCE = Path(__file__).resolve().parents[2]


def bench(context: typer.Context, as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Mät hur snabbt programmet är. Övriga ord skickas vidare till mätningen."""
    if not (SOURCE / "tests" / "bench" / "__main__.py").exists():
        fail("Mätningarna följer med källkoden. Kör kommandot i en klon av projektet, med uv run.", as_json=as_json)
    command = [sys.executable, "-m", "tests.bench", *(["--json"] if as_json else []), *context.args]
    raise typer.Exit(subprocess.run(command, cwd=SOURCE, check=False).returncode)  # noqa: S603
