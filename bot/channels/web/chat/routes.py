"""The conversation itself: the page that shows the question, and the answer that was given to it."""

from __future__ import annotations

import structlog
from fastapi import APIRouter, Request
from pydantic import ValidationError
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.responses import RedirectResponse, Response

from bot.channels.web import allowance
from bot.channels.web.chat.answer_form import AnswerForm
from bot.channels.web.chat.rendering import show, show_again, wants_fragment
from bot.channels.web.chat.screen import Notice, screen_of
from bot.channels.web.chat.session_cookie import Session, forget, keep, session_of
from bot.conversations.errors import Expired, NotFound, StaleQuestion, TooMany, WrongToken
from bot.conversations.input_line import InputLine
from bot.conversations.port import Conversations, View
from bot.observability.safe_trace import safe_trace
from bot.store.errors import Busy

router = APIRouter(include_in_schema=False)
_log = structlog.get_logger("web")

GONE = (Expired, NotFound, WrongToken)
"""The conversation cannot be gone on with here. Which of them it was is never told."""
UNAVAILABLE = (Busy, DBAPIError, PoolTimeout, ConnectionError)
OURS = (IntegrityError, ProgrammingError, DataError)
"""Mistakes of ours, which waiting does not mend."""


@router.get("/")
async def chat(request: Request) -> Response:
    """The question that waits; for a browser without a conversation how every conversation begins."""
    session = session_of(request)
    service = _service(request)
    if session is None:
        return _shown(request, await service.opening(), None)
    if wait := allowance.look(request, session.id, session.token):
        return show_again(request, "chat_too_fast", AnswerForm(key="", waiting=""), 429, wait)
    try:
        view = await service.view(session.id, session.token)
    except GONE as error:
        return await _begin_anew(request, error)
    return _shown(request, view, session)


@router.get("/svara")
async def answered() -> Response:
    """Where a reload or a bookmark of an answer's page ends."""
    return RedirectResponse("/", 303)


@router.post("/svara")
async def answer(request: Request) -> Response:
    """Takes one answer and goes on to the next question. Whatever is in the way, what was written is kept."""
    async with request.form(max_files=0, max_fields=300) as fields:
        form = AnswerForm.of(fields)
    session = session_of(request)
    if form is None:
        return await _not_from_a_page(request, session)
    try:
        return await _take(request, form, session)
    except GONE as error:
        return await _begin_anew(request, error, form.text)
    except TooMany as error:
        request.app.state.metrics.refused.labels("conversation").inc()
        return show_again(request, "chat_too_fast", form, 429, error.retry_after)
    except ValidationError:
        return show_again(request, "chat_too_long", form, 413)
    except OURS:
        raise
    except UNAVAILABLE as error:
        _log.error("store unavailable", **safe_trace(error))
        return show_again(request, "chat_not_saved", form, 503, 5)


async def _take(request: Request, form: AnswerForm, session: Session | None) -> Response:
    service = _service(request)
    begun = session is None
    if session is None:
        view = await service.opening()
        if view.turn.expects is None or form.waiting != view.turn.expects.key:
            raise NotFound  # an old page, answered in a browser that has left its conversation
        wait = allowance.open_one(request)
    else:
        wait = allowance.take_turn(request, session.id, session.token)
        view = None
    if wait:
        return show_again(request, "chat_too_fast", form, 429, wait)
    if view is None and session and (form.ticks or _line(form, None) is None):
        view = await service.view(session.id, session.token)
    line = _line(form, view)
    if line is None:
        assert view is not None
        return _shown(request, view, session, "nothing", status=422)
    if session is None:
        opened = await service.open("web")
        session = Session(opened.id, opened.token)
        request.app.state.metrics.opened.labels("web", "new").inc()
    response = await _taken(request, service, session, form, line)
    if begun:
        keep(request, response, session)
    return response


async def _taken(
    request: Request, service: Conversations, session: Session, form: AnswerForm, line: InputLine
) -> Response:
    try:
        turn = await service.take(session.id, session.token, line, idempotency_key=form.once, waiting=form.waiting)
    except StaleQuestion:
        view = await service.view(session.id, session.token)
        return _shown(request, view, session, "stale", written=form.text, status=409)
    request.app.state.metrics.turns.labels(line.kind).inc()
    same = turn.expects is not None and turn.expects.key == form.waiting
    ticked = form.ticks if same and line.kind != "choices" else ()
    if wants_fragment(request) or form.unsent or ticked:
        view = await service.view(session.id, session.token)
        notice: Notice | None = "kept" if form.unsent and not same else None
        return _shown(request, view, session, notice, written=form.unsent, ticked=ticked)
    anchor = screen_of(View(turn), request.app.state.library(), session=True).anchor
    return RedirectResponse(f"/#{anchor}", 303)


def _line(form: AnswerForm, view: View | None) -> InputLine | None:
    return form.line({option.id: option.label for option in view.options} if view else {})


def _shown(
    request: Request,
    view: View,
    session: Session | None,
    notice: Notice | None = None,
    *,
    written: str = "",
    ticked: tuple[str, ...] = (),
    status: int = 200,
) -> Response:
    library = request.app.state.library()
    screen = screen_of(view, library, session=session is not None, notice=notice, written=written, ticked=ticked)
    return show(request, screen, status)


async def _not_from_a_page(request: Request, session: Session | None) -> Response:
    """The question once more, for a form that lacks what every page of ours sends."""
    if session is None:
        return _shown(request, await _service(request).opening(), None, "malformed", status=422)
    try:
        view = await _service(request).view(session.id, session.token)
    except GONE as error:
        return await _begin_anew(request, error)
    return _shown(request, view, session, "malformed", status=422)


async def _begin_anew(request: Request, error: Exception, written: str = "") -> Response:
    """The beginning with a kind word, in place of a conversation that is not open here any more."""
    if not isinstance(error, Expired) and (wait := allowance.miss(request)):
        return show_again(request, "chat_too_fast", AnswerForm(key="", waiting="", text=written), 429, wait)
    status = 410 if request.method == "POST" else 200
    response = _shown(request, await _service(request).opening(), None, "gone", written=written, status=status)
    forget(request, response)
    return response


def _service(request: Request) -> Conversations:
    return request.app.state.conversations
