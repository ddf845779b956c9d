"""One conversation on several devices: a code to go on elsewhere, the way in with it, and leaving this device."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web import allowance
from bot.channels.web.chat.answer_form import AnswerForm
from bot.channels.web.chat.gone import GONE, begin_anew
from bot.channels.web.chat.rendering import show_again
from bot.channels.web.chat.screen import screen_of
from bot.channels.web.chat.session_cookie import Session, forget, keep, session_of
from bot.channels.web.info.frame import client_page
from bot.conversations.errors import TooMany, WrongCode
from bot.conversations.port import Conversations, View

router = APIRouter(include_in_schema=False)

CLOCK = ZoneInfo("Europe/Stockholm")
GROUP = 4
LONGEST_CODE = 100


@router.post("/kod")
async def make_code(request: Request) -> Response:
    """Makes a code and shows it. Earlier codes of the conversation stop working."""
    session = session_of(request)
    if session is None:
        return RedirectResponse("/", 303)
    if wait := allowance.take_turn(request, session.id, session.token):
        return show_again(request, "chat_too_fast", AnswerForm(key="", waiting=""), 429, wait)
    try:
        made = await _service(request).resume_code(session.id, session.token)
    except GONE as error:
        return await begin_anew(request, error)
    groups = [made.code[start : start + GROUP] for start in range(0, len(made.code), GROUP)]
    return client_page(
        request,
        "chat/kod.html",
        code=made.code,
        shown=" ".join(groups),
        until=f"{made.expires_at.astimezone(CLOCK):%H.%M}",
        address=f"{request.url.netloc}/fortsatt",
    )


@router.get("/fortsatt")
async def ask_for_code(request: Request) -> Response:
    """Where a code is written."""
    return _code_page(request, None)


@router.post("/fortsatt")
async def go_on_with_code(request: Request) -> Response:
    """Opens the conversation of the code in this browser. Why a code does not work is never told."""
    async with request.form(max_files=0, max_fields=10) as fields:
        given = fields.get("code", "")
    code = given.strip()[:LONGEST_CODE] if isinstance(given, str) else ""
    if not code:
        return _code_page(request, "continue_empty", status=422)
    if wait := allowance.try_code(request):
        return _code_page(request, "continue_too_fast", status=429, code=code, wait=wait)
    try:
        opened = await _service(request).resume(code, "web")
    except WrongCode:
        return _code_page(request, "continue_wrong", status=404, code=code)
    except TooMany as error:
        return _code_page(request, "continue_too_fast", status=429, code=code, wait=error.retry_after)
    request.app.state.metrics.opened.labels("web", "resumed").inc()
    anchor = screen_of(View(opened.turn), request.app.state.library(), session=True).anchor
    response = RedirectResponse(f"/#{anchor}", 303)
    keep(request, response, Session(opened.id, opened.token))
    return response


@router.post("/lamna")
async def leave(request: Request) -> Response:
    """Takes the conversation from this browser. What was told stays on the server; the page shows none of it."""
    response = client_page(request, "chat/lamnat.html")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    forget(request, response)
    return response


@router.post("/ny")
async def begin_again(request: Request) -> Response:
    """A new conversation: this browser forgets the one it had."""
    response = RedirectResponse("/", 303)
    forget(request, response)
    return response


@router.get("/kod")
@router.get("/lamna")
@router.get("/ny")
async def nothing_to_see() -> Response:
    """Where a bookmark of these ends."""
    return RedirectResponse("/", 303)


def _code_page(request: Request, error: str | None, *, status: int = 200, code: str = "", wait: float = 0) -> Response:
    seconds = max(2, round(wait + 0.5))
    response = client_page(request, "chat/fortsatt.html", status=status, error=error, code=code, seconds=seconds)
    if wait:
        response.headers["Retry-After"] = str(seconds)
    return response


def _service(request: Request) -> Conversations:
    return request.app.state.conversations
