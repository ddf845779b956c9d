"""The web process as an ASGI application: routes, limits, errors and its OpenAPI description."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

import structlog
from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.readiness import Readiness
from bot.channels.web import conversation_routes, operation_routes, problem
from bot.channels.web.address import address_of
from bot.channels.web.body_limit import BodyLimit
from bot.channels.web.chat.routes import router as chat_router
from bot.channels.web.info.routes import router as info_router
from bot.channels.web.openapi import describe
from bot.channels.web.rate_limit import RateLimit, TokenBuckets
from bot.channels.web.request_record import RequestRecord
from bot.conversations.errors import ConversationError, Expired, NotFound, TooMany, WrongCode, WrongToken
from bot.conversations.port import Conversations
from bot.look.pages import Pages
from bot.look.serving import router as static_router
from bot.observability.metrics import Metrics
from bot.observability.safe_trace import safe_trace
from bot.settings import Settings
from bot.store.errors import Busy
from content.library import Library
from content.loader import load_library

_log = structlog.get_logger("web")


@dataclass(frozen=True)
class Limits:
    """The allowances of this process: new conversations, resume codes and misses by address, turns by conversation.

    A miss is a conversation that is not there or a token that does not open it. Whoever has the right token is never
    refused because of the misses of others behind the same address.
    """

    opens: RateLimit
    turns: RateLimit
    resumes: RateLimit
    misses: RateLimit

    @classmethod
    def from_settings(cls, settings: Settings, clock: Callable[[], float] = time.monotonic) -> Limits:
        return cls(
            opens=TokenBuckets(per_minute=settings.opens_per_minute, burst=settings.opens_burst, clock=clock),
            turns=TokenBuckets(per_minute=settings.turns_per_minute, burst=settings.turns_burst, clock=clock),
            resumes=TokenBuckets(per_minute=settings.resumes_per_minute, burst=settings.resumes_burst, clock=clock),
            misses=TokenBuckets(per_minute=settings.turns_per_minute, burst=settings.turns_burst, clock=clock),
        )


def create_app(
    conversations: Conversations,
    readiness: Readiness,
    settings: Settings,
    *,
    limits: Limits | None = None,
    metrics: Metrics | None = None,
    lifespan: Callable[[], AbstractAsyncContextManager[None]] | None = None,
    library: Callable[[], Library] = load_library,
    routers: Sequence[APIRouter] = (),
) -> FastAPI:
    """Builds the application. `lifespan` is entered when the server starts and left when it stops.

    `routers` are those of other rooms (the desk), which this one does not know.
    """

    @asynccontextmanager
    async def run(_: FastAPI) -> AsyncGenerator[None]:
        if lifespan is None:
            yield
        else:
            async with lifespan():
                yield

    app = FastAPI(
        title="Ombudslinjen",
        version="0.1.0",
        summary="Chat API of Ombudslinjen",
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=run,
    )
    app.state.conversations = conversations
    app.state.readiness = readiness
    app.state.settings = settings
    app.state.limits = limits or Limits.from_settings(settings)
    app.state.metrics = metrics or Metrics()
    app.state.library = library
    app.state.pages = Pages()
    for router in (conversation_routes.router, operation_routes.router, chat_router, info_router, static_router):
        app.include_router(router)
    for router in routers:
        app.include_router(router)
    app.add_exception_handler(problem.Problem, _answer_problem)
    app.add_exception_handler(ConversationError, _answer_conversation_error)
    for unavailable in (Busy, DBAPIError, PoolTimeout, ConnectionError):
        app.add_exception_handler(unavailable, _answer_unavailable)
    app.add_exception_handler(RequestValidationError, _answer_malformed)
    app.add_exception_handler(HTTPException, _answer_http)
    app.add_middleware(BodyLimit, max_bytes=settings.max_body_bytes)
    app.add_middleware(RequestRecord, metrics=app.state.metrics)
    describe(app)
    return app


async def _answer_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, problem.Problem)
    return _counted(request, error).response()


_MISSES = frozenset({problem.unauthorized().name, problem.not_found().name})


def _counted(request: Request, answer: problem.Problem) -> problem.Problem:
    """The answer, or that there have been too many misses from this address."""
    if answer.name in _MISSES and (wait := request.app.state.limits.misses.take(address_of(request))):
        request.app.state.metrics.refused.labels("misses").inc()
        return problem.too_many(wait)
    return answer


async def _answer_unavailable(_: Request, error: Exception) -> Response:
    """The store cannot be used now. The same request with the same Idempotency-Key can be sent again."""
    if isinstance(error, IntegrityError | ProgrammingError | DataError):
        raise error  # a mistake of ours, which waiting does not mend
    _log.error("store unavailable", **safe_trace(error))
    return problem.unavailable().response()


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
    return _counted(request, answer).response()


async def _answer_malformed(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = error.errors()
    if any(e["type"] == "string_too_long" and e["loc"][-1] == "text" for e in errors):
        return problem.too_large().response()
    found = tuple(problem.FieldError(where=_place(e["loc"]), why=str(e["type"])) for e in errors[:20])
    return problem.malformed(found).response()


def _place(loc: tuple[str | int, ...]) -> str:
    """Where in the request. A field of an unknown name is not named, since the name came from outside."""
    known = {"body", "header", "path", "query", "text", "choice", "choices", "digits", "silence", "move"}
    known |= {"channel", "code", "Idempotency-Key", "idempotency-key"}
    return ".".join(str(part) if isinstance(part, int) or part in known else "?" for part in loc)


async def _answer_http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return problem.not_found("Nothing is served at this address.").response()
    if error.status_code == 405:
        return problem.method_not_allowed(error.headers).response()
    if error.status_code == 400:
        return problem.malformed((problem.FieldError(where="body", why="unreadable"),)).response()
    return problem.other(error.status_code, str(error.detail)[:80], error.headers).response()
