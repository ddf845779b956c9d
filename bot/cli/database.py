"""`ombud db migrate`: brings the database to what this version needs."""

from __future__ import annotations

import typer

from bot.cli.options import DEFAULT_DATA, AsJson, Data
from bot.cli.output import print_json, run

app = typer.Typer(help="Databasen.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Databasen."""


@app.command("migrate")
def migrate(as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Uppdatera databasen till den här versionen."""
    from bot.cli.compose import migrate_store
    from bot.settings import load_settings

    async def work() -> None:
        done = await migrate_store(data, load_settings())
        if as_json:
            print_json({"before": done.before, "after": done.after, "changed": done.changed})
        else:
            typer.echo(f"Databasen är uppdaterad till {done.after}." if done.changed else "Databasen är redan aktuell.")

    run(work(), as_json=as_json)
