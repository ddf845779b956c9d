"""The audit trail: every deed is in it, no word is in it, and not even the database's owner changes it by mistake."""

from __future__ import annotations

import inspect
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.desk.accounts import Accounts
from bot.desk.cases import Desk
from bot.desk.errors import DeskError, UnknownCase, WrongCode, WrongLogin
from bot.desk.people import People
from bot.desk.person import Person
from bot.store.changes import Changes
from tests.bot.desk.stories import BY_COMMAND, CLIENT_WORDS, OMBUD_WORDS, PASSWORD, House
from tests.bot.desk.test_accounts import code_at, enrolled

Deed = Callable[[House, Person, str], Awaitable[Any]]

DEEDS: dict[str, Deed] = {
    "queue": lambda house, who, case: house.desk.queue(who),
    "dangers": lambda house, who, case: house.desk.dangers(who),
    "open_case": lambda house, who, case: house.desk.open_case(who, case),
    "claim": lambda house, who, case: house.desk.claim(who, case),
    "note": lambda house, who, case: house.desk.note(who, case, OMBUD_WORDS),
    "contact_attempt": lambda house, who, case: house.desk.contact_attempt(
        who, case, way="sms", result="sent", text=OMBUD_WORDS, confirmed=True
    ),
    "set_status": lambda house, who, case: house.desk.set_status(who, case, 1, "waiting"),
    "release": lambda house, who, case: house.desk.release(who, case, 2, OMBUD_WORDS),
    "hand_over": lambda house, who, case: house.desk.hand_over(who, case, 3, to_person=who.id, why=OMBUD_WORDS),
    "close": lambda house, who, case: house.desk.close(who, case, 4, outcome="helped", text=OMBUD_WORDS),
    "reopen": lambda house, who, case: house.desk.reopen(who, case, 5, OMBUD_WORDS),
}
"""Every method of the desk that reads or changes something of a case, in an order that works."""
TELLS_NOTHING_OF_A_CLIENT = {"counts", "seen_offices", "all_offices", "colleagues", "find", "may_see", "unstaffed"}
HAS_ITS_OWN_STORY = {"take_back", "letter"}
"""See `test_moved_on` and `web.test_letters`."""
LOGS = {"queue": "queue_read", "dangers": "queue_read", "open_case": "read"}


