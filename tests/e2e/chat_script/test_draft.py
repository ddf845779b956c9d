"""What is typed and not sent survives a reload in this tab, and nothing else is kept."""

from __future__ import annotations

from playwright.async_api import expect

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
