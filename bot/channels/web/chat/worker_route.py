"""The worker of the browser, and the page that it keeps for when there is no network."""

from __future__ import annotations

import hashlib

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from bot.channels.web.info.frame import client_page
from bot.look.pages import Pages

router = APIRouter(include_in_schema=False)


@router.get("/utan-nat")
async def page_without_network(request: Request) -> HTMLResponse:
    """Kind words and the numbers to call. It is the same for everybody and sets no cookie."""
    lines = [line for line in request.app.state.library().helplines if line.number]
    return client_page(request, "chat/utan_nat.html", lines=lines)


@router.get("/sw.js")
async def worker(request: Request) -> Response:
    """The worker for all pages of this address. It changes, and browsers fetch it anew, when styles or words change."""
    pages: Pages = request.app.state.pages
    source = pages.assets.file("chat/sw.js")
    assert source is not None
    made_of = f"{pages.assets.version} {request.app.state.library().version}"
    version = hashlib.sha256(made_of.encode()).hexdigest()[:12]
    body = f'const VERSION = "{version}";\n'.encode() + source.body
    return Response(body, media_type="text/javascript", headers={"Cache-Control": "no-cache"})
