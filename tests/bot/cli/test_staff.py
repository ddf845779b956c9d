"""`ombud staff`: adding people, changing what they do, and helping those who cannot log in."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.cli.account import account_name
from bot.cli.compose import desk_parts, opened_store
from bot.desk.errors import WrongLogin
from bot.desk.login import person_of
from bot.settings import load_settings
from bot.store.audit import AuditEntry
from bot.store.database import Database
from tests.bot.cli.test_commands import ombud, rows
from tests.bot.desk.stories import House

LENA = "lena@example.org"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert ombud("db", "migrate").exit_code == 0


def on_the_store(work: Any) -> Any:
    """What `work` gives for the database that the commands used."""

    async def opened() -> Any:
        async with opened_store(Path("data"), load_settings()) as database:
            return await work(database)

    return asyncio.run(opened())


def trail() -> list[AuditEntry]:
    async def newest(database: Database) -> list[AuditEntry]:
        async with database.reading() as uow:
            return list(reversed(await uow.audit.newest()))

    return on_the_store(newest)


def test_a_new_ombud_logs_in_with_the_password_that_was_shown_and_must_change_it() -> None:
    (added,) = rows(
        ombud("staff", "add", LENA, "--role", "ombud", "--office", "soderort", "--name", " Lena  Ek ", "--json")
    )

    async def log_in(database: Database) -> Any:
        return await desk_parts(database).accounts.log_in(LENA, added["password"])

    begun = on_the_store(log_in)
    assert (begun.person.shown, begun.person.office, begun.needs) == ("Lena Ek", "soderort", {"new_password"})


def test_a_password_of_ones_own_need_not_be_changed() -> None:
    given = "ett långt lösenord"
    assert ombud("staff", "add", LENA, "--role", "lead", "--password-stdin", given=f"{given}\n").exit_code == 0

    async def log_in(database: Database) -> Any:
        return await desk_parts(database).accounts.log_in(LENA, given)

    assert on_the_store(log_in).needs == frozenset()


def test_an_ombud_without_an_office_is_told_what_to_do() -> None:
    told = ombud("staff", "add", LENA, "--role", "ombud").stdout
    assert f"ombud staff change {LENA} --office" in told
    assert "finns inte" in ombud("staff", "change", LENA, "--office", "atlantis").stderr
    (changed,) = rows(ombud("staff", "change", LENA, "--office", "soderort", "--name", "Lena", "--json"))
    assert (changed["role"], changed["office"], changed["name"]) == ("ombud", "soderort", "Lena")
    (changed,) = rows(ombud("staff", "change", LENA, "--role", "lead", "--json"))
    assert (changed["role"], changed["office"], changed["name"]) == ("lead", "soderort", "Lena")


def test_the_list_shows_who_has_a_second_factor() -> None:
    ombud("staff", "add", LENA, "--role", "ombud", "--office", "soderort", "--name", "Lena")

    async def turn_on(database: Database) -> None:
        async with database.unit_of_work() as uow:
            member = await uow.staff.by_email(LENA)
            assert member is not None
            await uow.staff.set_totp(member.id, "JBSWY3DPEHPK3PXP")

    on_the_store(turn_on)
    assert ombud("staff", "list").stdout.split("  ") == [LENA, "Lena", "ombud", "soderort", "med kod", "aktiv\n"]
    assert ombud("staff", "totp-off", LENA).exit_code == 0
    assert [member["totp"] for member in rows(ombud("staff", "list", "--json"))] == [False]


def test_a_lost_password_is_replaced_and_the_old_one_is_dead() -> None:
    (added,) = rows(ombud("staff", "add", LENA, "--role", "ombud", "--json"))
    (helped,) = rows(ombud("staff", "password", LENA, "--json"))

    async def log_in(database: Database) -> Any:
        accounts = desk_parts(database).accounts
        with pytest.raises(WrongLogin):
            await accounts.log_in(LENA, added["password"])
        return await accounts.log_in(LENA, helped["password"])

    assert on_the_store(log_in).needs == {"new_password"}


@pytest.mark.parametrize("command", ["password", "totp-off", "change", "disable"])
def test_nobody_is_helped_who_is_not_there(command: str) -> None:
    told = ombud("staff", command, "nobody@example.org")
    assert (told.exit_code, told.stderr) == (1, "Det finns ingen aktiv person med adressen nobody@example.org.\n")


def test_the_trail_tells_which_account_did_it_and_never_a_password() -> None:
    (added,) = rows(ombud("staff", "add", LENA, "--role", "ombud", "--json"))
    ombud("staff", "password", LENA)
    ombud("staff", "disable", LENA)
    entries = trail()
    assert [(entry.actor_kind, entry.actor, entry.action) for entry in entries] == [
        ("cli", account_name(), action) for action in ("staff_added", "password_reset", "staff_disabled")
    ]
    assert all(entry.codes["staff"] == LENA for entry in entries)
    assert added["password"] not in str(entries)


@pytest.mark.parametrize("command", [("add", LENA, "--role", "ombud"), ("list",), ("password", LENA)])
def test_nobody_is_added_to_a_database_that_the_server_does_not_have(tmp_path: Path, command: tuple[str, ...]) -> None:
    told = ombud("staff", *command, "--data", "elsewhere")
    assert told.exit_code == 1
    assert str(tmp_path / "elsewhere") in told.stderr
    assert "ombud serve --data elsewhere" in told.stderr
    assert not (tmp_path / "elsewhere").exists(), "no key and no database were made"


def test_a_password_that_everybody_guesses_is_refused_and_told_why() -> None:
    told = ombud("staff", "add", LENA, "--role", "admin", "--password-stdin", given="passwordpassword\n")
    assert (told.exit_code, "lätt att gissa" in told.stderr) == (1, True)


def test_who_leaves_cases_behind_is_told_of() -> None:
    rows(ombud("staff", "add", LENA, "--role", "ombud", "--office", "soderort", "--json"))

    async def hold_two(database: Database) -> None:
        house = House(database)
        async with database.reading() as uow:
            member = await uow.staff.by_email(LENA)
        assert member is not None
        for _ in range(2):
            await house.desk.claim(person_of(member), await house.case())

    on_the_store(hold_two)
    told = ombud("staff", "disable", LENA).stdout
    assert "Personen har 2 ärenden. Alla på kontoret kan ta över dem nu." in told
