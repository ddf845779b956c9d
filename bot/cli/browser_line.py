"""The browser phone of this installation, from its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from bot.channels.web.ring.browser_line import BrowserLine


def browser_line(settings: Settings) -> BrowserLine | None:
    """The line, or None when no address is set. Raises SettingsError for an address without a password."""
    from bot.calls.tickets import TicketOffice
    from bot.channels.web.ring.browser_line import BrowserLine
    from bot.secret_files import media_password

    if settings.media_address is None:
        return None
    password = media_password(settings)
    if password is None:
        raise SettingsError("OMBUD_MEDIA_ADDRESS needs OMBUD_MEDIA_PASSWORD or OMBUD_MEDIA_PASSWORD_FILE.")
    return BrowserLine(settings.media_address, TicketOffice(password))
