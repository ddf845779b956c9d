"""Where a browser finds the media socket, told from the setting and from how the browser itself came here. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PATH = "/media"
_HOST = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def socket_address(configured: str, *, host: str, https: bool) -> str | None:
    """The whole address (`wss://ombud.kommun.se/media`), from one of the setting's three forms.

    `host` is what the browser called us by (its Host header). None when that is no host: nothing of it may reach a
    header of ours.
    """
    if "://" in configured:
        return configured
    if not _HOST.fullmatch(host):
        return None
    scheme = "wss" if https else "ws"
    if configured.startswith(":"):
        name = urlsplit(f"//{host}").hostname or ""
        return f"{scheme}://{f'[{name}]' if ':' in name else name}{configured}{_PATH}"
    return f"{scheme}://{host}{configured}"
