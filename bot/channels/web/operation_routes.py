"""What an operator and a load balancer ask: is it alive, is it ready, how is it doing. And the front page."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from pydantic import BaseModel

from bot.channels.readiness import Parts, PartState
from bot.observability.metrics import CONTENT_TYPE, Metrics

router = APIRouter(tags=["operation"])

_GAUGE: dict[PartState, float] = {"ok": 1, "degraded": 0.5, "down": 0, "off": -1}
_FRONT_PAGE = """<!doctype html>
<html lang="sv">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ombudslinjen</title></head>
<body><main>
<h1>Ombudslinjen</h1>
<p>Här ska du kunna chatta. Det kommer i nästa version.</p>
<p>Är du i fara? Ring 112.</p>
</main></body>
</html>
"""


class Alive(BaseModel):
    status: Literal["ok"] = "ok"


class PartStates(BaseModel):
    database: PartState
    understanding: PartState
    hearing: PartState
    speaking: PartState
    telegram: PartState


class Ready(BaseModel):
    """`degraded` still answers every client, only with less understanding or fewer channels."""

    status: Literal["ok", "degraded", "down"]
    parts: PartStates


def _record(parts: Parts, metrics: Metrics) -> None:
    for name, state in parts.as_mapping().items():
        metrics.part.labels(name).set(_GAUGE[state])


@router.get("/healthz", operation_id="healthz")
async def healthz() -> Alive:
    """The process answers."""
    return Alive()


@router.get(
    "/readyz",
    operation_id="readyz",
    response_model=Ready,
    responses={503: {"model": Ready, "description": "Nothing can be kept now: the database is down."}},
)
async def readyz(request: Request) -> Response:
    """What works, part by part. 503 only when clients cannot be served."""
    parts = await request.app.state.readiness.parts()
    _record(parts, request.app.state.metrics)
    ready = Ready(status=parts.status, parts=PartStates(**parts.as_mapping()))
    return JSONResponse(ready.model_dump(), 503 if parts.status == "down" else 200)


@router.get("/metrics", operation_id="metrics", response_class=PlainTextResponse)
async def metrics(request: Request) -> Response:
    """Figures for Prometheus."""
    return Response(request.app.state.metrics.exposition(), headers={"Content-Type": CONTENT_TYPE})


@router.get("/", include_in_schema=False)
async def front_page() -> HTMLResponse:
    return HTMLResponse(_FRONT_PAGE)
