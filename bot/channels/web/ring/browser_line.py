"""What the web process needs to let browsers onto the line."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from bot.calls.tickets import TicketOffice
from bot.channels.web.address import came_by_https
from bot.channels.web.ring.socket_address import socket_address


@dataclass(frozen=True)
class BrowserLine:
    """The address of the media socket as it is set, and the office that writes tickets for it."""

    address: str
    office: TicketOffice

    def address_for(self, request: Request) -> str | None:
        """Where this browser finds the socket. None when it called us by something that is no host."""
        host = request.headers.get("host", "")
        return socket_address(self.address, host=host, https=came_by_https(request))


def browser_line(request: Request) -> BrowserLine | None:
    """The line of this application, or None when it has none."""
    return request.app.state.browser_line
