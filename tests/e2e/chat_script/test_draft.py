"""What is typed and not sent survives a reload in this tab; nothing else is kept, and nobody else gets to see it."""

from __future__ import annotations

import re

from playwright.async_api import Route, expect

from tests.e2e.browser import OpensContext
from tests.e2e.chat_script.chat import Chat

KEPT = "JSON.stringify(sessionStorage) + JSON.stringify(localStorage)"


async def test_words_and_ticks_are_there_after_a_reload(chat: Chat) -> None:
    await chat.go_to_ticks()
    await chat.tick("Mat").check()
    await chat.field.fill("Jag vet inte hur jag ska säga det")
    await chat.page.reload()
    await chat.ready()

    await expect(chat.tick("Mat")).to_be_checked()
    await expect(chat.tick("El")).not_to_be_checked()
    await expect(chat.field).to_have_value("Jag vet inte hur jag ska säga det")


async def test_a_tick_among_the_hidden_ones_is_in_sight_after_a_reload(chat: Chat) -> None:
    await chat.go_to_many_ticks()
    await chat.page.get_by_text("Visa fler val").click()
    last = chat.page.locator("[name=choices]").last
    await last.check()
    await chat.page.reload()
    await chat.ready()

    await expect(chat.page.locator("[name=choices]").last).to_be_checked()
    await expect(chat.page.locator("[name=choices]").last).to_be_visible()


async def test_what_was_sent_is_not_kept(chat: Chat) -> None:
    await chat.go_to_ticks()
    await chat.tick("Mat").check()
    assert "urgent" in await chat.page.evaluate(KEPT)
    await chat.press("Klar")

    assert await chat.page.evaluate(KEPT) == "{}{}"


async def test_a_draft_belongs_to_its_question(chat: Chat) -> None:
    await chat.press("Ja")
    await chat.field.fill("Ett halvt ord")
    kept = await chat.page.evaluate("JSON.parse(sessionStorage.utkast)")
    await chat.page.evaluate("kept => sessionStorage.utkast = JSON.stringify({...kept, step: 'another'})", kept)
    await chat.page.reload()
    await chat.ready()

    await expect(chat.field).to_have_value("")
    assert await chat.page.evaluate(KEPT) == "{}{}"


async def test_before_the_yes_nothing_is_kept(chat: Chat) -> None:
    await chat.field.fill("Det här är bara mitt")
    assert await chat.page.evaluate(KEPT) == "{}{}"
    await chat.write("Vad är det här?")
    assert await chat.step() == "consent"
    await chat.field.fill("Det här är också bara mitt")

    assert await chat.page.evaluate(KEPT) == "{}{}"


async def test_the_next_person_in_the_tab_never_sees_the_words(chat: Chat, new_context: OpensContext) -> None:
    context = await new_context(service_workers="block", reduced_motion="reduce")
    other = await Chat(await context.new_page(), chat.address).open()
    await other.press("Ja")
    await other.page.locator("form[action='/kod'] button").click()
    code = await other.page.locator("#kod").text_content()
    await chat.press("Ja")
    step = await chat.step()
    await chat.field.fill("Bara mina ord")
    assert "Bara mina ord" in await chat.page.evaluate(KEPT)
    await chat.page.goto(f"{chat.address}/fortsatt")
    await chat.page.locator("#kod").fill(code or "")
    await chat.page.locator("form[action='/fortsatt'] button").click()
    await chat.ready()

    assert await chat.step() == step
    await expect(chat.field).to_have_value("")
    assert await chat.page.evaluate(KEPT) == "{}{}"


async def test_words_of_another_conversation_are_dropped(chat: Chat) -> None:
    await chat.press("Ja")
    await chat.field.fill("Bara mina ord")
    await chat.page.context.clear_cookies()
    await chat.open()
    await chat.press("Ja")
    kept = await chat.page.evaluate(KEPT)
    await expect(chat.field).to_have_value("")
    assert kept == "{}{}"


async def test_words_are_still_there_when_the_server_could_not_show_the_question(chat: Chat) -> None:
    await chat.press("Ja")
    await chat.field.fill("Det här vill jag ha kvar")
    async with chat.page.expect_request("**/"):
        await chat.page.route("**/", _without_mark, times=1)
        await chat.page.reload()
    await chat.ready()
    await chat.page.reload()
    await chat.ready()

    await expect(chat.field).to_have_value("Det här vill jag ha kvar")


async def _without_mark(route: Route) -> None:
    answer = await route.fetch()
    html = re.sub(r' data-samtal="[^"]*"', "", await answer.text())
    await route.fulfill(response=answer, body=html)


async def test_who_leaves_leaves_no_words_behind(chat: Chat) -> None:
    await chat.press("Ja")
    await chat.field.fill("Det här skickar jag inte")
    await chat.page.locator("form[action='/lamna'] button").first.click()
    await chat.page.wait_for_url("**/lamna")

    assert await chat.page.evaluate(KEPT) == "{}{}"


async def test_who_erases_leaves_no_words_behind(chat: Chat) -> None:
    await chat.press("Ja")
    await chat.field.fill("Det här skickar jag inte")
    await chat.page.goto(f"{chat.address}/radera")
    await chat.page.locator("form[action='/radera'] button").click()
    await chat.page.wait_for_load_state()

    assert await chat.page.evaluate(KEPT) == "{}{}"


async def test_a_browser_that_keeps_nothing_is_no_trouble(chat: Chat) -> None:
    await chat.page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw Error('no'); } })")
    await chat.page.reload()
    await chat.ready()
    await chat.field.fill("ja")
    await chat.write("ja")
    assert await chat.step() == "menu"
