"""The page keeps to its own line, is light, and says without JavaScript what else there is."""

from __future__ import annotations

import httpx
import pytest
from playwright.async_api import expect
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.e2e.browser import Misdeeds, OpensContext
from tests.e2e.ring.conftest import Caller
from tests.e2e.ring.other_end import OtherEnd
from tests.e2e.web_pages.weight import Scales
from tests.e2e.web_process import WebProcess
from tests.voice.media.server import Served

MOST_BYTES = 100_000
_TRIES = """(address) => new Promise((done) => {
  document.addEventListener('securitypolicyviolation', ({ blockedURI }) => done(blockedURI));
  try { new WebSocket(address, 'media'); } catch { done('refused'); }
})"""


async def test_it_may_open_no_other_socket(caller: Caller, misdeeds: Misdeeds, socket: Served) -> None:
    misdeeds.expected = ("Content Security Policy", "WebSocket")
    for elsewhere in (f"ws://127.0.0.1:{socket.port}/calls", "ws://127.0.0.1:1/media", "ws://localhost:8081/media"):
        assert await caller.page.evaluate(_TRIES, elsewhere) in (elsewhere, "refused")


async def test_a_ticket_opens_the_line_once(ring_web: WebProcess, other_end: OtherEnd) -> None:
    async with httpx.AsyncClient(base_url=ring_web.address) as http:
        given = (await http.post("/ring/ticket")).raise_for_status().json()
    address = f"{given['url']}?ticket={given['ticket']}"
    async with connect(address, subprotocols=["media"]) as line:  # ty: ignore[invalid-argument-type]
        await line.send('{"event":"MEDIA_START","format":"slin16"}')
        call = await other_end.call()
        with pytest.raises(InvalidStatus, match="401"):
            await connect(address, subprotocols=["media"])  # ty: ignore[invalid-argument-type]
    await call.until(lambda: call.hung_up)


async def test_it_is_light(new_context: OpensContext, ring_web: WebProcess) -> None:
    context = await new_context()
    weight = await Scales(context).weigh(await context.new_page(), f"{ring_web.address}/ring", worker=False)
    assert weight.bytes < MOST_BYTES, weight.by_path


async def test_without_javascript_there_is_no_button_that_does_nothing(
    new_context: OpensContext, ring_web: WebProcess
) -> None:
    page = await (await new_context(java_script_enabled=False)).new_page()
    await page.goto(f"{ring_web.address}/ring")
    said = page.locator("noscript p")
    await expect(said).to_be_visible()
    await expect(said).to_contain_text("Den här webbläsaren kan inte ringa.")
    assert await page.locator("main button:visible").count() == 0
    await page.get_by_role("link", name="Skriva i stället").click()
    await expect(page.locator("#fraga")).to_be_visible()


async def test_one_comes_to_it_from_every_page(new_context: OpensContext, ring_web: WebProcess) -> None:
    page = await (await new_context()).new_page()
    for path in ("/", "/hjalp"):
        await page.goto(f"{ring_web.address}{path}")
        await page.get_by_role("contentinfo").get_by_role("link", name="Ring från webben").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Ring från webben")
