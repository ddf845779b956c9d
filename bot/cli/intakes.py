"""`ombud intakes list|show|export|erase|audio`: what waits for an ombud, and what a client wants erased."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.case_audio import audio
from bot.cli.options import DEFAULT_DATA, STOCKHOLM, AsJson, Data
from bot.cli.output import fail, print_json, run

if TYPE_CHECKING:
    from bot.intakes.case_sheet import Section
    from bot.store.database import Database
    from bot.store.kept_sounds import KeptSounds
    from bot.store.unit_of_work import UnitOfWork
    from content.library import Library

app = typer.Typer(help="Ärendena.", no_args_is_help=True)
app.command("audio")(audio)


def _line(intake: dict[str, Any], library: Library, now: datetime) -> str:
    """One case in the list: codes only, nothing that the client said."""
    from bot.intakes.case_words import kind_in_words, priority_in_words, waited_in_words

    dates = ", ".join(f"{hard['date']} {hard['what']}" for hard in intake["hard_dates"])
    waited = waited_in_words(datetime.fromisoformat(intake["created_at"]), now)
    columns = (
        f"{priority_in_words(intake['priority']):<16}",
        f"{intake['case']:<12}",
        f"{kind_in_words(intake['kind'], None, library):<34}",
        f"{intake['office'] or '-':<14}",
        f"väntat {waited:<12}",
        dates,
    )
    return "  ".join(columns).rstrip()


async def note(unit: UnitOfWork, action: str, case_number: str) -> None:
    """In the audit trail, before anything is shown: whoever runs this command has seen the case."""
    from bot.cli.account import account_name

    await unit.audit.append(
        action, at=datetime.now(UTC), actor_kind="cli", actor=account_name(), case_number=case_number
    )


def _print_sheet(sections: tuple[Section, ...]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for number, section in enumerate(sections):
        console.print(Text(section.title, style="bold reverse" if number == 0 else "bold"))
        for row in section.rows:
            # Text objects, never markup: a client's "[red]" is two brackets and a word.
            line = Text("  ")
            if row.label:
                line.append(f"{row.label}: ", style="cyan")
            line.append(row.text.replace("\n", "\n    "), style="bold" if row.strong else "")
            if row.note:
                line.append(f"  ({row.note})", style="dim")
            console.print(line)
        if number + 1 < len(sections):
            console.print()


@app.command("list")
def list_all(as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Visa ärendena som väntar, det viktigaste först. Utan klientens ord."""

    async def work() -> None:
        from bot.cli.compose import opened_store
        from bot.intakes.queue import list_intakes
        from bot.settings import load_settings
        from content.loader import load_library

        async with opened_store(data, load_settings()) as database, database.reading() as unit:
            found = await list_intakes(unit)
        library, now = load_library(), datetime.now(UTC)
        for intake in found:
            print_json(intake) if as_json else typer.echo(_line(intake, library, now))
        if not found and not as_json:
            typer.echo("Inga ärenden väntar.")

    run(work(), as_json=as_json)


@app.command("show")
def show(
    case: Annotated[str, typer.Argument(metavar="CASE", help='Ärendets nummer, till exempel "BJÖRK 47".')],
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Visa ett ärende med alla svar. Det antecknas vem som läste."""

    async def work() -> None:
        from bot.cli.compose import opened_store
        from bot.desk.letters import letters_of
        from bot.intakes.case_sheet import case_sheet
        from bot.intakes.printable import printable
        from bot.intakes.queue import opened_case, show_intake
        from bot.settings import load_settings
        from content.loader import load_library

        library = load_library()
        async with opened_store(data, load_settings()) as database, database.unit_of_work() as unit:
            intake = await opened_case(unit, case, library.case_words)
            shown = await show_intake(unit, intake.case_number) if intake and as_json else None
            if intake:
                await note(unit, "read", intake.case_number)
            if intake and shown:
                made = letters_of(intake, library, datetime.now(STOCKHOLM).date())
                shown["letters"] = [letter.id for letter in made]
        if intake is None:
            fail(f"Det finns inget ärende {printable(case)}.", as_json=as_json)
        print_json(shown) if as_json else _print_sheet(case_sheet(intake, library, datetime.now(UTC), STOCKHOLM))

    run(work(), as_json=as_json)


@app.command("export")
def export(as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Skriv ut alla ärenden, också de avslutade, ett JSON-objekt per rad. Det antecknas vem som tog ut dem."""

    async def work() -> None:
        from bot.cli.compose import opened_store
        from bot.intakes.queue import export_intakes
        from bot.settings import load_settings

        async with opened_store(data, load_settings()) as database, database.unit_of_work() as unit:
            found = await export_intakes(unit)
            for intake in found:
                await note(unit, "exported", intake["case"])
        for intake in found:
            print_json(intake)

    run(work(), as_json=as_json)


@app.command("erase")
def erase(
    case: Annotated[str, typer.Argument(metavar="CASE", help="Ärendets hela nummer, precis som det står.")],
    yes: Annotated[bool, typer.Option("--yes", help="Ja, radera. Det går inte att ångra.")] = False,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Radera det klienten har berättat, när klienten ber om det. Ombudens anteckningar är kvar."""

    async def work() -> None:
        from bot.cli.compose import kept_sounds, opened_store
        from bot.intakes.printable import printable
        from bot.settings import load_settings

        if not yes:
            fail("Det går inte att ångra. Skriv --yes om klientens svar ska raderas.", as_json=as_json)
        async with opened_store(data, load_settings()) as database:
            erased = await _erased(database, kept_sounds(data, database), case)
        if not erased:
            fail(f"Det finns inget ärende {printable(case)}.", as_json=as_json)
        if as_json:
            print_json({"erased": erased})
        else:
            typer.echo(f"Det klienten berättade är raderat: {', '.join(erased)}. Ombudens anteckningar är kvar.")

    run(work(), as_json=as_json)


async def _erased(database: Database, sounds: KeptSounds, case: str) -> list[str]:
    """The numbers of the cases of that client's conversation, which are empty now; none for an unknown case.

    Only the exact number counts: what cannot be undone is not guessed at.
    """
    from bot.cli.account import account_name
    from bot.conversations.erasing import erase_sound, nothing_told
    from bot.intakes.submit import QUEUE_TOPIC
    from bot.store.engine import empty_log
    from bot.store.erasure import Erasure

    now = datetime.now(UTC)
    async with database.unit_of_work() as unit:
        intake = await unit.intakes.by_case(case.strip().upper())
        if intake is None:
            return []
        await unit.conversations.load_for_update(intake.conversation_id)  # a turn in flight finds it erased
        cases = await Erasure(unit.session).take_back(intake.conversation_id, empty_payload=nothing_told(), now=now)
        for one in cases:
            codes = {"taken": one.taken, "status": one.status}
            await unit.audit.append(
                "erased_by_staff", at=now, actor_kind="cli", actor=account_name(), case_number=one.number, codes=codes
            )
        await unit.changes.bump(QUEUE_TOPIC)
    await erase_sound(sounds, intake.conversation_id)
    await empty_log(database.engine)
    return [one.number for one in cases]
