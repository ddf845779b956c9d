"""`ombud intakes list|show|export`: what waits for an ombud."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from bot.cli.options import DEFAULT_DATA, AsJson, Data
from bot.cli.output import fail, print_json, run

app = typer.Typer(help="Ärendena.", no_args_is_help=True)


def _line(intake: dict[str, Any]) -> str:
    dates = ", ".join(f"{d['what']} {d['date']}" for d in intake["hard_dates"])
    office = intake["office"] or "-"
    return f"{intake['priority']}  {intake['case']:<12} {intake['kind']:<14} {office:<14} {dates}".rstrip()


def _page(intake: dict[str, Any]) -> str:
    lines = [_line(intake), f"Läge: {intake['status']}. Kom in: {intake['created_at']}. Kanal: {intake['channel']}."]
    lines.append(f"Tryggt att kontakta: {_yes_no(intake['contact_safe'])}.")
    lines += [f"Prioritet: {rule['why']}" for rule in intake["rules"]]
    for key, answer in intake["answers"].items():
        value = answer["value"]
        shown = "vill inte säga" if value is None else ", ".join(value) if isinstance(value, list) else value
        lines.append(f"  {key}: {shown}")
    return "\n".join(lines)


def _yes_no(value: object) -> str:
    return "vet inte" if value is None else "ja" if value is True or value == "yes" else "nej"


@app.command("list")
def list_all(as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Visa ärendena som väntar, det viktigaste först. Utan klientens ord."""

    async def work() -> None:
        from bot.cli.compose import opened_store
        from bot.intakes.queue import list_intakes
        from bot.settings import load_settings

        async with opened_store(data, load_settings()) as database, database.reading() as unit:
            found = await list_intakes(unit)
        for intake in found:
            print_json(intake) if as_json else typer.echo(_line(intake))
        if not found and not as_json:
            typer.echo("Inga ärenden väntar.")

    run(work(), as_json=as_json)


@app.command("show")
def show(
    case: Annotated[str, typer.Argument(metavar="CASE", help='Ärendets nummer, till exempel "BJÖRK 47".')],
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Visa ett ärende med alla svar."""

    async def work() -> None:
        from bot.cli.compose import opened_store
        from bot.intakes.queue import show_intake
        from bot.settings import load_settings
        from content.loader import load_library

        words = load_library().case_words
        async with opened_store(data, load_settings()) as database, database.reading() as unit:
            intake = await show_intake(unit, case, words)
        if intake is None:
            fail(f"Det finns inget ärende {case}.", as_json=as_json)
        print_json(intake) if as_json else typer.echo(_page(intake))

    run(work(), as_json=as_json)


@app.command("export")
def export(as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Skriv ut alla ärenden, också de avslutade, ett JSON-objekt per rad."""

    async def work() -> None:
        from bot.cli.compose import opened_store
        from bot.intakes.queue import export_intakes
        from bot.settings import load_settings

        async with opened_store(data, load_settings()) as database, database.reading() as unit:
            found = await export_intakes(unit)
        for intake in found:
            print_json(intake)

    run(work(), as_json=as_json)
