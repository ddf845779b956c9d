""" "Radera mina svar": what will go and what stays, one button, and a receipt."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from bot.channels.web import allowance, problem
from bot.channels.web.chat.first_answers import cookie_arrived
from bot.channels.web.chat.gone import GONE
from bot.channels.web.chat.session_cookie import Session, forget, session_of
from bot.channels.web.info.frame import client_page
from bot.conversations.errors import Expired
from bot.conversations.port import Conversations
from bot.look.same_origin import same_origin

router = APIRouter(include_in_schema=False, dependencies=[Depends(cookie_arrived)])

_CLEAR = '"storage"'
"""What the browser kept of words that were typed and not sent goes too."""


@router.get("/radera")
async def ask(request: Request) -> HTMLResponse:
    """What would go, and the button; without a session, what to do instead."""
    session = session_of(request)
    if session is None:
        return client_page(request, "info/radera_inget.html", closed=False)
    conversations: Conversations = request.app.state.conversations
    try:
        view = await conversations.view(session.id, session.token)
    except GONE as error:
        return _closed(request, error)
    return client_page(request, "info/radera.html", stored=view.stored)


@router.post("/radera", dependencies=[Depends(same_origin)])
async def erase(request: Request) -> HTMLResponse:
    """Erases at once. Pressed twice, the second press finds nothing left and says so kindly."""
    session: Session | None = session_of(request)
    if session is None:
        return client_page(request, "info/radera_inget.html", closed=False)
    conversations: Conversations = request.app.state.conversations
    try:
        erased = await conversations.erase(session.id, session.token)
    except GONE as error:
        return _closed(request, error)
    page = client_page(request, "info/raderat.html", cases=erased.cases, taken=erased.taken)
    page.headers["Clear-Site-Data"] = _CLEAR
    forget(request, page)
    return page


def _closed(request: Request, error: Exception) -> HTMLResponse:
    """The session opens nothing any more. Guesses are counted as everywhere."""
    if not isinstance(error, Expired) and (wait := allowance.miss(request)):
        raise problem.too_many(wait)
    page = client_page(request, "info/radera_inget.html", closed=True)
    forget(request, page)
    return page
