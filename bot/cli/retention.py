"""`ombud retention run`: erases what has passed its period, and leaves a receipt."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_DATA, AsJson, Data
from bot.cli.output import print_json, run

app = typer.Typer(help="Gallring.", no_args_is_help=True)

_WORDS = {
    "drafts": "påbörjade samtal",
    "finished": "avslutade samtal",
    "unanswered": "samtal utan klientens ja",
    "shells": "tomma rader efter raderade samtal",
    "intakes": "stängda ärenden",
    "erased_intakes": "tomma ärenden som klienten har raderat",
    "answered_keys": "svarsnycklar",
    "resume_codes": "koder för att byta kanal",
    "sounds": "sparat ljud från samtal",
    "outbox": "färdiga uppgifter och gamla larm",
}


@app.callback()
def group() -> None:
    """Gallring."""


@app.command("run")
def run_now(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Räkna bara. Ta inte bort något.")] = False,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Ta bort det som har sparats tillräckligt länge. Skriver ett kvitto."""

    async def work() -> None:
        from bot.cli.compose import kept_sounds, opened_store, retention_periods
        from bot.cli.housekeeping import collect_unfinished
        from bot.intakes.retention import run_retention
        from bot.settings import load_settings

        settings = load_settings()
        now = datetime.now(UTC)
        async with opened_store(data, settings) as database:
            if not dry_run:  # a person who can be called back must not be erased unseen
                await collect_unfinished(database, settings, now)
            sounds, periods = kept_sounds(data, database), retention_periods(settings)
            receipt = await run_retention(database, periods, now=now, dry_run=dry_run, sounds=sounds)
        if as_json:
            print_json(receipt.as_json())
            return
        counts = receipt.as_json()
        typer.echo("Skulle ta bort:" if dry_run else "Tog bort:")
        for name, words in _WORDS.items():
            typer.echo(f"{counts[name]:>6}  {words}")

    run(work(), as_json=as_json)
