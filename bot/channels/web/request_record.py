"""What is recorded of a request: method, route template, status and time. No path, query, header, address or body."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.observability.metrics import Metrics
from bot.observability.safe_trace import safe_trace

_log = structlog.get_logger("web")
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})


class RequestRecord:
    """Counts and logs every request, and turns any escaped error into an answer: `failed(request)`.

    The error is logged by type and place only, and goes no further: the server's own log would quote its message.
    """

    def __init__(
        self,
        app: ASGIApp,
        metrics: Metrics,
        failed: Callable[[Request], Response],
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._failed = failed
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = self._clock()
        status = 0

        async def recorded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, recorded)
        except Exception as error:
            _log.error("request failed", route=_route(scope), **safe_trace(error))
            if not status:
                await self._failed(Request(scope))(scope, receive, recorded)
        finally:
            self._record(scope, status, self._clock() - begun)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._metrics.requests.labels(method, route, str(status)).inc()
        self._metrics.seconds.labels(route).observe(seconds)
        if route not in _QUIET:
            _log.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))


def _route(scope: Scope) -> str:
    return getattr(scope.get("route"), "path", None) or "unmatched"
