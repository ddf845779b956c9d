"""What an operator and a load balancer ask: is it alive, is it ready, how is it doing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.readiness import PartState
from bot.observability.metrics import CONTENT_TYPE
from voice.http.readiness import Readiness

_FIGURE: dict[PartState, float] = {"ok": 1, "degraded": 0.5, "down": 0, "off": -1}


def operation_routes(readiness: Readiness, registry: CollectorRegistry, full: Callable[[], bool]) -> list[Route]:
    """`/healthz`, `/readyz`, `/metrics`. `full` tells whether every line is taken."""
    figure = Gauge("ombud_voice_part", "A part: 1 ok, 0.5 degraded, 0 down, -1 off.", ["part"], registry=registry)

    async def healthz(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def readyz(_: Request) -> Response:
        parts = await readiness.parts()
        if full() and parts.calls == "ok":
            parts = replace(parts, calls="degraded")
        for name, state in parts.as_mapping().items():
            figure.labels(name).set(_FIGURE[state])
        answer = {"status": parts.status, "parts": dict(parts.as_mapping())}
        return JSONResponse(answer, 503 if parts.status == "down" else 200)

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE})

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
