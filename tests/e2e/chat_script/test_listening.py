"""Somebody who would rather listen: the device's own voice reads, one thing at a time, and never a stranger's voice."""

from __future__ import annotations

import json
from typing import Any

from playwright.async_api import Page, expect

from tests.e2e.browser import OpensContext, barriers
from tests.e2e.chat_script.chat import Chat
from tests.e2e.web_process import WebProcess

LOCAL = {"name": "Alva", "lang": "sv-SE", "localService": True}
REMOTE = {"name": "Molnet", "lang": "sv-SE", "localService": False}
ENGLISH = {"name": "Ann", "lang": "en-GB", "localService": True}

STAND_IN = """(voices => {
  window.spoken = []; window.stopped = 0; window.onvoices = () => {};
  let current = null;
  const speech = {
    getVoices: () => voices,
    addEventListener: (name, heard) => { window.onvoices = heard; },
    speak: (utterance) => { current = utterance; window.spoken.push({ ...utterance, voice: utterance.voice.name }); },
    cancel: () => { current = null; window.stopped += 1; },
  };
  window.saidToTheEnd = () => { const ended = current; current = null; ended?.onend(); };
  window.addVoice = (voice) => { voices.push(voice); window.onvoices(); };
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
})(%s)"""


async def opened(new_context: OpensContext, web: WebProcess, *voices: dict[str, Any]) -> Chat:
    page = await (await new_context(service_workers="block", reduced_motion="reduce")).new_page()
    await page.add_init_script(STAND_IN % json.dumps(voices))
    return await Chat(page, web.address).open()


async def spoken(page: Page) -> list[dict[str, Any]]:
    return await page.evaluate("window.spoken")


async def test_each_message_and_the_question_with_its_answers_can_be_heard(
    new_context: OpensContext, web: WebProcess
) -> None:
    chat = await opened(new_context, web, REMOTE, ENGLISH, LOCAL)
    message = chat.page.locator("#sagt .message").first
    await message.get_by_role("button", name="Lyssna").click()
    first = (await spoken(chat.page))[0]
    assert first["voice"] == "Alva"
    assert first["lang"] == "sv-SE"
    assert first["rate"] == 1
    assert first["text"].startswith("Hej!")

    await chat.button("Lyssna på frågan").click()
    assert (await spoken(chat.page))[-1]["text"] == "Får jag ställa frågor? Ja. Nej."
    await expect(chat.page.locator(".listen[aria-pressed=true]")).to_have_count(1)
    assert await barriers(chat.page) == []


async def test_pressed_again_it_is_silent(new_context: OpensContext, web: WebProcess) -> None:
    chat = await opened(new_context, web, LOCAL)
    listen = chat.button("Lyssna på frågan")
    await listen.click()
    await expect(listen).to_have_attribute("aria-pressed", "true")
    stopped = await chat.page.evaluate("window.stopped")
    await listen.click()
    await expect(listen).to_have_attribute("aria-pressed", "false")
    assert await chat.page.evaluate("window.stopped") > stopped
    assert len(await spoken(chat.page)) == 1


async def test_a_long_text_is_read_in_short_pieces_to_its_end(new_context: OpensContext, web: WebProcess) -> None:
    chat = await opened(new_context, web, LOCAL)
    text = " ".join(["Det här är en mening som någon har skrivit.", "ord " * 60, "Slut."] * 3)
    await chat.page.locator("#sagt .message p").first.evaluate("(p, text) => p.textContent = text", text)
    listen = chat.page.locator("#sagt .listen").first
    await listen.click()
    for _ in range(60):
        await chat.page.evaluate("window.saidToTheEnd()")
    pieces = [one["text"] for one in await spoken(chat.page)]
    assert all(0 < len(piece) <= 160 for piece in pieces)
    assert " ".join(pieces).split()[: len(text.split())] == text.split()
    await expect(listen).to_have_attribute("aria-pressed", "false")


async def test_it_stops_when_the_client_answers_and_what_was_said_can_be_heard_again(
    new_context: OpensContext, web: WebProcess
) -> None:
    chat = await opened(new_context, web, LOCAL)
    await chat.button("Lyssna på frågan").click()
    stopped = await chat.page.evaluate("window.stopped")
    await chat.press("Ja")
    assert await chat.page.evaluate("window.stopped") > stopped
    await expect(chat.page.locator(".listen[aria-pressed=true]")).to_have_count(0)

    await chat.earlier.get_by_role("button", name="Lyssna").first.click()
    assert (await spoken(chat.page))[-1]["text"].startswith("Hej!")


async def test_a_client_who_asked_for_it_hears_it_slower(new_context: OpensContext, web: WebProcess) -> None:
    chat = await opened(new_context, web, LOCAL)
    await chat.press("Ja")
    await chat.write("saktare")
    await chat.button("Lyssna på frågan").click()
    assert (await spoken(chat.page))[-1]["rate"] < 1


async def test_no_voice_of_the_device_means_no_button(new_context: OpensContext, web: WebProcess) -> None:
    """A voice that is not local would send the words to whoever owns it."""
    chat = await opened(new_context, web, REMOTE, ENGLISH)
    await chat.press("Ja")
    await expect(chat.page.locator(".listen")).to_have_count(0)

    await chat.page.evaluate("voice => window.addVoice(voice)", LOCAL)
    await expect(chat.button("Lyssna på frågan")).to_be_visible()
