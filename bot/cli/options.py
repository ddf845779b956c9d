"""Options that many commands share, and what they mean."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

STOCKHOLM = ZoneInfo("Europe/Stockholm")

Data = Annotated[Path, typer.Option("--data", metavar="DIR", help="Mappen med data.", show_default="./data")]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv ett JSON-objekt per rad.")]
Today = Annotated[
    str | None, typer.Option("--today", metavar="ÅÅÅÅ-MM-DD", help="Räkna som om det vore den här dagen.")
]
DEFAULT_DATA = Path("data")


def parse_day(text: str | None) -> date | None:
    """The day that `--today` names. Raises a usage error for anything else than an ISO day."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text} är inget datum. Skriv som 2026-11-22.", param_hint="--today") from None


def today_or(day: date | None) -> date:
    """That day, else today in Sweden."""
    return day or datetime.now(STOCKHOLM).date()
