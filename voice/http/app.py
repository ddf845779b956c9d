"""The voice process as an ASGI application: the media socket, hearing and speaking for others, and operation.

It is made of parts that are given to it, so that a test or another composition gives its own.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from ipaddress import IPv4Network, IPv6Network

import structlog
from prometheus_client import CollectorRegistry
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, WebSocketRoute

from bot.channels.web.body_limit import BodyLimit
from bot.observability.safe_trace import safe_trace
from voice.hearing.heard import Hearing
from voice.http import problems
from voice.http.credentials import Credentials
from voice.http.door_keeper import DoorKeeper
from voice.http.hear_and_speak import MOST_BODY_BYTES, hear_and_speak_routes
from voice.http.operation import operation_routes
from voice.http.readiness import Readiness
from voice.http.strangers import Strangers
from voice.media.clock import Clock, SteadyClock
from voice.media.endpoint import MediaEndpoint, Take
from voice.media.limits import MediaLimits
from voice.media.metrics import MediaMetrics
from voice.media.tickets import TicketKeeper
from voice.speaking.speaker import Speaker

_log = structlog.get_logger("voice")
_OPEN_TO_ALL = ("/healthz", "/readyz", "/metrics")


def create_voice_app(
    take: Take,
    hearing: Hearing,
    speaker: Speaker,
    readiness: Readiness,
    *,
    registry: CollectorRegistry,
    credentials: Credentials,
    tickets: TicketKeeper,
    limits: MediaLimits | None = None,
    routes: Sequence[BaseRoute] = (),
    trusted_proxies: Sequence[IPv4Network | IPv6Network] = (),
    lifespan: Callable[[], AbstractAsyncContextManager[None]] | None = None,
    clock: Clock | None = None,
) -> Starlette:
    """Builds the application. `take` is called once for each call, with its line, and leads it to its end.

    `routes` are further ones (what the exchange asks about a call); like all but the operator's they ask for the
    credentials. `lifespan` is entered when the server starts and left when it stops.
    """
    clock = clock or SteadyClock()
    strangers = Strangers(trusted_proxies, clock=clock.now)
    media = MediaEndpoint(
        take, credentials, tickets, limits or MediaLimits(), MediaMetrics(registry), strangers, clock=clock
    )

    @asynccontextmanager
    async def run(_: Starlette) -> AsyncGenerator[None]:
        if lifespan is None:
            yield
        else:
            async with lifespan():
                yield

    return Starlette(
        routes=[
            WebSocketRoute("/media", media.answer),
            *operation_routes(readiness, registry, lambda: media.places.full),
            *hear_and_speak_routes(hearing, speaker),
            *routes,
        ],
        middleware=[
            Middleware(DoorKeeper, credentials=credentials, strangers=strangers, open_to_all=_OPEN_TO_ALL),
            Middleware(BodyLimit, max_bytes=MOST_BODY_BYTES, refused=lambda _: problems.too_large()),
        ],
        exception_handlers={HTTPException: _answer_http, Exception: _answer_failure},
        lifespan=run,
    )


async def _answer_http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problems.other(error.status_code, error.detail)


async def _answer_failure(_: Request, error: Exception) -> Response:
    _log.error("request failed", **safe_trace(error))
    return problems.internal()
