"""An answer is given in the page: no new page is loaded, nothing jumps, and everybody is told what is new."""

from __future__ import annotations

from playwright.async_api import Route, expect

from tests.e2e.browser import barriers
from tests.e2e.chat_script.chat import Chat

SAME_PAGE = "window.same_page"


async def test_answers_by_button_ticks_and_words_come_without_a_new_page(chat: Chat) -> None:
    await chat.page.evaluate(f"{SAME_PAGE} = true")
    await chat.go_to_ticks()

    await chat.tick("Mat").check()
    await chat.press("Klar")
    assert await chat.step() != "urgent"
    await chat.write("jag vet inte")

    await expect(chat.earlier.locator(".message--you")).to_have_count(6)
    assert await chat.page.evaluate(SAME_PAGE)
    assert chat.page.url == f"{chat.address}/"


async def test_the_new_question_has_the_focus_and_what_was_said_is_told_politely(chat: Chat) -> None:
    await chat.press("Ja")
    log = await chat.page.locator("#sagt").element_handle()
    await chat.press("Få ett personligt ombud")

    await expect(chat.question).to_be_focused()
    await expect(chat.question).to_be_in_viewport()
    region = chat.page.locator("#sagt[role=log][aria-live=polite]")
    await expect(region.locator(".message").first).to_be_visible()
    assert await region.evaluate("(now, before) => now === before", log), "only what is added to a region is read out"
    assert not await region.evaluate("region => region.contains(document.getElementById('fraga'))")


async def test_what_was_said_stays_above_until_a_reload(chat: Chat) -> None:
    asked = await chat.question.inner_text()
    await chat.press("Ja")
    await chat.press("Få ett personligt ombud")

    await expect(chat.earlier).to_contain_text(asked)
    await expect(chat.earlier.locator(".message--you")).to_have_text(["Du: Ja", "Du: Få ett personligt ombud"])

    await chat.page.reload()
    await chat.ready()
    await expect(chat.earlier).to_have_count(0)
    await expect(chat.question).to_be_visible()


async def test_ticks_and_own_words_are_shown_as_the_client_said_them(chat: Chat) -> None:
    await chat.go_to_ticks()
    await chat.tick("Mat").check()
    await chat.tick("El").check()
    await chat.press("Klar")
    await expect(chat.earlier.locator(".message--you").last).to_have_text("Du: Mat, El")

    await chat.write("jag vill <b>backa</b>")
    await expect(chat.earlier.locator(".message--you").last).to_have_text("Du: jag vill <b>backa</b>")


async def test_words_that_were_not_sent_stay_in_the_field_of_the_next_question(chat: Chat) -> None:
    await chat.press("Ja")
    await chat.field.fill("Jag har fått ett brev")
    await chat.press("Få ett personligt ombud")

    await expect(chat.field).to_have_value("Jag har fått ett brev")
    await chat.page.reload()
    await chat.ready()
    await expect(chat.field).to_have_value("Jag har fått ett brev")


async def test_pressed_many_times_it_is_answered_once_and_the_focus_is_never_lost(chat: Chat) -> None:
    sent: list[Route] = []

    async def hold(route: Route) -> None:
        sent.append(route)

    await chat.page.route("**/svara", hold)
    yes = chat.button("Ja")
    await yes.focus()
    for _ in range(3):
        await yes.press("Enter")
    await expect(chat.page.locator("#svar")).to_have_attribute("aria-busy", "true")
    await expect(yes).to_be_focused()
    await expect(yes).to_have_attribute("aria-disabled", "true")
    await expect(chat.page.locator(".waiting")).to_have_text("Jag läser ditt svar")
    assert await barriers(chat.page) == []
    assert len(sent) == 1

    await sent[0].continue_()
    await expect(chat.question).to_be_focused()
    await expect(chat.page.locator(".waiting")).to_have_count(0)
    assert await chat.step() == "menu"


async def test_nothing_chosen_is_told_and_nothing_is_taken(chat: Chat, cut_off: None) -> None:
    await chat.go_to_ticks()
    answered = await chat.earlier.locator(".message--you").count()
    await chat.press("Klar")

    assert await chat.step() == "urgent"
    await expect(chat.page.locator("#besked")).to_be_visible()
    await expect(chat.question).to_be_focused()
    await expect(chat.earlier.locator(".message--you")).to_have_count(answered)


async def test_the_title_tells_of_an_answer_that_came_while_the_client_looked_elsewhere(chat: Chat) -> None:
    title = await chat.page.title()
    looks_away = "away => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => away }); }"
    await chat.page.evaluate(looks_away, True)
    await chat.press("Ja")
    assert await chat.page.title() == f"Nytt svar – {title}"

    await chat.page.evaluate(looks_away, False)
    await chat.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert await chat.page.title() == title


async def test_a_long_conversation_is_without_barriers(chat: Chat) -> None:
    await chat.go_to_ticks()
    await chat.page.evaluate("scrollTo(0, 0)")
    assert await barriers(chat.page) == []
