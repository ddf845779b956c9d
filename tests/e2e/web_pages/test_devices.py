"""A conversation goes on where it was: after a reload, in a new tab, on another device. The old device is out."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.browser import OpensContext
from tests.e2e.web_pages.by_api import Talk
from tests.e2e.web_pages.client import Client, Press, Write
from tests.e2e.web_process import WebProcess

TIRED = "Jag blir så trött av alla brev som kommer."


async def test_a_reload_and_a_closed_tab_lose_nothing(client: Client) -> None:
    await client.takes_up(Talk(client.address).to("more"))
    step, asked = await client.step(), await client.question.inner_text()

    await client.page.reload()
    assert (await client.step(), await client.question.inner_text()) == (step, asked)

    await client.page.close()
    again = await Client.at(client.page.context, client.address)
    assert (await again.step(), await again.question.inner_text()) == (step, asked)
    await again.does(Write(TIRED))
    assert await again.step() == "send_ombud"


async def test_a_code_opens_it_on_another_device_and_closes_it_here(
    client: Client, new_context: OpensContext, web: WebProcess, java_script: bool
) -> None:
    await client.takes_up(Talk(client.address).to("more"))
    step, asked = await client.step(), await client.question.inner_text()
    await client.page.get_by_role("button", name="Fortsätt på en annan mobil eller dator").click()
    code = await client.page.locator("#kod").inner_text()

    other = Client(await (await new_context(java_script_enabled=java_script)).new_page(), web.address)
    await other.goes_to("/fortsatt")
    await other.page.get_by_label("Skriv din kod").fill(code)
    await other.page.get_by_role("button", name="Öppna samtalet").click()
    await expect(other.question).to_have_text(asked)
    assert await other.step() == step

    await client.goes_to("/")
    await expect(client.page.locator("#besked")).to_contain_text("Samtalet är inte öppet här längre.")
    assert await client.page.context.cookies() == []
    await other.does(Write(TIRED))
    assert await other.step() == "send_ombud"


async def test_who_leaves_leaves_nothing_on_this_device(client: Client) -> None:
    await client.does(Press("yes"))
    await client.does(Write("jag vill ha ett ombud"))
    await client.page.get_by_role("button", name="Stäng samtalet här").click()
    await expect(client.page.get_by_role("heading", level=1)).to_have_text("Klart")
    assert await client.page.context.cookies() == []

    await client.page.go_back()
    assert await client.step() == "consent"
