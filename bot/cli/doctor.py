"""`ombud doctor`: what works, what does not, and how to mend it."""

from __future__ import annotations

from dataclasses import asdict

import typer

from bot.cli.options import DEFAULT_DATA, AsJson, Data
from bot.cli.output import print_json, run

_MARK = {"ok": "ok  ", "warning": "obs ", "error": "FEL "}


def doctor(as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Undersök alla delar. Slutar med felkod om klienter inte kan få hjälp."""

    async def work() -> bool:
        from datetime import UTC, datetime

        from bot.cli.compose import rasa_address, store_url
        from bot.doctor.examine import examine
        from bot.settings import load_settings

        settings = load_settings()
        url, address = store_url(data, settings), rasa_address(data, settings)
        healthy = True
        async for finding in examine(data, settings, database_url=url, rasa_address=address, now=datetime.now(UTC)):
            healthy &= finding.level != "error"
            if as_json:
                print_json(asdict(finding))
                continue
            typer.echo(f"{_MARK[finding.level]} {finding.part}: {finding.meaning}")
            if finding.mend:
                typer.echo(f"     Gör så här: {finding.mend}")
        return healthy

    if not run(work(), as_json=as_json):
        raise typer.Exit(1)
