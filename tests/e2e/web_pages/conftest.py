"""The shared web process with people at its desk, and browsers with and without JavaScript."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext

from tests.e2e.browser import OpensContext
from tests.e2e.web_pages.client import Client
from tests.e2e.web_pages.ombud import Ombud
from tests.e2e.web_pages.people import Employee, hire
from tests.e2e.web_process import WebProcess

Employs: TypeAlias = Callable[[Employee], Awaitable[Ombud]]


@pytest_asyncio.fixture(scope="session")
async def passwords(web: WebProcess) -> dict[str, str]:
    """Everybody is hired; the passwords by address."""
    return await hire(web.data)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def java_script(request: pytest.FixtureRequest) -> bool:
    return request.param


@pytest_asyncio.fixture
async def context(new_context: OpensContext, java_script: bool) -> BrowserContext:
    """A fresh profile of the kind that the proof is run with."""
    return await new_context(java_script_enabled=java_script, reduced_motion="reduce")


@pytest_asyncio.fixture
async def client(context: BrowserContext, web: WebProcess) -> Client:
    return await Client.at(context, web.address)


@pytest.fixture
def ombud_at_work(new_context: OpensContext, web: WebProcess, passwords: dict[str, str], java_script: bool) -> Employs:
    """Each ombud has a browser of their own."""

    async def begin(who: Employee) -> Ombud:
        context = await new_context(
            java_script_enabled=java_script, reduced_motion="reduce", viewport={"width": 1280, "height": 800}
        )
        return await Ombud.at(context, web.address, who)

    return begin
