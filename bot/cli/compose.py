"""The composition root: builds the parts from the settings and hands them to each other. Nothing else does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING, Literal

from bot.cli.options import STOCKHOLM
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.conversations.service import ConversationService
    from bot.desk.accounts import Accounts
    from bot.desk.cases import Desk
    from bot.intakes.retention import RetentionPeriods
    from bot.store.database import Database
    from bot.store.kept_sounds import KeptSounds
    from bot.store.migration import Migrated
    from nlu.engine.address import RasaAddress
    from nlu.engine.client import RasaClient
    from nlu.engine.engine import Engine

Mode = Literal["auto", "rasa", "fallback"]
Clock = Callable[[], datetime]


def real_clock() -> datetime:
    return datetime.now(UTC)


def clock_on(day: date | None) -> Clock:
    """The real clock, or one that shows the time of now on another day (Swedish time)."""
    if day is None:
        return real_clock
    return lambda: datetime.combine(day, datetime.now(STOCKHOLM).time(), STOCKHOLM).astimezone(UTC)


def store_url(data_dir: Path, settings: Settings) -> str:
    """The database's address. Raises SettingsError for a kind of database that we do not serve."""
    from sqlalchemy.exc import ArgumentError

    from bot.secret_files import database_address
    from bot.settings import SettingsError
    from bot.store.engine import database_url

    address = database_address(settings)
    try:
        return database_url(data_dir, address)
    except (ValueError, ArgumentError):
        raise SettingsError("OMBUD_DATABASE_URL: use sqlite or postgresql+asyncpg://user@host/name") from None


async def migrate_store(data_dir: Path, settings: Settings) -> Migrated:
    """Brings the database to this version. Raises CannotStart when the data folder cannot be written to."""
    from bot.store.migration import migrate_async
    from bot.supervisor.preflight import require_data_dir

    require_data_dir(data_dir)
    return await migrate_async(store_url(data_dir, settings))


@asynccontextmanager
async def opened_store(data_dir: Path, settings: Settings, *, migrate: bool = True) -> AsyncGenerator[Database]:
    """The database with its keys, migrated first unless a supervisor has done so."""
    from bot.store.database import open_database

    if migrate:
        await migrate_store(data_dir, settings)
    environ: dict[str, str] = {}  # the settings have read the environment, in their own way
    if settings.key is not None:
        environ["OMBUD_KEY"] = settings.key.get_secret_value()
    if settings.key_file is not None:
        environ["OMBUD_KEY_FILE"] = str(settings.key_file)
    database = await open_database(store_url(data_dir, settings), data_dir, environ=environ)
    try:
        yield database
    finally:
        await database.close()


def retention_periods(settings: Settings) -> RetentionPeriods:
    from bot.intakes.retention import RetentionPeriods

    return RetentionPeriods(draft_days=settings.draft_days, finished_days=settings.finished_days)


def kept_sounds(data_dir: Path, database: Database) -> KeptSounds:
    """The sound of calls that callers agreed to have kept, if there is any."""
    from bot.store.kept_sounds import KeptSounds

    return KeptSounds(data_dir / "voice" / "kept", database.cipher)


def rasa_address(data_dir: Path, settings: Settings) -> RasaAddress | None:
    """Where Rasa answers: the configured server, else that of an `ombud serve` that runs now in this data folder."""
    from bot.cli.rasa_note import read_note
    from bot.secret_files import rasa_line
    from nlu.engine.address import RasaAddress

    line = rasa_line(settings)
    return RasaAddress.parse(line) if line else read_note(data_dir)


@dataclass(frozen=True)
class Understander:
    """The engine, and the client it asks Rasa through (None when it never does)."""

    engine: Engine
    rasa: RasaClient | None


@asynccontextmanager
async def understanding_engine(
    data_dir: Path, settings: Settings, mode: Mode | None = None, *, patient: bool = False
) -> AsyncGenerator[Understander]:
    """The understanding, as the settings (or `mode`) say. `patient`: for measuring, waits longer for Rasa.

    Mode `rasa` with no server running starts one for as long as it is needed; raises CannotStart when it cannot.
    """
    from bot.cli.rasa_server import temporary_rasa
    from bot.supervisor.probe import answers

    chosen = mode or settings.understanding
    address = rasa_address(data_dir, settings)
    if chosen != "rasa" or (address and await answers(address.secret_status_url)()):
        async with _understander(address, chosen, patient) as understander:
            yield understander
        return
    async with temporary_rasa(data_dir) as address, _understander(address, chosen, patient) as understander:
        yield understander


@asynccontextmanager
async def _understander(address: RasaAddress | None, mode: Mode, patient: bool) -> AsyncGenerator[Understander]:
    from nlu.engine.client import TOTAL_SECONDS, RasaClient
    from nlu.engine.engine import Engine

    if address is None or mode == "fallback":
        yield Understander(Engine(None, mode=mode), None)
        return
    async with RasaClient(address, total_seconds=10.0 if patient else TOTAL_SECONDS) as client:
        yield Understander(Engine(client, mode=mode), client)


@dataclass(frozen=True)
class Parts:
    """What a process that talks to clients works with."""

    database: Database
    understander: Understander
    conversations: ConversationService


@asynccontextmanager
async def conversation_parts(
    data_dir: Path,
    settings: Settings,
    *,
    mode: Mode | None = None,
    clock: Clock = real_clock,
    migrate: bool = True,
) -> AsyncGenerator[Parts]:
    """Store, understanding, library and the conversation service, ready to be used and closed afterwards."""
    from bot.conversations.admitting import Lifetimes
    from bot.conversations.office_hours import OfficeHours
    from bot.conversations.service import ConversationService
    from content.loader import load_library
    from nlu.engine.engine import Engine

    await asyncio.to_thread(load_library)  # a broken library stops the start, not the first client
    async with (
        opened_store(data_dir, settings, migrate=migrate) as database,
        understanding_engine(data_dir, settings, mode) as understander,
    ):
        office = OfficeHours.parse(settings.office_hours)
        service = ConversationService(
            database,
            load_library,
            understander.engine,
            clock=lambda: clock().astimezone(STOCKHOLM),
            rng=SystemRandom(),
            office_open=lambda: office.open_at(clock()),
            at_once=Engine(None, mode="fallback") if understander.engine.may_fall_back else None,
            lifetimes=Lifetimes(with_consent=timedelta(days=settings.conversation_days)),
            sounds=kept_sounds(data_dir, database),
        )
        yield Parts(database, understander, service)


@dataclass(frozen=True)
class DeskParts:
    """What the ombuds' pages work with."""

    desk: Desk
    accounts: Accounts


def desk_parts(database: Database, *, clock: Clock = real_clock) -> DeskParts:
    """The desk on an open database. While a file of the library is broken, it goes on with the last whole one."""
    from bot.conversations.newest_library import NewestLibrary
    from bot.desk.accounts import Accounts
    from bot.desk.cases import Desk
    from content.loader import load_library

    return DeskParts(
        Desk(database, NewestLibrary(load_library, clock), clock, STOCKHOLM),
        Accounts(database, clock),
    )
