"""`ombud models fetch|status`: the models of understanding, hearing and speaking, and where they are."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_DATA, AsJson, Data
from bot.cli.output import fail, print_json, told

app = typer.Typer(help="Modellerna.", no_args_is_help=True)

_TELL_EVERY_S = 2.0


@app.callback()
def group() -> None:
    """Modellerna."""


@app.command("fetch")
def fetch(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Modellens namn. Utan namn: de bästa.")] = None,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Hämta modeller för hörsel och röst. Det som avbröts fortsätter."""
    from bot.settings import load_settings
    from voice.models.catalogue import DEFAULT, fetchable
    from voice.models.fetch import fetch as fetch_model
    from voice.models.problem import ModelProblem

    with told(as_json=as_json):
        settings = load_settings()
    try:
        wanted = [fetchable(one) for one in ([name] if name else DEFAULT)]
        if settings.offline:
            fail("OMBUD_OFFLINE är satt. Då hämtar jag inget från nätet.", as_json=as_json)
        for model in wanted:
            if not as_json:
                typer.echo(f"{model.name}: hämtas från {settings.model_hub}")
            folder = fetch_model(model, data, base=settings.model_hub, progress=_Progress(model.name, as_json=as_json))
            if as_json:
                print_json({"model": model.name, "kind": model.kind, "status": "ok", "folder": str(folder)})
            else:
                typer.echo(f"{model.name}: klar, kontrollsumman stämmer. Den ligger i {folder}.")
    except ModelProblem as problem:
        fail(str(problem), as_json=as_json)


class _Progress:
    """Tells how far a file has come, a line every few seconds; on a terminal the same line again."""

    def __init__(self, model: str, *, as_json: bool) -> None:
        self.model = model
        self.as_json = as_json
        self.told_at = 0.0
        self.live = sys.stdout.isatty() and not as_json

    def __call__(self, name: str, had: int, size: int) -> None:
        now, done = time.monotonic(), had == size
        if not done and now - self.told_at < (0.1 if self.live else _TELL_EVERY_S):
            return
        self.told_at = now
        percent = 100 * had // size if size > 0 else 0
        if self.as_json:
            print_json({"model": self.model, "file": name, "bytes": had, "size": size, "percent": percent})
        else:
            line = f"  {name:<28} {percent:>3} %  {had / 1e6:.0f} av {size / 1e6:.0f} MB"
            typer.echo(f"\r{line}" if self.live else line, nl=done or not self.live)


@app.command("status")
def status(as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Visa vilka modeller som behövs och finns."""
    with told(as_json=as_json):
        rows = [*_understanding(data), _hearing(data), _speaking(data)]
    for name, state, file, meaning in rows:
        if as_json:
            print_json({"model": name, "status": state, "file": file, "meaning": meaning})
        else:
            typer.echo(f"{name:<14} {state:<11} {meaning}")


def _understanding(data: Path) -> list[tuple[str, str, str | None, str]]:
    from nlu.engine.rasa_env import model_path, newest_model

    model = newest_model(data)
    fresh = model is not None and model == model_path(data)
    state = "missing" if model is None else "ok" if fresh else "old"
    meaning = (
        "Den tränas vid ombud serve eller ombud nlu train." if model is None
        else "Den är tränad på dagens exempel." if fresh
        else "Exemplen har ändrats. Den tränas om vid nästa ombud serve."
    )  # fmt: skip
    fallback = "Tränas på några sekunder vid start. Inget behöver hämtas."
    return [("understanding", state, model.name if model else None, meaning), ("fallback", "ok", None, fallback)]


def _hearing(data: Path) -> tuple[str, str, str | None, str]:
    """Which model would hear now. Looks only: the packaged model is put together when it is first used."""
    from bot.settings import load_settings
    from voice.hearing.models import fetched, hearing_model
    from voice.models import packaged
    from voice.models.problem import ModelProblem

    setting = load_settings().hearing_model
    if setting == "packaged" or (setting == "auto" and not fetched(data)):
        if packaged.parts() is None and not packaged.built(data / "models"):
            return ("hearing", "missing", None, "Ingen modell för hörseln finns. Hämta en med: ombud models fetch")
        meaning = "Den medföljande modellen hör. En bättre svensk hämtas med: ombud models fetch"
        return ("hearing", "ok", packaged.NAME, meaning)
    try:
        model = hearing_model(setting, data)
    except ModelProblem as problem:
        return ("hearing", "missing", None, str(problem))
    meaning = "Den svenska modellen hör." if model.source == "fetched" else "Din egen modell hör."
    return ("hearing", "ok", model.name, meaning)


def _speaking(data: Path) -> tuple[str, str, str | None, str]:
    from importlib.util import find_spec

    from voice.models.fetch import fetched_voices

    voices = fetched_voices(data)
    if find_spec("piper") is None:
        return ("speaking", "missing", None, "Rösten är inte installerad. Installera den med: uv sync --group speech")
    if voices:
        return ("speaking", "ok", voices[0].name, "En svensk röst finns.")
    return ("speaking", "ok", None, "Den inbyggda enkla rösten talar. En bättre hämtas med: ombud models fetch")
