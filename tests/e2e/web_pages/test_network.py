"""The network goes in the middle of a conversation: the words stay, and are taken once."""

from __future__ import annotations

import pytest
from playwright.async_api import Request, expect

from tests.e2e.browser import Misdeeds
from tests.e2e.web_pages.by_api import Talk
from tests.e2e.web_pages.client import Client, Press, Write

WORDS = "Jag har inte ätit sedan i går."
A_LETTER, A_LOOK = 40.0, 1_500.0
"""Milliseconds. People write slowly and look at it once more; the browser puts down what is written once a second."""
WITH_SCRIPTS = pytest.mark.parametrize("java_script", [True], ids=["with JavaScript"])
WITHOUT_SCRIPTS = pytest.mark.parametrize("java_script", [False], ids=["without JavaScript"])


@pytest.fixture
def without_network(misdeeds: Misdeeds) -> None:
    """That the browser complains of a network which the test took away is no fault of the page."""
    misdeeds.expected = ("Failed to load resource", "ERR_INTERNET_DISCONNECTED")


@WITH_SCRIPTS
async def test_words_wait_for_the_network_and_go_once(client: Client, without_network: None) -> None:
    await client.does(Press("yes"))
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
    assert await client.step() == "danger"
    assert (await client.page.locator("#tidigare").inner_text()).count(WORDS) == 1


@WITHOUT_SCRIPTS
async def test_a_reload_of_the_browsers_error_page_sends_them_once(client: Client, without_network: None) -> None:
    await _lost_on_the_way(client)
    await client.page.reload()
    assert await client.step() == "danger"
    await expect(client.page.locator("#svaren summary")).to_have_text("Dina svar hittills (1)")


@WITHOUT_SCRIPTS
async def test_the_way_back_from_the_browsers_error_page_still_has_them(client: Client, without_network: None) -> None:
    await _lost_on_the_way(client)
    await client.page.go_back()
    await expect(client.field).to_have_value(WORDS)
    await client.does(Write(WORDS))
    assert await client.step() == "danger"


@WITHOUT_SCRIPTS
@pytest.mark.parametrize("then", ["she leaves", "another conversation", "another question"])
async def test_nobody_finds_them_in_another_place(client: Client, then: str) -> None:
    """Who goes back at a shared computer sees no words of the one before."""
    await client.takes_up(Talk(client.address).to("more"))
    await client.field.fill(WORDS)
    match then:
        case "she leaves":
            await client.page.get_by_role("button", name="Stäng samtalet här").first.click()
            await expect(client.page.get_by_role("heading", level=1)).to_have_text("Klart")
        case "another conversation":
            await client.goes_to("/hjalp")
            await client.has(Talk(client.address).to("more"))
        case "another question":
            await client.does(Write(WORDS))
    await client.page.go_back()
    await expect(client.field).to_have_value("")


async def _lost_on_the_way(client: Client) -> None:
    """She has sent her words into nothing; now the network is back."""
    await client.does(Press("yes"))
    await client.field.press_sequentially(WORDS, delay=A_LETTER)
    await client.page.wait_for_timeout(A_LOOK)
    await client.page.context.set_offline(True)
    await client.tries(Write(WORDS))
    await client.page.wait_for_url("chrome-error://**")
    await client.page.context.set_offline(False)
