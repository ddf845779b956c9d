"""The web process as an ASGI application: routes, limits, errors and its OpenAPI description."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from fastapi import APIRouter, FastAPI

from bot.channels.readiness import Readiness
from bot.channels.web import conversation_routes, operation_routes
from bot.channels.web.address import came_by_https
from bot.channels.web.body_limit import BodyLimit
from bot.channels.web.chat.first_answers import FirstAnswers
from bot.channels.web.chat.routes import router as chat_router
from bot.channels.web.chat.worker_route import router as worker_router
from bot.channels.web.error_answers import answer_errors, failed, too_large
from bot.channels.web.head_by_get import HeadByGet
from bot.channels.web.info.routes import router as info_router
from bot.channels.web.openapi import describe
from bot.channels.web.rate_limit import RateLimit, TokenBuckets
from bot.channels.web.request_record import RequestRecord
from bot.channels.web.ring.browser_line import BrowserLine
from bot.channels.web.ring.routes import router as ring_router
from bot.conversations.port import Conversations
from bot.look.compression import PageCompression
from bot.look.pages import Pages
from bot.look.security_headers import SecurityHeaders
from bot.look.serving import router as static_router
from bot.look.showing import router as look_router
from bot.observability.metrics import Metrics
from bot.settings import Settings
from content.library import Library
from content.loader import load_library


@dataclass(frozen=True)
class Limits:
    """The allowances of this process: new conversations, resume codes, misses and calls by address, turns by
    conversation.

    A miss is a conversation that is not there or a token that does not open it. Whoever has the right token is never
    refused because of the misses of others behind the same address.
    """

    opens: RateLimit
    turns: RateLimit
    resumes: RateLimit
    misses: RateLimit
    rings: RateLimit

    @classmethod
    def from_settings(cls, settings: Settings, clock: Callable[[], float] = time.monotonic) -> Limits:
        return cls(
            opens=TokenBuckets(per_minute=settings.opens_per_minute, burst=settings.opens_burst, clock=clock),
            turns=TokenBuckets(per_minute=settings.turns_per_minute, burst=settings.turns_burst, clock=clock),
            resumes=TokenBuckets(per_minute=settings.resumes_per_minute, burst=settings.resumes_burst, clock=clock),
            misses=TokenBuckets(per_minute=settings.turns_per_minute, burst=settings.turns_burst, clock=clock),
            rings=TokenBuckets(per_minute=settings.rings_per_minute, burst=settings.rings_burst, clock=clock),
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
    browser_line: BrowserLine | None = None,
    routers: Sequence[APIRouter] = (),
) -> FastAPI:
    """Builds the application. `lifespan` is entered when the server starts and left when it stops.

    `browser_line` is how browsers reach the telephone line, if they do. `routers` are those of other rooms (the desk),
    which this one does not know.
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
    app.state.first_answers = FirstAnswers()
    app.state.browser_line = browser_line
    app.state.pages = Pages(can_ring=browser_line is not None)
    own = (
        conversation_routes.router,
        operation_routes.router,
        chat_router,
        worker_router,
        info_router,
        ring_router,
        look_router,
        static_router,
    )
    for router in (*own, *routers):
        app.include_router(router)
    answer_errors(app)
    app.add_middleware(PageCompression, never=("/desk", "/api", "/static", "/metrics"))
    app.add_middleware(BodyLimit, max_bytes=settings.max_body_bytes, refused=too_large)
    app.add_middleware(HeadByGet, never=("/api",))
    app.add_middleware(RequestRecord, metrics=app.state.metrics, failed=failed)
    app.add_middleware(SecurityHeaders, https=came_by_https)  # outermost: every answer, however it came about
    describe(app)
    return app
