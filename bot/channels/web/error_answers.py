"""Errors as answers: problem+json to a program, a kind page to a browser, and never what was sent."""

from __future__ import annotations

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web import allowance, problem
from bot.channels.web.error_page import error_page, wants_page
from bot.channels.web.unavailable import UNAVAILABLE, waiting_mends
from bot.conversations.errors import ConversationError, Expired, NotFound, TooMany, WrongCode, WrongToken
from bot.observability.safe_trace import safe_trace

_log = structlog.get_logger("web")
_MISSES = frozenset({problem.unauthorized().name, problem.not_found().name})


def answer_errors(app: FastAPI) -> None:
    """Registers what the application answers when a route raises."""
    app.add_exception_handler(problem.Problem, _answer_problem)
    app.add_exception_handler(ConversationError, _answer_conversation_error)
    for unavailable in UNAVAILABLE:
        app.add_exception_handler(unavailable, _answer_unavailable)
    app.add_exception_handler(RequestValidationError, _answer_malformed)
    app.add_exception_handler(HTTPException, _answer_http)


def failed(request: Request) -> Response:
    """The answer to what nobody foresaw."""
    return _sent(request, problem.internal())


def too_large(request: Request) -> Response:
    """The answer to a body that is larger than the server takes."""
    return _sent(request, problem.too_large())


def _sent(request: Request, answer: problem.Problem) -> Response:
    return error_page(request, answer) if wants_page(request) else answer.response()


async def _answer_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, problem.Problem)
    return _sent(request, _counted(request, error))


def _counted(request: Request, answer: problem.Problem) -> problem.Problem:
    """The answer, or that there have been too many misses from this address."""
    if answer.name in _MISSES and (wait := allowance.miss(request)):
        return problem.too_many(wait)
    return answer


async def _answer_unavailable(request: Request, error: Exception) -> Response:
    """The store cannot be used now. The same request with the same Idempotency-Key can be sent again."""
    if not waiting_mends(error):
        raise error
    _log.error("store unavailable", **safe_trace(error))
    return _sent(request, problem.unavailable())


async def _answer_conversation_error(request: Request, error: Exception) -> Response:
    match error:
        case WrongToken():
            answer = problem.unauthorized()
        case NotFound():
            answer = problem.not_found()
        case WrongCode():
            answer = problem.wrong_code()
        case Expired():
            answer = problem.expired()
        case TooMany(retry_after=seconds):
            request.app.state.metrics.refused.labels("conversation").inc()
            answer = problem.too_many(seconds)
        case _:
            raise error
    return _sent(request, _counted(request, answer))


async def _answer_malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = error.errors()
    if any(e["type"] == "string_too_long" and e["loc"][-1] == "text" for e in errors):
        return _sent(request, problem.too_large())
    found = tuple(problem.FieldError(where=_place(e["loc"]), why=str(e["type"])) for e in errors[:20])
    return _sent(request, problem.malformed(found))


def _place(loc: tuple[str | int, ...]) -> str:
    """Where in the request. A field of an unknown name is not named, since the name came from outside."""
    known = {"body", "header", "path", "query", "text", "choice", "choices", "digits", "silence", "move"}
    known |= {"channel", "code", "Idempotency-Key", "idempotency-key"}
    return ".".join(str(part) if isinstance(part, int) or part in known else "?" for part in loc)


async def _answer_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    match error.status_code:
        case 404:
            answer = problem.not_found("Nothing is served at this address.")
        case 405:
            answer = problem.method_not_allowed(error.headers)
        case 400:
            answer = problem.malformed((problem.FieldError(where="body", why="unreadable"),))
        case status:
            answer = problem.other(status, str(error.detail)[:80], error.headers)
    return _sent(request, answer)
