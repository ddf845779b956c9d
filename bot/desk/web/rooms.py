"""What the desk's pages work with, and where a request finds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from fastapi import Request

from bot.channels.web.rate_limit import RateLimit
from bot.desk.accounts import Accounts
from bot.desk.cases import Desk
from bot.desk.web.moments import Moments
from bot.store.crypto import FieldCipher


@dataclass(frozen=True)
class DeskRooms:
    """`logins` counts tries to log in by address; `clock` gives a moment with a time zone, shown in `zone`.

    `cipher` seals what travels through the login page. `data` is the folder that the commands of the server are given.
    """

    accounts: Accounts
    desk: Desk
    logins: RateLimit
    clock: Callable[[], datetime]
    zone: tzinfo
    cipher: FieldCipher
    data: Path | None = None

    def moments(self) -> Moments:
        return Moments(self.clock(), self.zone)


def rooms(request: Request) -> DeskRooms:
    """Those of the application that answers this request."""
    return request.state.desk_rooms
