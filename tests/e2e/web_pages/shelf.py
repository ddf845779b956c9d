"""Cases in every state, made ready for those who look at the desk's pages. All words are invented."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp

from bot.desk.accounts import Accounts
from bot.desk.cases import Desk
from bot.desk.login import person_of
from bot.desk.person import Person
from bot.store.database import Database, open_database
from bot.store.engine import database_url
from content.loader import load_library
from tests.e2e.web_pages.by_api import STOCKHOLM, Talk, refused
from tests.e2e.web_pages.people import LARS, LEILA, PASSWORD, ROLF, Employee


@dataclass(frozen=True)
class Shelf:
    """The numbers of cases of one office, from where Leila sits."""

    free: str
    mine: str
    waiting: str
    taken: str
    closed: str
    erased: str
    danger: str
    letters: str


async def fill(address: str, data: Path) -> Shelf:
    """Sends the cases to the server at the address, and does at its desk, on the same store, what makes them so."""
    talks = await asyncio.to_thread(_tell, address)
    numbers = {name: case for name, (_, case) in talks.items()}
    shelf = Shelf(**numbers)
    async with _store(data) as database:
        desk = Desk(database, load_library, lambda: datetime.now(UTC), STOCKHOLM)
        leila, lars = [await _person(database, who) for who in (LEILA, LARS)]
        for case in (shelf.mine, shelf.waiting, shelf.closed, shelf.erased):
            await desk.claim(leila, case)
        await desk.note(leila, shelf.mine, "Ringde soc.\nDe tar upp det på onsdag.")
        await desk.contact_attempt(
            leila, shelf.mine, way="sms", result="sent", text="Jag ringer klockan 10.", confirmed=True
        )
        await desk.set_status(leila, shelf.waiting, await _version(desk, leila, shelf.waiting), "waiting")
        await desk.close(
            leila, shelf.closed, await _version(desk, leila, shelf.closed), outcome="got_ombud", text="Nu är det klart."
        )
        await desk.claim(lars, shelf.taken)
        accounts = Accounts(database, lambda: datetime.now(UTC))
        token = (await accounts.log_in(ROLF.email, PASSWORD)).token
        secret = (await accounts.begin_totp(token)).secret
        await accounts.confirm_totp(token, pyotp.TOTP(secret).now())
    await asyncio.to_thread(talks["erased"][0].erase)
    return shelf


def _tell(address: str) -> dict[str, tuple[Talk, str]]:
    told = {
        "free": Talk(address, "nodprovning", **_jarva("Har lånat av grannen och skäms."), **_evicted_soon()),
        "mine": Talk(address, "po_intake", **_jarva("Jag har inte sovit på flera nätter.\nJag orkar inte ringa själv."),
                     children={"choice": "yes"}, home_risk={"choice": "yes"}, contact_safe={"choice": "yes"}),
        "waiting": Talk(address, "complaint", **_jarva("Jag ringde fem gånger, men ingen svarade.")),
        "taken": Talk(address, "po_intake", **_jarva("Jag vill slippa vara ensam med alla papper.")),
        "closed": Talk(address, "sip", **_jarva("Alla säger olika.")),
        "erased": Talk(address, "po_intake", **_jarva("Det här tar jag tillbaka.")),
        "letters": Talk(address, "explain_decision", **_jarva("Jag förstår inte beslutet."), **refused()),
        "danger": Talk(address, "nodprovning", **{**_jarva("Jag är rädd."), "danger": {"choice": "yes"}}),
    }  # fmt: skip
    return {name: (talk, talk.send()) for name, talk in told.items()}


def _evicted_soon() -> dict[str, dict[str, object]]:
    """With a date that cannot move."""
    day = datetime.now(STOCKHOLM) + timedelta(days=4)
    yes = {"choice": "yes"}
    return {"need": {"choices": ["food", "rent"]}, "evict_letter": yes, "evict_date": {"digits": f"{day:%d%m%Y}#"}}


def _jarva(words: str) -> dict[str, dict[str, object]]:
    said = {"text": words}
    return {"area": {"choice": "jarva"}, "more": said, "tried": said, "what_happened": said}


async def _person(database: Database, who: Employee) -> Person:
    async with database.reading() as uow:
        member = await uow.staff.by_email(who.email)
    assert member is not None
    return person_of(member)


async def _version(desk: Desk, person: Person, case: str) -> int:
    return (await desk.open_case(person, case)).version


@asynccontextmanager
async def _store(data: Path) -> AsyncGenerator[Database]:
    database = await open_database(database_url(data), data)
    try:
        yield database
    finally:
        await database.close()
