"""A database that was upgraded is the same as one made new, and no start can go wrong half-way."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.store import key_probe, unit_of_work  # noqa: F401 - register every table
from bot.store.database import open_database
from bot.store.engine import create_engine, database_url
from bot.store.errors import NotMigrated
from bot.store.migration import MIGRATIONS, migrate, migrate_async, upgrade
from bot.store.revision import HEAD
from bot.store.schema import metadata
from tests.bot.store.stories import conversation


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return database_url(tmp_path)
    return request.getfixturevalue("empty_postgres_url")


def _shape(connection: Connection) -> dict[str, object]:
    seen = inspect(connection)
    return {
        table: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"]) for column in seen.get_columns(table)
            },
            "key": seen.get_pk_constraint(table)["constrained_columns"],
            "unique": sorted(str(unique["column_names"]) for unique in seen.get_unique_constraints(table)),
            "foreign": sorted(str(key["constrained_columns"]) for key in seen.get_foreign_keys(table)),
            "indexes": sorted(str((index["name"], index["column_names"])) for index in seen.get_indexes(table)),
        }
        for table in seen.get_table_names()
        if table != "alembic_version"
    }


def test_the_program_asks_for_the_newest_migration() -> None:
    assert _scripts().get_heads() == [HEAD]


async def test_an_upgraded_database_is_what_the_code_describes(empty_url: str) -> None:
    engine = create_engine(empty_url)
    for script in reversed(list(_scripts().walk_revisions())):
        await upgrade(engine, script.revision)
    async with engine.begin() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync, opts={"compare_type": True}), metadata)
        )
        upgraded = await connection.run_sync(_shape)
        for table in reversed(metadata.sorted_tables):
            await connection.run_sync(table.drop)
        await connection.run_sync(metadata.create_all)
        fresh = await connection.run_sync(_shape)
    await engine.dispose()
    assert differences == []
    assert upgraded == fresh


async def test_migrating_twice_changes_nothing_and_keeps_the_data(empty_url: str, tmp_path: Path) -> None:
    first = await migrate_async(empty_url)
    database = await open_database(empty_url, tmp_path, environ={})
    async with database.unit_of_work() as uow:
        mine = await uow.conversations.create(conversation())
    await database.close()
    second = await migrate_async(empty_url)
    database = await open_database(empty_url, tmp_path, environ={})
    async with database.reading() as uow:
        assert await uow.conversations.load(mine.id) == mine
    await database.close()
    assert (first.before, first.after, first.changed) == (None, HEAD, True)
    assert not second.changed


async def test_programs_that_start_together_migrate_once(empty_url: str) -> None:
    outcomes = await asyncio.gather(*(migrate_async(empty_url) for _ in range(4)))
    assert sum(outcome.changed for outcome in outcomes) == 1


async def test_a_database_without_tables_is_told_so(empty_url: str, tmp_path: Path) -> None:
    with pytest.raises(NotMigrated):
        await open_database(empty_url, tmp_path, environ={})


def test_the_command_line_can_migrate_without_an_event_loop(tmp_path: Path) -> None:
    assert migrate(database_url(tmp_path / "new" / "folder")).after == HEAD


@pytest.mark.parametrize("url", ["mysql://host/db", "oracle://host/db"])
def test_another_kind_of_database_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="use sqlite or postgresql"):
        database_url(tmp_path, url)


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg", "postgresql+asyncpg"])
def test_every_postgresql_url_gets_the_async_driver_and_keeps_its_password(scheme: str, tmp_path: Path) -> None:
    assert database_url(tmp_path, f"{scheme}://u:p@host/db") == "postgresql+asyncpg://u:p@host/db"
