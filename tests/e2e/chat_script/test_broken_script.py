"""A script that fails takes nothing away: the form answers as it does without JavaScript."""

from __future__ import annotations

import pytest
from playwright.async_api import Route, expect

from tests.e2e.browser import Misdeeds, OpensContext
from tests.e2e.web_process import WebProcess

BROKEN = "broken on purpose"
MISSED = "does not provide an export"


@pytest.mark.parametrize(
    "module", ["chat", "page", "draft", "earlier", "meanwhile", "post", "listen", "fields", "offline"]
)
async def test_the_form_answers_although_a_script_fails(
    new_context: OpensContext, misdeeds: Misdeeds, web: WebProcess, module: str
) -> None:
    misdeeds.expected = (BROKEN, MISSED)
    context = await new_context(service_workers="block")

    async def fail(route: Route) -> None:
        await route.fulfill(content_type="text/javascript", body=f'throw new Error("{BROKEN}");')

    await context.route(f"**/{module}.js", fail)
    page = await context.new_page()
    await page.goto(f"{web.address}/")
    await page.get_by_role("button", name="Ja", exact=True).click()
    await expect(page.locator("#samtal")).to_have_attribute("data-step", "menu")


async def test_what_the_script_cannot_show_is_shown_by_a_new_page(new_context: OpensContext, web: WebProcess) -> None:
    page = await (await new_context(service_workers="block")).new_page()
    await page.goto(f"{web.address}/")
    await page.locator(".meanwhile").wait_for(state="attached")
    await page.evaluate("DOMParser.prototype.parseFromString = () => { throw Error('no'); }; window.same_page = true")
    await page.get_by_role("button", name="Ja", exact=True).click()
    await expect(page.locator("#samtal")).to_have_attribute("data-step", "menu")
    assert not await page.evaluate("window.same_page")
