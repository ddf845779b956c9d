"""The whole application with a few pages that do what a test asks for."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from bot.channels.web import problem
from bot.channels.web.app import create_app
from bot.conversations.errors import Expired, TooMany
from bot.look.same_origin import same_origin
from bot.look.security_headers import content_security_policy, permissions_policy
from bot.settings import Settings
from bot.store.errors import Busy
from tests.bot.channels.fake_conversations import FakeConversations, FakeReadiness

CANARY = "kanariefagel-61"
LONG_PAGE = f"<!doctype html><title>prov</title><p>{'Hej igen. ' * 400}"
RAISED: dict[str, Callable[[], Exception]] = {
    "400": lambda: HTTPException(400),
    "403": lambda: HTTPException(403),
    "404": lambda: HTTPException(404),
    "409": lambda: HTTPException(409),
    "410": Expired,
    "413": problem.too_large,
    "422": lambda: problem.malformed(()),
    "429": lambda: TooMany(12),
    "500": lambda: ValueError(CANARY),
    "503": lambda: Busy(CANARY),
}
pages = APIRouter(include_in_schema=False)


@pages.get("/prov/fel/{status}")
@pages.get("/desk/prov/fel/{status}")
@pages.get("/api/prov/fel/{status}")
async def failing(status: str) -> None:
    raise RAISED[status]()


@pages.get("/prov/lang")
@pages.get("/desk/prov/lang")
@pages.get("/api/prov/lang")
async def long_page() -> HTMLResponse:
    return HTMLResponse(LONG_PAGE)


@pages.get("/prov/mer")
async def page_with_sound() -> HTMLResponse:
    return HTMLResponse(
        "<!doctype html>",
        headers={
            "Content-Security-Policy": content_security_policy(media_src="'self' blob:"),
            "Permissions-Policy": permissions_policy(microphone="self"),
        },
    )


@pages.post("/prov/andra", dependencies=[Depends(same_origin)])
async def change(request: Request) -> JSONResponse:
    return JSONResponse({"length": len(await request.body())})


@pytest.fixture(scope="module")
def app() -> FastAPI:
    settings = Settings(trusted_proxies=("10.0.0.0/8",))
    return create_app(FakeConversations(), FakeReadiness(), settings, routers=(pages,))


@pytest.fixture
async def browser(app: FastAPI) -> AsyncGenerator[httpx.AsyncClient]:
    """Asks as a browser that opens a page does."""
    headers = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Encoding": "gzip, deflate, br"}
    transport = httpx.ASGITransport(app, raise_app_exceptions=True)
    async with httpx.AsyncClient(transport=transport, base_url="http://ombud.test", headers=headers) as browser:
        yield browser
