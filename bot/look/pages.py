"""How a page is made and sent: Jinja templates of every room, escaped, with one set of helpers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from bot.look.assets import Assets

_BOT = Path(__file__).parent.parent
ROOMS = (
    _BOT / "look",
    _BOT / "channels/web/chat",
    _BOT / "channels/web/info",
    _BOT / "channels/web/ring",
    _BOT / "desk/web",
)
"""Rooms with `templates/<room>/*.html` and `static/<room>/*`."""


class Pages:
    """Renders templates. Build it once; it keeps compiled templates.

    `can_ring`: this installation has a browser phone, so pages show the way to it.
    """

    def __init__(self, rooms: tuple[Path, ...] = ROOMS, *, can_ring: bool = False) -> None:
        self.assets = Assets(tuple(room / "static" for room in rooms))
        self._environment = Environment(
            loader=FileSystemLoader([room / "templates" for room in rooms]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        helpers: dict[str, Any] = {"asset": self.assets.url, "can_ring": can_ring}
        self._environment.globals.update(helpers)

    def text(self, template: str, **context: Any) -> str:
        return self._environment.get_template(template).render(**context)

    def response(self, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
        """A whole page. It is never kept by a cache: pages show what clients told."""
        return HTMLResponse(self.text(template, **context), status, headers={"Cache-Control": "no-store"})
