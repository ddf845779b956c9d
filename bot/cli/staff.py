"""`ombud staff add|list|change|password|totp-off|disable`: the people who work here."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import DEFAULT_DATA, AsJson, Data
from bot.cli.output import fail, print_json, run
from bot.store.roles import Role

if TYPE_CHECKING:
    from bot.desk.people import Actor, People
    from bot.settings import Settings
    from bot.store.staff import StaffMember

app = typer.Typer(help="Personalen.", no_args_is_help=True)
Email = Annotated[str, typer.Argument(metavar="EMAIL", help="E-post till jobbet.")]
Office = Annotated[str | None, typer.Option("--office", metavar="ID", help="Kontoret som personen arbetar på.")]
Name = Annotated[str | None, typer.Option("--name", metavar="NAMN", help="Namnet som kollegorna ser.")]
_LONGEST_NAME = 80
_WEAK = {
    "short": "Lösenordet är för kort. Det ska ha minst 12 tecken.",
    "long": "Lösenordet är för långt. Det får ha högst 200 tecken.",
    "mail": "Lösenordet får inte innehålla adressen.",
    "same": "Lösenordet är tomt.",
    "common": "Lösenordet är lätt att gissa. Välj några ord som inte hör ihop.",
}


@app.command("add")
def add(
    email: Email,
    role: Annotated[Role, typer.Option("--role", help="Vad personen får göra.")],
    office: Office = None,
    name: Name = None,
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Läs lösenordet från standard in.")] = False,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Lägg till en person. Utan --password-stdin skrivs ett engångslösenord ut."""
    if "@" not in email.strip().strip("@") or " " in email.strip():
        raise typer.BadParameter(f"{email} är ingen e-postadress.", param_hint="EMAIL")
    shown_name = _name(name)
    given = sys.stdin.readline().rstrip("\r\n") if password_stdin else None

    async def work() -> None:
        from bot.desk.errors import WeakPassword
        from bot.store.errors import Conflict

        _check_office(office, as_json=as_json)
        try:
            async with _people(data) as people:
                added = await people.add(email, role, by=_by(), office=office, name=shown_name, password=given)
        except Conflict:
            fail(f"{email} finns redan.", as_json=as_json)
        except WeakPassword as weak:
            fail(_WEAK[weak.why], as_json=as_json)
        member, password = added.member, added.one_time_password
        if as_json:
            shown = {} if password is None else {"password": password}
            print_json(
                {"email": member.email, "name": member.name, "role": member.role, "office": member.office, **shown}
            )
            return
        typer.echo(f"{member.email} är tillagd som {member.role}.")
        if password is not None:
            typer.echo(f"Engångslösenord, visas bara nu: {password}")
            typer.echo("Det byts vid första inloggningen.")
        if member.role == "ombud" and member.office is None:
            typer.echo(f"Utan kontor syns inga ärenden. Välj: ombud staff change {member.email} --office ID")

    run(work(), as_json=as_json)


