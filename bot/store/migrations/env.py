"""Alembic's entry: runs on the connection, and in the transaction, that `bot.store.migration` hands over."""

from __future__ import annotations

from alembic import context

from bot.store import key_probe, unit_of_work  # noqa: F401 - registers every table
from bot.store.schema import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    raise RuntimeError("run migrations with bot.store.migration, or `ombud db migrate`")
context.configure(
    connection=connection,
    target_metadata=metadata,
    transactional_ddl=True,
    # SQLite cannot alter most things in place; batch mode copies the table.
    render_as_batch=connection.dialect.name == "sqlite",
)
context.run_migrations()
