"""What an ombud gets of a call."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from tests.e2e.web_process import clean_environment


async def intakes(data: Path) -> list[dict[str, Any]]:
    """All cases in the data folder, oldest first, by `ombud intakes export`."""
    argv = [sys.executable, "-m", "bot.cli.main", "intakes", "export", "--json", "--data", str(data)]
    process = await asyncio.create_subprocess_exec(*argv, stdout=asyncio.subprocess.PIPE, env=clean_environment())
    told, _ = await process.communicate()
    assert process.returncode == 0
    return [json.loads(line) for line in told.splitlines()]


async def intake_of(data: Path, number: str) -> dict[str, Any]:
    """The one case whose client is reached at that number (E.164)."""
    found = [each for each in await intakes(data) if each["answers"].get("contact_value", {}).get("value") == number]
    assert len(found) == 1, f"{len(found)} cases"
    return found[0]


def values(intake: dict[str, Any]) -> dict[str, Any]:
    """Its answers by their key."""
    return {key: answer["value"] for key, answer in intake["answers"].items()}
