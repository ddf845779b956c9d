"""Everything a database holds, decrypted and as plain text, so that a story can look for a word in it."""

from __future__ import annotations

from sqlalchemy import select

from bot.store.database import Database
from bot.store.schema import metadata

_ROW_IDS = {
    "conversations": lambda row: row["id"],
    "conversation_events": lambda row: f"{row['conversation_id']}/{row['seq']}",
    "idempotency_keys": lambda row: f"{row['conversation_id']}/{row['key_hmac']}",
    "staff_sessions": lambda row: row["token_hash"],
}


async def everything_in(database: Database) -> dict[str, str]:
    """For each table all its rows as text, with every sealed field opened. Raises if a field cannot be opened."""
    found: dict[str, str] = {}
    async with database.reading() as uow:
        for table in metadata.sorted_tables:
            if table.name == "key_probe":  # holds no word of anybody's
                continue
            lines = []
            for row in (await uow.session.connection.execute(select(table))).mappings():
                row_id = _ROW_IDS.get(table.name, lambda r: r.get("id"))(row)
                for column, value in row.items():
                    if column.endswith("_enc") and value is not None:
                        value = database.cipher.open_json(value, table.name, column, row_id)
                    lines.append(f"{column}: {value!r}")
            found[table.name] = "\n".join(lines)
    return found
