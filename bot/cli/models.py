"""`ombud models status`: which models this version uses, and where they are."""

from __future__ import annotations

import typer

from bot.cli.options import DEFAULT_DATA, AsJson, Data
from bot.cli.output import print_json

app = typer.Typer(help="Modellerna.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Modellerna."""


@app.command("status")
def status(as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Visa vilka modeller som behövs och finns."""
    from nlu.engine.rasa_env import model_path, newest_model

    model = newest_model(data)
    fresh = model is not None and model == model_path(data)
    told = (
        "Den tränas vid ombud serve eller ombud nlu train." if model is None
        else "Den är tränad på dagens exempel." if fresh
        else "Exemplen har ändrats. Den tränas om vid nästa ombud serve."
    )  # fmt: skip
    rows = [
        (
            "understanding",
            "missing" if model is None else "ok" if fresh else "old",
            model.name if model else None,
            told,
        ),
        ("fallback", "ok", None, "Tränas på några sekunder vid start. Inget behöver hämtas."),
        ("hearing", "not_needed", None, "Telefon kommer i en senare version. Ingen modell behövs än."),
        ("speaking", "not_needed", None, "Telefon kommer i en senare version. Ingen röst behövs än."),
    ]
    for name, state, file, meaning in rows:
        if as_json:
            print_json({"model": name, "status": state, "file": file, "meaning": meaning})
        else:
            typer.echo(f"{name:<14} {state:<11} {meaning}")