def public(kind: type) -> set[str]:
    return {name for name, _ in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_")}


def test_no_method_of_the_desk_is_forgotten() -> None:
    assert set(DEEDS) | TELLS_NOTHING_OF_A_CLIENT | HAS_ITS_OWN_STORY == public(Desk)


async def test_every_deed_leaves_one_entry(house: House) -> None:
    lead, case = await house.hire("Lea", "lead"), await house.case()
    for name, deed in DEEDS.items():
        before = len(await house.trail())
        await deed(house, lead, case)
        assert (await house.trail())[before:] == [("lea", LOGS.get(name, name))]


async def test_every_refused_deed_leaves_one_entry_too(house: House) -> None:
    stranger, case = await house.hire("Vera", office="vasterort"), await house.case()
    for name, deed in DEEDS.items():
        if name in ("queue", "dangers"):
            continue
        before = len(await house.trail())
        with pytest.raises(UnknownCase):
            await deed(house, stranger, case)
        assert (await house.trail())[before:] == [("vera", "refused")]
    with pytest.raises(UnknownCase):
        await house.desk.colleagues(stranger, case)
    async with house.database.reading() as uow:
        newest = (await uow.audit.newest(1))[0]
    assert (newest.case_number, newest.codes) == (case, {"action": "colleagues", "why": "not_seen"})


async def test_what_was_sought_in_vain_is_not_written_down(house: House) -> None:
    anna = await house.hire("Anna")
    with pytest.raises(UnknownCase):
        await house.desk.open_case(anna, "Kalle Karlsson 0701740605")
    async with house.database.reading() as uow:
        assert "kalle" not in str((await uow.audit.newest(1))[0]).casefold()


async def test_no_word_of_anybody_is_in_the_trail_nor_plain_in_the_database(house: House) -> None:
    lead, case = await house.hire("Lea", "lead"), await house.case()
    for deed in DEEDS.values():
        await deed(house, lead, case)
    with pytest.raises(DeskError):
        await house.desk.close(lead, case, 99, outcome="other", text=OMBUD_WORDS)
    async with house.database.reading() as uow:
        everything = [str(entry) for entry in await uow.audit.newest(10_000)]
        tables = ("intakes", "case_entries", "staff_sessions", "audit")
        for table in tables:
            rows = await uow.session.connection.execute(text(f"SELECT * FROM {table}"))
            everything += [str([_plain(value) for value in row]) for row in rows]
    for words in (CLIENT_WORDS, OMBUD_WORDS, "174 06 05", PASSWORD):
        assert not [row for row in everything if words in row or json.dumps(words)[1:-1] in row]


def _plain(value: object) -> object:
    return bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else value


@pytest.mark.parametrize("statement", ["UPDATE audit SET action = 'nothing'", "DELETE FROM audit", "TRUNCATE audit"])
async def test_the_database_itself_refuses_to_change_the_trail(house: House, statement: str) -> None:
    if statement.startswith("TRUNCATE") and house.database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    await house.hire("Anna")
    before = await house.trail()
    with pytest.raises(DBAPIError, match="append-only"):
        async with house.database.unit_of_work() as uow:
            await uow.session.connection.execute(text(statement))
    assert await house.trail() == before


async def test_a_deed_that_fails_halfway_leaves_neither_change_nor_entry(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise RuntimeError

    anna, case = await house.hire("Anna"), await house.case()
    before = await house.trail()
    monkeypatch.setattr(Changes, "bump", fails)
    with pytest.raises(RuntimeError):
        await house.desk.claim(anna, case)
    assert await house.trail() == before
    assert (await house.stored(case)).status == "new"


async def test_logins_and_all_about_them_are_in_the_trail(house: House) -> None:
    anna = await house.hire("Anna")
    with pytest.raises(WrongLogin):
        await house.accounts.log_in(anna.email, "fel lösenord")
    token = await house.log_in(anna)
    secret = await enrolled(house, token)
    await house.accounts.log_out(token)
    house.clock.pass_by(minutes=2)
    token = await house.log_in(anna)
    with pytest.raises(WrongCode):
        await house.accounts.give_code(token, "000000")
    await house.accounts.give_code(token, code_at(secret, house.clock()))
    await house.accounts.change_password(token, PASSWORD, "ett annat långt lösenord")
    await house.accounts.remove_totp(token, "ett annat långt lösenord")
    assert [what for _, what in await house.trail()] == [
        "staff_added", "login_failed", "login", "totp_on", "logout", "login", "code_failed", "code_given",
        "password_changed", "totp_off",
    ]  # fmt: skip
    assert public(Accounts) == {
        "log_in", "who", "give_code", "change_password", "begin_totp", "confirm_totp", "remove_totp", "log_out",
    }  # fmt: skip


async def test_what_is_done_with_people_is_in_the_trail(house: House) -> None:
    anna = await house.hire("Anna")
    await enrolled_by_hand(house, anna)
    await house.people.change(anna.email, by=BY_COMMAND, office="vasterort")
    await house.people.new_password(anna.email, by=BY_COMMAND)
    await house.people.totp_off(anna.email, by=BY_COMMAND)
    await house.people.disable(anna.email, by=BY_COMMAND)
    assert [entry for entry in await house.trail() if entry[0] == "drift"] == [
        ("drift", action)
        for action in ("staff_added", "staff_changed", "password_reset", "totp_removed", "staff_disabled")
    ]
    assert public(People) == {"all", "add", "change", "new_password", "totp_off", "disable"}


async def enrolled_by_hand(house: House, person: Person) -> None:
    async with house.database.unit_of_work() as uow:
        await uow.staff.set_totp(person.id, "JBSWY3DPEHPK3PXP")
