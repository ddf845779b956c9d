"""A page that is opened without network is ours, with help lines, and keeps nothing of any client."""

from __future__ import annotations

import pytest
import pytest_asyncio
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import expect

from tests.e2e.browser import OpensContext, barriers
from tests.e2e.chat_script.chat import Chat
from tests.e2e.web_process import WebProcess

KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found.push(new URL(request.url).pathname);
  }
  return found;
}"""


@pytest_asyncio.fixture
async def chat(new_context: OpensContext, web: WebProcess) -> Chat:
    """The chat with its worker at work."""
    chat = await Chat(await (await new_context()).new_page(), web.address).open()
    await chat.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return chat


async def test_a_reload_without_network_shows_help_lines_and_the_way_back(chat: Chat, cut_off: None) -> None:
    await chat.press("Ja")
    await chat.field.fill("Halvt skrivet")
    await chat.page.context.set_offline(True)
    await chat.page.reload()

    await expect(chat.page.get_by_role("heading", name="Jag når inte fram")).to_be_visible()
    assert await chat.page.evaluate("scrollY") == 0
    await expect(chat.page.get_by_role("link", name="112", exact=True)).to_have_attribute("href", "tel:112")
    assert await barriers(chat.page) == []

    await chat.page.context.set_offline(False)
    await chat.page.get_by_role("link", name="Försök igen").click()
    await chat.ready()
    assert await chat.step() == "menu"
    await expect(chat.field).to_have_value("Halvt skrivet")


async def test_the_browser_keeps_only_that_page_and_its_styles(chat: Chat) -> None:
    await chat.press("Ja")
    await chat.press("Få ett personligt ombud")
    await chat.page.goto(f"{chat.address}/hjalp")
    kept = await chat.page.evaluate(KEPT)

    assert "/utan-nat" in kept
    assert all(path == "/utan-nat" or path.startswith("/static/") for path in kept)


async def test_the_desk_is_left_alone(chat: Chat, cut_off: None) -> None:
    """Staff see the browser's own page, not help lines for clients."""
    await chat.page.context.set_offline(True)
    with pytest.raises(PlaywrightError, match="ERR_INTERNET_DISCONNECTED"):
        await chat.page.goto(f"{chat.address}/desk")
