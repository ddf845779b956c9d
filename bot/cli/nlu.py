"""`ombud nlu parse|answer|test|train`: what is understood, and how well."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.options import DEFAULT_DATA, AsJson, Data, Today, parse_day, today_or
from bot.cli.output import fail, print_json, run

app = typer.Typer(help="Hur fri text förstås.", no_args_is_help=True)


class EngineName(StrEnum):
    AUTO = "auto"
    RASA = "rasa"
    FALLBACK = "fallback"


class Expect(StrEnum):
    PAST = "past"
    FUTURE = "future"


@app.command("parse")
def parse(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Det som en klient säger.")],
    engine: Annotated[EngineName, typer.Option("--engine", help="Vem som ska förstå.")] = EngineName.AUTO,
    today: Today = None,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Visa vad programmet förstår av en text."""
    day = today_or(parse_day(today))

    async def work() -> dict[str, Any]:
        from bot.cli.compose import understanding_engine
        from bot.settings import load_settings
        from content.loader import load_library

        async with understanding_engine(data, load_settings(), engine.value) as understander:
            understood = await understander.engine.understand(text, today=day, library=load_library())
        return {
            "intent": understood.intent,
            "confidence": round(understood.confidence, 4),
            "ranking": [{"intent": name, "confidence": round(c, 4)} for name, c in understood.ranking],
            "crisis": understood.crisis.level,
            "answers": {key: found.value for key, found in understood.answers.items()},
            "engine": understood.engine,
            "sub_intent": understood.sub_intent,
            "language": understood.language,
        }

    result = run(work(), as_json=as_json)
    if as_json:
        print_json(result)
    else:
        for name, value in result.items():
            typer.echo(f"{name:<11} {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")


@app.command("answer")
def answer(
    step_type: Annotated[str, typer.Argument(metavar="TYPE", help="Frågans slag: date, amount, choice ...")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Det som en klient svarar.")],
    today: Today = None,
    expect: Annotated[Expect | None, typer.Option("--expect", help="Om dagen har varit eller ska komma.")] = None,
    options: Annotated[
        Path | None, typer.Option("--options", metavar="FILE", help="JSON-lista med id, label, synonyms.")
    ] = None,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Visa hur ett svar på en fråga tolkas. Skriver alltid JSON."""
    from content.flow import StepType

    day = today_or(parse_day(today))
    known = sorted(set(StepType) - {StepType.SAY})
    if step_type not in known:
        raise typer.BadParameter(f"{step_type} är inget slag. Välj ett av: {', '.join(known)}.", param_hint="TYPE")
    offered = _options(options) if options else ()

    from content.loader import load_library
    from nlu.values import parse as parse_value

    areas = load_library().areas if step_type == StepType.AREA else None
    parsed = parse_value(
        StepType(step_type), text, today=day, expect=expect.value if expect else None, options=offered, areas=areas
    )
    print_json(
        {"value": parsed.value, "move": parsed.move, "uncertain": parsed.uncertain, "latest": _iso(parsed.latest)}
    )


def _iso(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _options(path: Path) -> tuple[Any, ...]:
    from pydantic import TypeAdapter, ValidationError

    from content.flow import Option

    try:
        raw = json.loads(path.read_text("utf-8"))
        if isinstance(raw, dict):
            raw = raw.get("options", raw)
        wanted = [{"id": o, "label": o} if isinstance(o, str) else {"label": o.get("id"), **o} for o in raw]
        fields = Option.model_fields
        return TypeAdapter(tuple[Option, ...]).validate_python(
            [{name: value for name, value in o.items() if name in fields} for o in wanted]
        )
    except (OSError, ValueError, AttributeError, TypeError, ValidationError) as error:
        raise typer.BadParameter(
            f"{path} går inte att läsa ({type(error).__name__}).", param_hint="--options"
        ) from None


@app.command("test")
def measure(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Rader med text och intent.")],
    engine: Annotated[EngineName, typer.Option("--engine", help="Vem som ska förstå.")] = EngineName.AUTO,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Mät hur väl programmet förstår en fil med exempel."""
    from nlu.engine.evaluate import BadLine, EngineMissing, Report, evaluate, read_lines

    async def work() -> Report:
        from bot.cli.compose import understanding_engine
        from bot.settings import load_settings
        from content.loader import load_library

        lines = read_lines(file)
        async with understanding_engine(data, load_settings(), engine.value, patient=True) as understander:
            return await evaluate(lines, understander.engine, today=today_or(None), library=load_library())

    try:
        report = run(work(), as_json=as_json)
    except (OSError, UnicodeDecodeError) as error:
        fail(f"{file} går inte att läsa ({type(error).__name__}).", as_json=as_json)
    except BadLine as problem:
        fail(f'{problem}. En rad ska se ut så här: {{"text": "...", "intent": "..."}}', as_json=as_json)
    except EngineMissing:
        fail("Rasa svarade inte. Inget är mätt.", as_json=as_json)
    if as_json:
        typer.echo(report.to_json())
        return
    for name in ("n", "accuracy", "macro_f1", "crisis_recall", "crisis_takeover_recall", "false_alarm_rate"):
        value = getattr(report, name)
        typer.echo(f"{name:<24} {f'{value:.3f}' if isinstance(value, float) else value}")
    for confusion in report.confusions[:20]:
        typer.echo(f"  {confusion.intent} blev {confusion.got}: {confusion.text}")


@app.command("train")
def train(as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Träna Rasa, pröva den och ta den i bruk om den är minst lika bra."""
    from nlu.engine.rasa_env import PythonMissing
    from nlu.engine.train import Trained, TrainingFailed

    def progress(stage: str, detail: str) -> None:
        if as_json:
            print_json({"stage": stage, "detail": detail})
        else:
            typer.echo(f"{stage}: {detail}")

    async def work() -> Trained:
        from bot.cli.compose import understanding_engine
        from bot.settings import load_settings
        from bot.supervisor.preflight import require_data_dir
        from nlu.engine.train import train as train_model

        require_data_dir(data)
        async with understanding_engine(data, load_settings(), "auto") as understander:
            return await train_model(data, progress, server=understander.rasa)

    try:
        done = run(work(), as_json=as_json)
    except (TrainingFailed, PythonMissing) as problem:
        fail(str(problem), as_json=as_json)
    if as_json:
        result = {"macro_f1": done.macro_f1, "gate": done.gate, "accepted": done.accepted, "swapped": done.swapped}
        print_json({"model": done.model.name, **result})
    if not done.accepted:
        raise typer.Exit(1)
