"""`ombud staff add|list|disable`: the people who work here."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_DATA, AsJson, Data
from bot.cli.output import fail, print_json, run

app = typer.Typer(help="Personalen.", no_args_is_help=True)
Email = Annotated[str, typer.Argument(metavar="EMAIL", help="E-post till jobbet.")]
_SHORTEST_PASSWORD = 12


class RoleName(StrEnum):
    OMBUD = "ombud"
    EDITOR = "editor"
    LEAD = "lead"
    ADMIN = "admin"


@app.command("add")
def add(
    email: Email,
    role: Annotated[RoleName, typer.Option("--role", help="Vad personen får göra.")],
    office: Annotated[str | None, typer.Option("--office", metavar="ID", help="Ombudets kontor.")] = None,
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Läs lösenordet från standard in.")] = False,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Lägg till en person. Utan --password-stdin skrivs ett engångslösenord ut."""
    if "@" not in email.strip().strip("@") or " " in email.strip():
        raise typer.BadParameter(f"{email} är ingen e-postadress.", param_hint="EMAIL")
    given = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    if given is not None and len(given) < _SHORTEST_PASSWORD:
        fail(f"Lösenordet är för kort. Det ska ha minst {_SHORTEST_PASSWORD} tecken.", as_json=as_json)

    async def work() -> None:
        from bot.cli.compose import opened_store
        from bot.settings import load_settings
        from bot.store.errors import Conflict
        from bot.store.passwords import hash_password
        from bot.supervisor.first_start import one_time_password
        from content.loader import load_library

        if office is not None and load_library().areas.office(office) is None:
            known = ", ".join(o.id for o in load_library().areas.offices)
            fail(f"Kontoret {office} finns inte. Välj ett av: {known}.", as_json=as_json)
        password = given if given is not None else one_time_password()
        hashed = hash_password(password)
        async with opened_store(data, load_settings()) as database:
            try:
                async with database.unit_of_work() as unit:
                    member = await unit.staff.add(
                        email, role=role.value, password_hash=hashed, office=office, now=datetime.now(UTC)
                    )
            except Conflict:
                fail(f"{email} finns redan.", as_json=as_json)
        shown = {} if given is not None else {"password": password}
        if as_json:
            print_json({"email": member.email, "role": member.role, "office": member.office, **shown})
            return
        typer.echo(f"{member.email} är tillagd som {member.role}.")
        if shown:
            typer.echo(f"Engångslösenord, visas bara nu: {password}")

    run(work(), as_json=as_json)


@app.command("list")
def list_staff(as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Visa personalen."""

    async def work() -> None:
        from bot.cli.compose import opened_store
        from bot.settings import load_settings

        async with opened_store(data, load_settings()) as database, database.reading() as unit:
            members = await unit.staff.all()
        for member in members:
            active = member.disabled_at is None
            if as_json:
                print_json({"email": member.email, "role": member.role, "office": member.office, "active": active,
                            "created_at": member.created_at.isoformat()})  # fmt: skip
            else:
                typer.echo(
                    f"{member.email}  {member.role}  {member.office or '-'}  {'aktiv' if active else 'avstängd'}"
                )

    run(work(), as_json=as_json)


@app.command("disable")
def disable(email: Email, as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Stäng av en person."""

    async def work() -> None:
        from bot.cli.compose import opened_store
        from bot.settings import load_settings

        async with opened_store(data, load_settings()) as database, database.unit_of_work() as unit:
            done = await unit.staff.disable(email, datetime.now(UTC))
        if not done:
            fail(f"Det finns ingen aktiv person med adressen {email}.", as_json=as_json)
        if as_json:
            print_json({"email": email, "active": False})
        else:
            typer.echo(f"{email} är avstängd.")

    run(work(), as_json=as_json)
