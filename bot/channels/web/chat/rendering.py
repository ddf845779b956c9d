"""A screen as an answer: the whole page, or only the section of the conversation for a page that is there already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.channels.web.chat.answer_form import AnswerForm
from bot.channels.web.chat.by_hand import by_hand
from bot.channels.web.chat.phone_links import calling
from bot.channels.web.chat.screen import MAX_WRITTEN, Notice, screen_of
from bot.channels.web.chat.session_cookie import Session
from bot.channels.web.info.frame import words_of
from bot.conversations.port import View


def wants_fragment(request: Request) -> bool:
    """Whether a script on the page asks: it puts the section in the place of the old one."""
    return request.headers.get("x-fragment") == "1"


def show_view(
    request: Request,
    view: View,
    session: Session | None,
    notice: Notice | None = None,
    *,
    written: str = "",
    ticked: Iterable[str] = (),
    status: int = 200,
) -> HTMLResponse:
    """The screen of a view. `written` and `ticked` were not taken; they stand in the page, ready to be sent."""
    library = request.app.state.library()
    screen = screen_of(
        view,
        library,
        session=session is not None,
        mark=session.mark if session else "",
        notice=notice,
        written=written,
        ticked=ticked,
    )
    return _sent(request, "chat/_samtal.html", status, {}, screen=screen)


def show_again(request: Request, why: str, form: AnswerForm, status: int, wait: float = 0) -> HTMLResponse:
    """The answer could not be taken, and the question cannot be shown: everything is kept, to be sent again.

    `why` names the words in the content. `wait` is in seconds.
    """
    seconds = max(2, round(wait + 0.5))
    headers = {"Retry-After": str(seconds)} if wait else {}
    return _sent(request, "chat/_igen.html", status, headers, why=why, seconds=seconds, form=form)


def _sent(request: Request, section: str, status: int, headers: dict[str, str], **context: Any) -> HTMLResponse:
    pages, library = request.app.state.pages, request.app.state.library()
    fragment = wants_fragment(request)
    response = pages.response(
        section if fragment else "chat/chat.html",
        status=status,
        section=section,
        word=words_of(library),
        by_hand=by_hand,
        html=calling(line.number for line in library.helplines if line.number),
        here="/",
        max_written=MAX_WRITTEN,
        **context,
    )
    response.headers.update(headers)
    response.headers["Vary"] = "X-Fragment"
    return response
