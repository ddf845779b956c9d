"""What the desk's pages work with, and where a request finds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from fastapi import Request

from bot.channels.web.rate_limit import RateLimit
from bot.desk.accounts import Accounts
from bot.desk.cases import Desk
from bot.desk.web.moments import Moments


@dataclass(frozen=True)
class DeskRooms:
    """`logins` counts tries to log in by address; `clock` gives a moment with a time zone, shown in `zone`."""

    accounts: Accounts
    desk: Desk
    logins: RateLimit
    clock: Callable[[], datetime]
    zone: tzinfo

    def moments(self) -> Moments:
        return Moments(self.clock(), self.zone)


def rooms(request: Request) -> DeskRooms:
    """Those of the application that answers this request."""
    return request.state.desk_rooms
