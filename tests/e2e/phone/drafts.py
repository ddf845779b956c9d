"""What the store keeps of conversations that are not finished."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from bot.dialogue.state import State
from bot.store.database import open_database
from bot.store.engine import database_url


async def drafts(data: Path) -> list[dict[str, Any]]:
    """The answers of every unfinished conversation, the oldest first; a conversation without a yes has none."""
    with sqlite3.connect(f"file:{data / 'ombud.db'}?mode=ro", uri=True) as plain:
        ids = [
            row[0] for row in plain.execute("SELECT id FROM conversations WHERE status != 'done' ORDER BY created_at")
        ]
    database = await open_database(database_url(data, None), data, environ={})
    try:
        async with database.reading() as work:
            stored = [await work.conversations.load(name) for name in ids]
    finally:
        await database.close()
    return [State.model_validate(each.state).values() for each in stored if each and each.state]
