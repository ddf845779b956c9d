"""The network goes in the middle of a conversation: the words stay, and are taken once."""

from __future__ import annotations

import pytest
from playwright.async_api import Request, expect

from tests.e2e.browser import Misdeeds
from tests.e2e.web_pages.client import Client, Press, Write

WORDS = "Jag har inte ätit sedan i går."


@pytest.fixture
def without_network(misdeeds: Misdeeds) -> None:
    """That the browser complains of a network which the test took away is no fault of the page."""
    misdeeds.expected = ("Failed to load resource", "ERR_INTERNET_DISCONNECTED")


async def _at_menu(client: Client) -> None:
    await client.does(Press("yes"))


@pytest.mark.parametrize("java_script", [True], ids=["with JavaScript"])
async def test_words_wait_for_the_network_and_go_once(client: Client, without_network: None) -> None:
    await _at_menu(client)
    taken: list[Request] = []
    client.page.on("requestfinished", lambda request: taken.append(request) if request.method == "POST" else None)
    await client.page.context.set_offline(True)
    key = await client.key()
    await client.tries(Write(WORDS))
    await expect(client.page.locator("#natet")).to_contain_text("Ditt svar är kvar här.")
    await expect(client.field).to_have_value(WORDS)

    await client.page.context.set_offline(False)
    await client.next_page(key)
    assert len(taken) == 1
    assert await client.step() != "menu"
    assert (await client.page.locator("#tidigare").inner_text()).count(WORDS) == 1


@pytest.mark.parametrize("java_script", [False], ids=["without JavaScript"])
async def test_a_reload_of_the_browsers_error_page_sends_them_once(client: Client, without_network: None) -> None:
    await _at_menu(client)
    await client.page.context.set_offline(True)
    await client.tries(Write(WORDS))
    await client.page.wait_for_url("chrome-error://**")

    await client.page.context.set_offline(False)
    await client.page.reload()
    assert await client.step() == "danger"
    await expect(client.page.locator("#svaren summary")).to_have_text("Dina svar hittills (1)")
