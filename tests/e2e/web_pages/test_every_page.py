"""Every page in every state: axe finds no barrier in any colours, and everything finds room however it is read."""

from __future__ import annotations

import asyncio
import traceback

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.e2e.browser import Misdeeds, barriers, fresh_profile
from tests.e2e.web_pages import chat_states, desk_states, ring_states
from tests.e2e.web_pages.forced_colours import faint
from tests.e2e.web_pages.room import READINGS, cramped, read_as
from tests.e2e.web_pages.shelf import fill
from tests.e2e.web_pages.states import STATES
from tests.e2e.web_pages.visit import Grounds, Keys, Visit, forget_all
from tests.e2e.web_process import WebProcess

__all__ = ["chat_states", "desk_states", "ring_states"]

AT_ONCE = 2
REFUSED = "Failed to load resource"
"""What Chromium writes when a page answers 404 or 422: such pages are looked at here, too."""


@pytest_asyncio.fixture(scope="session")
async def findings(
    request: pytest.FixtureRequest, browser: Browser, web: WebProcess, passwords: dict[str, str]
) -> dict[str, list[str]]:
    """What is wrong with each page that is asked for, by its name. Some are looked at at the same time."""
    names = [name for item in request.session.items if (name := _looks_at(item))]
    grounds = Grounds(web.address, await fill(web.address, web.data), passwords, Keys(web.address))

    found: dict[str, list[str]] = {}

    async def look_at_some() -> None:
        """In one browser window, because a window knows the instruments from the page before."""
        misdeeds = Misdeeds(expected=(REFUSED,))
        context = await fresh_profile(browser, misdeeds, reduced_motion="reduce", service_workers="block")
        page = await context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        while names:
            name = names.pop()
            found[name] = [*await _look(Visit(page, grounds), name), *misdeeds.seen]
            misdeeds.seen.clear()
            await forget_all(page)
        await context.close()

    await asyncio.gather(*(look_at_some() for _ in range(AT_ONCE)))
    return found


async def _look(visit: Visit, name: str) -> list[str]:
    try:
        await STATES[name](visit)
        return await _barriers_in_all_colours(visit.page) + await _cramped_in_all_readings(visit.page)
    except Exception:
        return [traceback.format_exc()]


def _looks_at(item: pytest.Item) -> str | None:
    if not isinstance(item, pytest.Function) or item.function is not test_everybody_can_use:
        return None
    return str(item.callspec.params["name"])


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", STATES)
async def test_everybody_can_use(findings: dict[str, list[str]], name: str) -> None:
    assert not findings[name], "\n".join(findings[name])


async def _barriers_in_all_colours(page: Page) -> list[str]:
    found = await barriers(page)
    await page.emulate_media(color_scheme="dark")
    found += [f"[dark] {barrier}" for barrier in await barriers(page, only=["color-contrast"])]
    return found + await faint(page)


async def _cramped_in_all_readings(page: Page) -> list[str]:
    found = []
    async with read_as(page) as show:
        for how in READINGS:
            await show(how)
            found += [f"[{how.name}] {what}" for what in await cramped(page)]
    return found
