"""`/utseende`: every colour, size and component in one page, for those who build and judge pages."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from bot.look.palette import SCHEMES, read_palette

router = APIRouter(include_in_schema=False)


@router.get("/utseende")
async def look(request: Request) -> HTMLResponse:
    """The live side of bot/look/README.md."""
    palette = read_palette()
    return request.app.state.pages.response("look/look.html", pairs=palette.pairs(), schemes=SCHEMES)
