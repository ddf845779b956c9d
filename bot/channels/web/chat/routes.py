"""The web chat's addresses."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

router = APIRouter(include_in_schema=False)


@router.get("/")
async def front_page(request: Request) -> HTMLResponse:
    return request.app.state.pages.response("look/base.html")
