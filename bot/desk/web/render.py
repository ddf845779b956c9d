"""How a page of the desk is made: what every one of them shows, and that no cache and no search engine keeps it."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.desk.web.addresses import case_path
from bot.desk.web.rooms import rooms
from bot.desk.web.visitor import Visitor

_ROBOTS = {"X-Robots-Tag": "noindex, nofollow"}


def page(
    request: Request, template: str, *, who: Visitor | None, status: int = 200, here: str = "", **context: Any
) -> HTMLResponse:
    """A whole page. `here` names the part of the desk it belongs to."""
    response: HTMLResponse = request.app.state.pages.response(
        f"desk/{template}",
        status=status,
        who=who,
        here=here,
        moments=rooms(request).moments(),
        case_path=case_path,
        library=request.app.state.library(),
        **context,
    )
    response.headers.update(_ROBOTS)
    return response


def go(address: str) -> Response:
    """On to another page, after a form has been dealt with."""
    return RedirectResponse(address, 303, headers={"Cache-Control": "no-store"})
