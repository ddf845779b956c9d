"""What the store tests are made of: a moment and a conversation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import update

from bot.store.conversations import StoredConversation
from bot.store.intakes import IntakeStatus, intakes_table
from bot.store.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def conversation(**changes: Any) -> StoredConversation:
    """A conversation that began now and that the client said yes to."""
    facts: dict[str, Any] = {
        "id": str(uuid4()),
        "token_hash": "0" * 64,
        "channel": "web",
        "created_at": NOW,
        "updated_at": NOW,
        "expires_at": NOW + timedelta(days=30),
        "consented_at": NOW,
        "library_version": "abc123",
        "state": {"answers": {"area": {"value": "farsta"}}},
        "turn": {"messages": [{"kind": "ask", "text": "Var bor du?"}]},
    }
    return StoredConversation(**{**facts, **changes})


async def stands(uow: UnitOfWork, case: str, status: IntakeStatus, at: datetime = NOW, **columns: Any) -> None:
    """The case now stands like this, as if somebody had worked with it."""
    values = {"status": status, "closed_at": at if status == "closed" else None, **columns}
    await uow.session.connection.execute(
        update(intakes_table).where(intakes_table.c.case_number == case).values(**values)
    )
