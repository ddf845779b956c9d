"""A whole conversation and a whole case with the keyboard only: the focus is always seen, and never lost."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.browser import OpensContext
from tests.e2e.web_pages.by_api import Talk
from tests.e2e.web_pages.client import Client, Deed, Go, Press, Tick, Write
from tests.e2e.web_pages.keyboard import Keyboard
from tests.e2e.web_pages.people import BO, PASSWORD
from tests.e2e.web_pages.stories import nodprovning
from tests.e2e.web_process import WebProcess


async def test_a_client_tells_everything(client: Client, java_script: bool) -> None:
    keyboard = Keyboard(client.page)
    for step, deed in nodprovning("jag har lånat av grannen"):
        await expect(client.page.locator("#samtal")).to_have_attribute("data-step", step)
        key = await client.key()
        await _by_keys(client, keyboard, deed)
        await client.next_page(key)
        await expect(client.page.locator("#fraga:focus, #sagt:focus")).to_have_count(1)
    assert await client.case()


async def _by_keys(client: Client, keyboard: Keyboard, deed: Deed) -> None:
    match deed:
        case Press(option):
            await _unfold(client, keyboard, f"[name=choice][value='{option}']")
            await keyboard.activate(client.form.locator(f"[name=choice][value='{option}']"))
        case Tick(options):
            for option in options:
                await _unfold(client, keyboard, f"[name=choices][value='{option}']")
                await keyboard.activate(client.form.locator(f"[name=choices][value='{option}']"), "Space")
            await keyboard.activate(client.form.locator("[name=done]"))
        case Write(words):
            await keyboard.to(client.field)
            await keyboard.type(words)
            await keyboard.activate(client.form.locator("[name=send]"))
        case Go(move):
            await keyboard.activate(client.form.locator(f"[name=move][value='{move}']"), "Space")


async def _unfold(client: Client, keyboard: Keyboard, control: str) -> None:
    summary = client.form.locator(f"details:not([open]):has({control}) > summary")
    if await summary.count():
        await keyboard.activate(summary)


async def test_the_first_tab_leads_past_the_top(client: Client) -> None:
    await client.page.keyboard.press("Tab")
    skip = client.page.locator(".skip-link")
    await expect(skip).to_be_focused()
    await expect(skip).to_be_in_viewport()
    await client.page.keyboard.press("Enter")
    await expect(client.page.locator("#innehall")).to_be_focused()


async def test_an_ombud_takes_a_case_and_closes_it(
    new_context: OpensContext, web: WebProcess, passwords: dict[str, str], java_script: bool
) -> None:
    case = Talk(web.address, "nodprovning").send()
    context = await new_context(
        java_script_enabled=java_script, reduced_motion="reduce", viewport={"width": 1280, "height": 800}
    )
    page = await context.new_page()
    keyboard = Keyboard(page)

    await page.goto(f"{web.address}/desk")
    await expect(page.get_by_label("E-post")).to_be_focused()
    await keyboard.type(BO.email)
    await keyboard.press("Tab")
    await keyboard.type(PASSWORD)
    await keyboard.press("Enter")

    await expect(page.locator("h1")).to_contain_text("Ärenden")
    await keyboard.activate(page.locator("#lista").get_by_role("link", name=case, exact=True))
    await expect(page.locator("h1")).to_contain_text(case)

    await keyboard.activate(page.get_by_role("button", name="Ta ärendet"))
    await expect(page.locator("#besked")).to_be_focused()

    await keyboard.to(page.locator("#anteckning-text"))
    await keyboard.type("Jag ringer i morgon.")
    await keyboard.activate(page.get_by_role("button", name="Spara anteckning"), "Space")
    await expect(page.locator("#besked")).to_contain_text("Anteckningen är sparad.")

    await keyboard.activate(page.locator("#kontakt > summary"))
    for field in ("#kontakt-way", "#kontakt-result"):
        await keyboard.to(page.locator(field))
        await keyboard.press("ArrowDown")
    await keyboard.activate(page.get_by_role("button", name="Spara kontaktförsök"))
    await expect(page.locator("#besked")).to_contain_text("Kontaktförsöket är sparat.")

    await keyboard.activate(page.locator("#avsluta > summary"))
    await keyboard.to(page.locator("#avsluta-outcome"))
    await keyboard.press("ArrowDown")
    await keyboard.activate(page.get_by_role("button", name="Avsluta ärendet"))
    await expect(page.locator("#besked")).to_contain_text("Ärendet är avslutat.")
    await expect(page.locator("#besked")).to_be_focused()
