"""`ombud content check`: every rule about our words, with the sentence and a simpler word."""

from __future__ import annotations

from datetime import datetime

import typer

from bot.cli.options import DEFAULT_DATA, STOCKHOLM, AsJson, Data

app = typer.Typer(help="Orden som klienter möter.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Orden som klienter möter."""


@app.command("check")
def check(as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Kontrollera alla texter. Slutar med felkod om något är fel."""
    from content.check import check as find
    from content.check.report import as_json_lines, as_text, from_error, has_errors
    from content.error import ContentError
    from content.loader import load_library
    from content.sources import default_root

    try:
        findings = find(load_library(), default_root(), today=datetime.now(STOCKHOLM).date())
    except ContentError as error:
        findings = from_error(error)
    if not as_json:
        typer.echo(as_text(findings))
    elif findings:
        typer.echo(as_json_lines(findings))
    if has_errors(findings):
        raise typer.Exit(1)
