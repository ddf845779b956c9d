"""The addresses of the pages to read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from bot.channels.web.info import erase_routes
from bot.channels.web.info.frame import client_page, filled, words_of
from bot.channels.web.info.helpline_card import helpline_cards
from bot.channels.web.info.now import now
from bot.channels.web.info.operator_words import contact, responsible
from bot.dialogue.wording import MONTHS
from bot.settings import Settings
from content.library import Library

router = APIRouter(include_in_schema=False)
router.include_router(erase_routes.router)


@router.get("/hjalp")
async def help_lines(request: Request, moment: Annotated[datetime, Depends(now)]) -> HTMLResponse:
    """Every number there is to call, the most urgent first."""
    library: Library = request.app.state.library()
    return client_page(request, "info/hjalp.html", cards=helpline_cards(library, moment, words_of(library)))


@router.get("/integritet")
async def privacy(request: Request) -> HTMLResponse:
    """What is kept, where, how long, and who reads it."""
    library: Library = request.app.state.library()
    settings: Settings = request.app.state.settings
    return _page(
        request,
        "integritet",
        "info/integritet.html",
        conversation_period=_days(settings.conversation_days),
        draft_period=_days(settings.draft_days),
        finished_period=_days(settings.finished_days),
        responsible=responsible(library, settings.operator_name, "privacy"),
        contact=contact(library, settings.privacy_contact, "privacy"),
    )


@router.get("/tillganglighet")
async def accessibility(request: Request) -> HTMLResponse:
    """The statement of accessibility."""
    library: Library = request.app.state.library()
    settings: Settings = request.app.state.settings
    return _page(
        request,
        "tillganglighet",
        "info/page.html",
        responsible=responsible(library, settings.operator_name, "site"),
        contact=contact(library, settings.accessibility_contact, "accessibility"),
    )


def _page(request: Request, page_id: str, template: str, **values: object) -> HTMLResponse:
    library: Library = request.app.state.library()
    page = library.pages[page_id]
    return client_page(
        request,
        template,
        page=page,
        updated=_day(page.updated),
        fill=lambda text: filled(text, values, library),
    )


def _days(number: int) -> str:
    return "en dag" if number == 1 else f"{number} dagar"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
