"""The browser phone with the real voice process behind it: conversations by keys and by words, read on the page."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.supervisor.preflight import free_loopback_port
from content.loader import load_library
from tests.e2e.browser import OpensContext
from tests.e2e.phone.exchange import MEDIA_PASSWORD
from tests.e2e.phone.voice_process import VoiceProcess
from tests.e2e.ring.microphone import give_a_microphone, speak
from tests.e2e.web_process import GENEROUS, WebProcess

PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VoiceProcess]:
    """`ombud voice`, beginning. It takes calls before it can hear."""
    process = VoiceProcess(tmp_path_factory.mktemp("ring-voice"), free_loopback_port())
    try:
        yield process
    finally:
        process.stop()


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory, voice: VoiceProcess) -> Iterator[WebProcess]:
    phone = {"OMBUD_MEDIA_ADDRESS": f":{voice.port}", "OMBUD_MEDIA_PASSWORD": MEDIA_PASSWORD}
    process = WebProcess(tmp_path_factory.mktemp("ring-web"), **GENEROUS, **phone)
    try:
        process.wait_until_ready()
        voice.wait_until_answering()
        yield process
    finally:
        process.stop()


@pytest_asyncio.fixture
async def page_that_rings(web: WebProcess, new_context: OpensContext) -> Page:
    context = await new_context(reduced_motion="reduce")
    await give_a_microphone(context)
    page = await context.new_page()
    await page.goto(f"{web.address}/ring")
    return page


def questions() -> dict[str, str]:
    """What is asked on the telephone, by step."""
    flows = load_library().flows
    return {step.key: step.text.phone for flow in ("menu", "nodprovning") for step in flows[flow].steps}


async def test_a_conversation_by_keys_is_read_on_the_page(page_that_rings: Page, voice: VoiceProcess) -> None:
    page, said = page_that_rings, page_that_rings.locator("#texten")
    await page.get_by_role("button", name="Ring utan mikrofon").click()
    await expect(said).to_contain_text("Jag är ett datorprogram, ingen människa.")
    await expect(page.locator(".ring__phase")).to_have_text("Jag pratar", use_inner_text=True)

    asked = questions()
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


async def test_a_conversation_by_words_is_heard_and_read(page_that_rings: Page, voice: VoiceProcess) -> None:
    await asyncio.to_thread(voice.wait_until_ready)
    page, said = page_that_rings, page_that_rings.locator("#texten")
    await page.get_by_role("button", name="Ring upp").click()
    await expect(said).to_contain_text("Jag är ett datorprogram, ingen människa.")
    asked = questions()
    for words, step in (("det går bra", "menu"), ("akut hjälp", "danger"), ("nej", "need")):
        await speak(page, words)
        await expect(said.locator("> :last-child")).to_contain_text(asked[step], timeout=PATIENCE_MS)
        await expect(said.locator(".message--you").last).to_have_text(f"Du: {words}")
    await page.get_by_role("button", name="Lägg på").click()
    await expect(page.locator("#besked")).to_contain_text("Samtalet är slut")
    assert "akut" not in voice.log