@app.command("list")
def list_staff(as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Visa personalen."""

    async def work() -> None:
        async with _people(data) as people:
            members = await people.all()
        for member in members:
            print_json(_as_json(member)) if as_json else typer.echo(_line(member))

    run(work(), as_json=as_json)


@app.command("change")
def change(
    email: Email,
    role: Annotated[Role | None, typer.Option("--role", help="Vad personen får göra.")] = None,
    office: Office = None,
    name: Name = None,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Ändra en persons roll, kontor eller namn. Det gäller genast."""
    shown_name = _name(name)

    async def work() -> None:
        _check_office(office, as_json=as_json)
        async with _people(data) as people, _somebody(email, as_json=as_json):
            member = await people.change(email, by=_by(), role=role, office=office, name=shown_name)
        print_json(_as_json(member)) if as_json else typer.echo(_line(member))

    run(work(), as_json=as_json)


@app.command("password")
def password(email: Email, as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Ge en person ett nytt engångslösenord. Personen loggas ut, och spärren tas bort."""

    async def work() -> None:
        async with _people(data) as people, _somebody(email, as_json=as_json):
            chosen = await people.new_password(email, by=_by())
        if as_json:
            print_json({"email": email, "password": chosen})
        else:
            typer.echo(f"Engångslösenord, visas bara nu: {chosen}")
            typer.echo("Det byts vid nästa inloggning.")

    run(work(), as_json=as_json)


@app.command("totp-off")
def totp_off(email: Email, as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Stäng av koden i mobilen för en person som inte kommer åt den. Personen loggas ut."""

    async def work() -> None:
        async with _people(data) as people, _somebody(email, as_json=as_json):
            was_on = await people.totp_off(email, by=_by())
        if as_json:
            print_json({"email": email, "totp": False})
        else:
            typer.echo(f"{email} loggar nu in utan kod." if was_on else f"{email} hade ingen kod.")

    run(work(), as_json=as_json)


@app.command("disable")
def disable(email: Email, as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Stäng av en person. Personen loggas ut genast."""

    async def work() -> None:
        async with _people(data) as people, _somebody(email, as_json=as_json):
            held = await people.disable(email, by=_by())
        if as_json:
            print_json({"email": email, "active": False, "cases": held})
            return
        typer.echo(f"{email} är avstängd.")
        if held:
            typer.echo(f"Personen har {held} ärende{'n' if held > 1 else ''}. Alla på kontoret kan ta över dem nu.")
            typer.echo("De står bland de lediga ärendena, med namnet och ”(har slutat)”.")

    run(work(), as_json=as_json)


@asynccontextmanager
async def _people(data: Path) -> AsyncGenerator[People]:
    from bot.cli.compose import opened_store, real_clock
    from bot.desk.people import People
    from bot.settings import load_settings

    settings = load_settings()
    _require_a_store(data, settings)
    async with opened_store(data, settings) as database:
        yield People(database, real_clock)


def _require_a_store(data: Path, settings: Settings) -> None:
    """Raises CannotStart when there is none: somebody added to a new, empty one could never log in to the real one."""
    from bot.cli.compose import store_url
    from bot.doctor.storage import is_missing_file
    from bot.supervisor.preflight import CannotStart

    if is_missing_file(store_url(data, settings)):
        raise CannotStart(
            f"Det finns ingen databas i {data.resolve()}. Skriv samma --data som när du startade. "
            f"Är allt nytt? Kör först: ombud serve --data {data} (eller: ombud db migrate --data {data})"
        )


@asynccontextmanager
async def _somebody(email: str, *, as_json: bool) -> AsyncGenerator[None]:
    from bot.desk.people import NobodyThere

    try:
        yield
    except NobodyThere:
        fail(f"Det finns ingen aktiv person med adressen {email}.", as_json=as_json)


def _by() -> Actor:
    from bot.cli.account import account_name
    from bot.desk.people import Actor

    return Actor("cli", account_name())


def _check_office(office: str | None, *, as_json: bool) -> None:
    from content.loader import load_library

    if office is not None and load_library().areas.office(office) is None:
        known = ", ".join(o.id for o in load_library().areas.offices)
        fail(f"Kontoret {office} finns inte. Välj ett av: {known}.", as_json=as_json)


def _name(name: str | None) -> str | None:
    shown = " ".join((name or "").split())
    if len(shown) > _LONGEST_NAME or not shown.isprintable():
        raise typer.BadParameter(f"Namnet får ha högst {_LONGEST_NAME} vanliga tecken.", param_hint="--name")
    return shown or None


def _as_json(member: StaffMember) -> dict[str, object]:
    return {
        "email": member.email,
        "name": member.name,
        "role": member.role,
        "office": member.office,
        "totp": member.totp_on,
        "active": member.disabled_at is None,
        "created_at": member.created_at.isoformat(),
    }


def _line(member: StaffMember) -> str:
    told = (
        member.email,
        member.name or "-",
        member.role,
        member.office or "-",
        "med kod" if member.totp_on else "utan kod",
        "aktiv" if member.disabled_at is None else "avstängd",
    )
    return "  ".join(told)
