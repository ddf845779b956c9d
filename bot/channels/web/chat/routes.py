"""The conversation itself: the page that shows the question, and the answer that was given to it."""

from __future__ import annotations

import structlog
from fastapi import APIRouter, Depends, Request
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from bot.channels.web import allowance
from bot.channels.web.chat import device_routes
from bot.channels.web.chat.answer_form import AnswerForm
from bot.channels.web.chat.first_answers import FirstAnswers, cookie_arrived
from bot.channels.web.chat.gone import GONE, begin_anew
from bot.channels.web.chat.rendering import show_again, show_view, wants_fragment
from bot.channels.web.chat.screen import FETCH, Notice, screen_of
from bot.channels.web.chat.session_cookie import Session, keep, session_of
from bot.channels.web.downloads import as_download
from bot.channels.web.unavailable import RETRY_AFTER, UNAVAILABLE, waiting_mends
from bot.conversations.errors import NotFound, StaleQuestion, TooMany
from bot.conversations.input_line import InputLine
from bot.conversations.port import Conversations, View
from bot.look.same_origin import same_origin
from bot.observability.safe_trace import safe_trace

router = APIRouter(include_in_schema=False, dependencies=[Depends(same_origin), Depends(cookie_arrived)])
router.include_router(device_routes.router)
_log = structlog.get_logger("web")

MAX_FIELDS = 300


@router.get("/")
async def chat(request: Request) -> Response:
    """The question that waits; for a browser without a conversation how every conversation begins."""
    session = session_of(request)
    service = _service(request)
    if session is None:
        return show_view(request, await service.opening(), None)
    if wait := allowance.look(request, session.id, session.token):
        return show_again(request, "chat_too_fast", AnswerForm(key="", waiting=""), 429, wait)
    try:
        view = await service.view(session.id, session.token)
    except GONE as error:
        return await begin_anew(request, error)
    return show_view(request, view, session)


@router.get("/svara")
async def nothing_to_see() -> Response:
    """Where a bookmark of an answer's page ends."""
    return RedirectResponse("/", 303)


@router.get(f"{FETCH}{{document:path}}")
async def fetch(request: Request, document: str) -> Response:
    """A letter or the last day for a calendar, as the page's links name them."""
    session = session_of(request)
    if session is None:
        return RedirectResponse("/", 303)
    if wait := allowance.look(request, session.id, session.token):
        return show_again(request, "chat_too_fast", AnswerForm(key="", waiting=""), 429, wait)
    try:
        return as_download(await _service(request).document(session.id, document, token=session.token))
    except GONE:
        return RedirectResponse("/", 303)  # an old link, or an old conversation: the page tells which


@router.post("/svara")
async def answer(request: Request) -> Response:
    """Takes one answer and goes on to the next question. Whatever is in the way, what was written is kept."""
    async with request.form(max_files=0, max_fields=MAX_FIELDS) as fields:
        form = AnswerForm.of(fields)
    session = session_of(request)
    try:
        if form is None:
            return await _not_from_a_page(request, session)
        return await _answered(request, form, session)
    except GONE as error:
        return await begin_anew(request, error, form.text if form else "")


async def _answered(request: Request, form: AnswerForm, session: Session | None) -> Response:
    """The answer's page, or a page that keeps the answer when it cannot be taken now."""
    try:
        return await (_go_on(request, form, session) if session else _begin(request, form))
    except TooMany as error:
        request.app.state.metrics.refused.labels("conversation").inc()
        return show_again(request, "chat_too_fast", form, 429, error.retry_after)
    except ValidationError:
        return show_again(request, "chat_too_long", form, 413)
    except UNAVAILABLE as error:
        if not waiting_mends(error):
            raise
        _log.error("store unavailable", **safe_trace(error))
        return show_again(request, "chat_not_saved", form, 503, RETRY_AFTER)


async def _begin(request: Request, form: AnswerForm) -> Response:
    """The first answer begins the conversation. The same page sent again goes on with what it began."""
    service = _service(request)
    opening = await service.opening()
    if opening.turn.expects is None or form.waiting != opening.turn.expects.key:
        raise NotFound  # an old page, answered in a browser that has left its conversation
    line = form.line(_labels(opening))
    if line is None:
        return show_view(request, opening, None, "nothing", status=422)
    first: FirstAnswers = request.app.state.first_answers
    async with first.one_at_a_time(form.key):
        session = first.session(form.key)
        wait = allowance.take_turn(request, session.id, session.token) if session else allowance.open_one(request)
        if wait:
            return show_again(request, "chat_too_fast", form, 429, wait)
        if session is None:
            opened = await service.open("web")
            request.app.state.metrics.opened.labels("web", "new").inc()
            session = Session(opened.id, opened.token)
            first.remember(form.key, session)
    response = await _taken(request, session, form, line)
    keep(request, response, session)
    return response


async def _go_on(request: Request, form: AnswerForm, session: Session) -> Response:
    service = _service(request)
    if wait := allowance.take_turn(request, session.id, session.token):
        return show_again(request, "chat_too_fast", form, 429, wait)
    said_with_ticks = form.sends_words and form.ticks
    labels = _labels(await service.view(session.id, session.token)) if said_with_ticks else {}
    line = form.line(labels)
    if line is None:
        view = await service.view(session.id, session.token)
        return show_view(request, view, session, "nothing", status=422)
    return await _taken(request, session, form, line)


async def _taken(request: Request, session: Session, form: AnswerForm, line: InputLine) -> Response:
    service = _service(request)
    try:
        turn = await service.take(session.id, session.token, line, idempotency_key=form.once, waiting=form.waiting)
    except StaleQuestion:
        view = await service.view(session.id, session.token)
        return show_view(request, view, session, "stale", written=form.text, status=409)
    request.app.state.metrics.turns.labels(line.kind).inc()
    same = turn.expects is not None and turn.expects.key == form.waiting
    ticked = form.ticks if same and line.kind != "choices" else ()
    if wants_fragment(request) or form.unsent or ticked:
        view = await service.view(session.id, session.token)
        notice: Notice | None = "kept" if form.unsent and not same else None
        return show_view(request, view, session, notice, written=form.unsent, ticked=ticked)
    anchor = screen_of(View(turn), request.app.state.library(), session=True).anchor
    return RedirectResponse(f"/#{anchor}", 303)


async def _not_from_a_page(request: Request, session: Session | None) -> Response:
    """The question once more, for a form that lacks what every page of ours sends."""
    service = _service(request)
    view = await (service.view(session.id, session.token) if session else service.opening())
    return show_view(request, view, session, "malformed", status=422)


def _labels(view: View) -> dict[str, str]:
    return {option.id: option.label for option in view.options}


def _service(request: Request) -> Conversations:
    return request.app.state.conversations
