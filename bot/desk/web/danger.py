"""Danger that nobody has: told on every page of cases, whatever part of the list one looks at."""

from __future__ import annotations

from fastapi import Request

from bot.desk.queue_row import QueueRow
from bot.desk.web.rooms import rooms
from bot.desk.web.visitor import Visitor


async def free_dangers(request: Request, who: Visitor, *, but: str = "") -> list[QueueRow]:
    """All that this person may see, of every office, save the case `but`. Reading it is audited if there is any."""
    desk = rooms(request).desk
    if not who.person.sees_cases or not (await desk.counts(who.person)).danger:
        return []
    return [row for row in await desk.dangers(who.person) if row.case != but]
