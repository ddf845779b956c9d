"""The browser phone with the real voice process behind it: a conversation by keys, read on the page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Page, expect

from bot.supervisor.preflight import free_loopback_port
from content.loader import load_library
from tests.e2e.browser import OpensContext
from tests.e2e.phone.exchange import MEDIA_PASSWORD
from tests.e2e.phone.voice_process import VoiceProcess
from tests.e2e.web_process import GENEROUS, WebProcess

PATIENCE_MS = 30_000


@pytest_asyncio.fixture
async def voice(tmp_path: Path) -> AsyncIterator[VoiceProcess]:
    """`ombud voice`, beginning. It takes calls before it can hear."""
    process = VoiceProcess(tmp_path / "voice", free_loopback_port())
    try:
        yield process
    finally:
        process.stop()


@pytest_asyncio.fixture
async def page_that_rings(tmp_path: Path, voice: VoiceProcess, new_context: OpensContext) -> AsyncIterator[Page]:
    phone = {"OMBUD_MEDIA_ADDRESS": f":{voice.port}", "OMBUD_MEDIA_PASSWORD": MEDIA_PASSWORD}
    web = WebProcess(tmp_path / "web", **GENEROUS, **phone)
    try:
        await asyncio.to_thread(web.wait_until_ready)
        await asyncio.to_thread(voice.wait_until_answering)
        page = await (await new_context(reduced_motion="reduce")).new_page()
        await page.goto(f"{web.address}/ring")
        yield page
    finally:
        web.stop()


async def test_a_conversation_by_keys_is_read_on_the_page(page_that_rings: Page, voice: VoiceProcess) -> None:
    page, said = page_that_rings, page_that_rings.locator("#texten")
    await page.get_by_role("button", name="Ring utan mikrofon").click()
    await expect(said).to_contain_text("Jag är ett datorprogram, ingen människa.")
    await expect(page.locator(".ring__phase")).to_have_text("Jag pratar", use_inner_text=True)

    flows = load_library().flows
    asked = {step.key: step.text.phone for flow in ("menu", "nodprovning") for step in flows[flow].steps}
    for key, step in (("1", "menu"), ("2", "danger"), ("#", "menu")):
        await page.keyboard.press(key)
        await expect(said.locator("> :last-child")).to_contain_text(asked[step], timeout=PATIENCE_MS)
    await expect(said.locator(".message--you")).to_have_text(["Du: 1", "Du: 2", "Du: #"])

    await page.get_by_role("button", name="Lägg på").click()
    await expect(page.locator("#besked")).to_contain_text("Samtalet är slut")
    async with asyncio.timeout(PATIENCE_MS / 1000):
        while '"reason": "hung_up"' not in voice.log:  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.05)
    assert "datorprogram" not in voice.log
