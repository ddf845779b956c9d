"""What an operator and a load balancer ask: is it alive, is it ready, how is it doing."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import BaseModel

from bot.channels.readiness import Parts, PartState
from bot.observability.metrics import CONTENT_TYPE, Metrics

router = APIRouter(tags=["operation"])

_GAUGE: dict[PartState, float] = {"ok": 1, "degraded": 0.5, "down": 0, "off": -1}


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
