"""The page that rings, and the tickets it rings with."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse

from bot.channels.web import allowance, problem
from bot.channels.web.info.frame import client_page
from bot.channels.web.info.helpline_card import dialled
from bot.channels.web.ring.browser_line import browser_line
from bot.look.same_origin import same_origin
from bot.look.security_headers import content_security_policy, permissions_policy

router = APIRouter(include_in_schema=False, dependencies=[Depends(same_origin)])


@router.get("/ring")
async def ring(request: Request) -> HTMLResponse:
    """The browser phone; without JavaScript or without a line, whom to call instead.

    This page alone may open the media socket and ask for the microphone.
    """
    line = browser_line(request)
    socket = line.address_for(request) if line else None
    number = request.app.state.settings.phone_number or ""
    page = client_page(request, "ring/ring.html", can_ring=socket is not None, number=number, dial=dialled(number))
    if socket is not None:
        page.headers["Content-Security-Policy"] = content_security_policy(connect_src=f"'self' {socket}")
        page.headers["Permissions-Policy"] = permissions_policy(microphone="self")
    return page


@router.post("/ring/ticket")
async def ticket(request: Request) -> JSONResponse:
    """A ticket for one call, and where to use it: `{"url", "ticket"}`. It opens the line once, within a minute."""
    line = browser_line(request)
    socket = line.address_for(request) if line else None
    if line is None or socket is None:
        raise problem.not_found("There is no browser phone here.")
    if wait := allowance.ring_once(request):
        raise problem.too_many(wait)
    return JSONResponse({"url": socket, "ticket": line.office.ticket()})
