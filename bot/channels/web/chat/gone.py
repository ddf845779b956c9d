"""A conversation that cannot be gone on with in this browser: over, erased, taken up elsewhere, or never there."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web import allowance
from bot.channels.web.chat.answer_form import AnswerForm
from bot.channels.web.chat.rendering import show_again, show_view
from bot.channels.web.chat.session_cookie import forget
from bot.conversations.errors import Expired, NotFound, WrongToken

GONE = (Expired, NotFound, WrongToken)
"""Which of them it was is never told."""


async def begin_anew(request: Request, error: Exception, written: str = "") -> Response:
    """The beginning with a kind word, and the cookie taken back. What was `written` stands in the field."""
    if not isinstance(error, Expired) and (wait := allowance.miss(request)):
        return show_again(request, "chat_too_fast", AnswerForm(key="", waiting="", text=written), 429, wait)
    status = 410 if request.method == "POST" else 200
    opening = await request.app.state.conversations.opening()
    response = show_view(request, opening, None, "gone", written=written, status=status)
    forget(request, response)
    return response
