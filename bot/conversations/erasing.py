""" "Radera mina svar": what the client told leaves the store at once, and the audit trail says that it did."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

import structlog

from bot.conversations.port import Erased
from bot.intakes.intake import CALLBACK
from bot.intakes.submit import QUEUE_TOPIC
from bot.store.erasure import Erasure
from bot.store.kept_sounds import KeptSounds
from bot.store.unit_of_work import UnitOfWork

log = structlog.get_logger("conversations")
ACTION = "erased_by_client"


def nothing_told() -> dict[str, Any]:
    """The payload of a case whose client took the words back: every part is there, and empty."""
    return {
        "about": "",
        "rules": [],
        "hard_dates": [],
        "needs": [],
        "adaptations": [],
        "own_words": [],
        "codes": [],
        "answers": {},
    }


async def erase(uow: UnitOfWork, conversation_id: str, now: datetime) -> Erased:
    """Erase it within this unit of work, in which its row is locked and the client's token has been checked."""
    cases = await Erasure(uow.session).take_back(conversation_id, empty_payload=nothing_told(), now=now)
    for case in cases:
        codes = {"taken": case.taken, "status": case.status}
        await uow.audit.append(
            ACTION, at=now, actor_kind="client", actor="client", case_number=case.number, codes=codes
        )
    if not cases:
        await uow.audit.append(ACTION, at=now, actor_kind="client", actor="client")
    else:
        await uow.changes.bump(QUEUE_TOPIC)
    told = [case for case in cases if case.taken or case.kind != CALLBACK]  # of the others the client never heard
    return Erased(tuple(case.number for case in told), tuple(case.number for case in told if case.taken))


async def erase_sound(sounds: KeptSounds, conversation_id: str) -> None:
    """What was kept of its calls on this machine goes too, once the erasing is committed. Never raises.

    What cannot be removed now, or lies elsewhere, goes at the next housekeeping there.
    """
    try:
        await asyncio.to_thread(sounds.erase, conversation_id)
    except OSError as problem:
        log.error("kept sound not removed yet", error=type(problem).__name__)
