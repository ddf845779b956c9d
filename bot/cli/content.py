"""`ombud content check`: every rule about our words, with the sentence and a simpler word."""

from __future__ import annotations

import typer

from bot.cli.options import DEFAULT_DATA, AsJson, Data
from bot.cli.output import print_json, told

app = typer.Typer(help="Orden som klienter möter.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Orden som klienter möter."""


@app.command("check")
def check(as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Kontrollera alla texter. Slutar med felkod om något är fel."""
    from content.check import check as find
    from content.error import ContentError
    from content.loader import load_library

    try:
        library = load_library()
    except ContentError as error:
        for problem in error.problems:
            if as_json:
                print_json({"level": "error", "file": problem.file, "line": problem.line, "where": problem.where,
                            "sentence": "", "message": problem.message, "suggestion": None})  # fmt: skip
            else:
                typer.echo(f"fel {problem}")
        raise typer.Exit(1) from None
    with told(as_json=as_json):
        findings = find(library)
    from dataclasses import asdict

    for finding in findings:
        if as_json:
            print_json(asdict(finding))
        else:
            typer.echo(str(finding))
    errors = sum(f.level == "error" for f in findings)
    if not as_json:
        typer.echo(f"{errors} fel av {len(findings)} anmärkningar. Version {library.version}.")
    if errors:
        raise typer.Exit(1)
