"""Small help with fields."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.browser import OpensContext, barriers
from tests.e2e.chat_script.chat import Chat
from tests.e2e.web_process import WebProcess


async def test_enter_makes_a_new_line_and_ctrl_enter_sends(chat: Chat) -> None:
    await chat.press("Ja")
    key = await chat.key()
    await chat.field.press_sequentially("Hej")
    await chat.field.press("Enter")
    await expect(chat.field).to_have_value("Hej\n")
    assert await chat.key() == key
    help_of_field = await chat.field.evaluate(
        "field => field.getAttribute('aria-describedby').split(' ')"
        ".map(id => document.getElementById(id).textContent).join(' ')"
    )
    assert "Ctrl och Enter" in help_of_field

    await chat.field.press_sequentially("igen")
    await chat.field.press("Control+Enter")
    await chat.next_question(key)
    await expect(chat.earlier.locator(".message--you").last).to_have_text("Du: Hej igen")


async def test_a_phone_is_not_told_of_keys_that_it_lacks(new_context: OpensContext, web: WebProcess) -> None:
    context = await new_context(is_mobile=True, has_touch=True, service_workers="block")
    chat = await Chat(await context.new_page(), web.address).open()
    await chat.press("Ja")
    await expect(chat.page.locator("#ctrl-enter")).to_have_count(0)


async def test_the_field_grows_with_the_words(chat: Chat) -> None:
    await chat.press("Ja")
    low = (await chat.field.bounding_box() or {})["height"]
    await chat.field.fill("\n".join(f"Rad {line}" for line in range(8)))
    assert (await chat.field.bounding_box() or {})["height"] > low
    assert await chat.field.evaluate("field => field.scrollHeight <= field.clientHeight + 2")


async def test_the_code_for_another_device_is_copied(chat: Chat) -> None:
    await chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await chat.press("Ja")
    await chat.page.locator("form[action='/kod'] button").click()
    code = await chat.page.locator("#kod").get_attribute("data-copy")
    await chat.page.get_by_role("button", name="Kopiera koden").click()

    await expect(chat.page.get_by_text("Koden är kopierad.")).to_be_visible()
    assert await chat.page.evaluate("navigator.clipboard.readText()") == code
    assert await barriers(chat.page) == []


async def test_enter_sends_a_field_of_one_line(chat: Chat) -> None:
    await chat.press("Ja")
    await chat.press("Prata med en människa")
    await expect(chat.page.locator("input#text")).to_be_visible()
    key = await chat.key()
    await chat.field.fill("Kim")
    await chat.field.press("Enter")
    await chat.next_question(key)
    await expect(chat.earlier.locator(".message--you").last).to_have_text("Du: Kim")
