"""The network goes away in the middle: nothing that was written is lost, and what was sent is taken once."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.async_api import Route, expect

from tests.e2e.browser import OpensContext, barriers
from tests.e2e.chat_script.chat import Chat
from tests.e2e.web_process import GENEROUS, WebProcess

WORDS = "Jag har ingen mat hemma"


async def test_without_network_the_words_stay_and_go_when_it_is_back(chat: Chat, cut_off: None) -> None:
    await chat.go_to_ticks()
    key = await chat.key()
    await chat.tick("El").check()
    await chat.field.fill(WORDS)
    await chat.page.context.set_offline(True)
    await chat.send.click()

    await expect(chat.notice).to_contain_text("Ditt svar är kvar här.")
    await expect(chat.notice.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    await expect(chat.field).to_have_value(WORDS)
    await expect(chat.tick("El")).to_be_checked()
    await expect(chat.page.get_by_role("link", name="Hjälp nu")).to_be_in_viewport()
    await expect(chat.button("Prata med en människa")).to_be_visible()
    await chat.page.evaluate("scrollTo(0, 0)")  # a tick half behind the bar at the top would count as too small
    assert await barriers(chat.page) == []

    await chat.page.context.set_offline(False)
    await chat.next_question(key)
    await expect(chat.notice).to_contain_text("Ditt svar har kommit fram.")
    await expect(chat.question).to_be_focused()
    await expect(chat.earlier.locator(".message--you").last).to_contain_text(WORDS)


async def test_an_answer_that_got_lost_on_the_way_back_is_not_taken_twice(chat: Chat, cut_off: None) -> None:
    await chat.press("Ja")
    bodies: list[str] = []

    async def lose_the_first(route: Route) -> None:
        bodies.append(route.request.post_data or "")
        if len(bodies) > 1:
            await route.continue_()
            return
        await route.fetch()
        await route.abort("connectionreset")

    await chat.page.route("**/svara", lose_the_first)
    await chat.press("Få ett personligt ombud")

    assert await chat.step() == "for_whom"
    assert len(bodies) == 2
    assert bodies[0] == bodies[1]


async def test_it_tries_again_less_and_less_often_and_at_once_when_asked(chat: Chat) -> None:
    await chat.page.clock.install(time=0)
    await chat.page.reload()
    await chat.ready()
    await chat.page.clock.pause_at(1_000_000)
    await chat.page.evaluate(
        """() => { window.tries = []; window.fetch = async (_, { body }) => {
          tries.push([Date.now() / 1000, body.get('key')]);
          throw new TypeError('no network');
        } }"""
    )
    await chat.button("Ja").click()
    again = chat.notice.get_by_role("button", name="Försök nu")
    await chat.page.clock.run_for(92_000)
    await again.focus()
    await again.press("Enter")

    tries = await chat.page.evaluate("tries")
    times = [round(when) for when, _ in tries]
    assert [later - earlier for earlier, later in pairwise(times)] == [1, 2, 4, 8, 16, 30, 30, 1]
    assert len({key for _, key in tries}) == 1
    await expect(again).to_be_focused()


@pytest.mark.parametrize("status", [502, 503, 504])
async def test_a_server_that_cannot_answer_now_is_asked_again(chat: Chat, cut_off: None, status: int) -> None:
    answers = iter([status])

    async def unavailable(route: Route) -> None:
        failing = next(answers, None)
        await (route.fulfill(status=failing, body="") if failing else route.continue_())

    await chat.page.route("**/svara", unavailable)
    await chat.press("Ja")
    await expect(chat.notice).to_contain_text("Ditt svar har kommit fram.")
    assert await chat.step() == "menu"


async def test_no_answer_in_fifteen_seconds_is_no_network(chat: Chat) -> None:
    await chat.page.clock.install(time=0)
    await chat.page.reload()
    await chat.ready()
    await chat.page.clock.pause_at(1_000_000)
    asked: list[Route] = []

    async def never(route: Route) -> None:
        asked.append(route)

    await chat.page.route("**/svara", never)
    await chat.button("Ja").click()
    await chat.page.clock.run_for(500)
    await expect(chat.page.locator(".waiting")).to_be_visible()
    await expect(chat.notice).to_be_hidden()
    await chat.page.clock.run_for(15_000)
    await expect(chat.notice).to_be_visible()
    await expect(chat.page.locator(".waiting")).to_have_count(0)


async def test_a_stranger_that_answers_in_our_place_is_no_answer(chat: Chat) -> None:
    """A guest network's own page, for example."""
    await chat.press("Ja")

    async def stranger(route: Route) -> None:
        await route.fulfill(status=200, content_type="text/html", body="<h1>Logga in på nätet</h1>")

    await chat.page.route("**/svara", stranger)
    await chat.field.fill(WORDS)
    await chat.send.click()
    await expect(chat.notice).to_contain_text("Ditt svar är kvar här.")
    await expect(chat.field).to_have_value(WORDS)
    await expect(chat.field).to_be_editable()

    await chat.page.unroute("**/svara")
    key = await chat.key()
    await chat.send.click()
    await chat.next_question(key)
    await expect(chat.notice).to_be_hidden()


async def test_the_server_dies_while_it_reads(new_context: OpensContext, data: Path, cut_off: None) -> None:
    server = WebProcess(data, **GENEROUS)
    try:
        server.wait_until_ready()
        chat = await Chat(await (await new_context()).new_page(), server.address).open()
        await chat.go_to_ticks()
        key = await chat.key()
        await chat.tick("Mat").check()
        async with chat.page.expect_request("**/svara"):
            await chat.button("Klar").click()
        server.process.kill()
        server.process.wait()
        await expect(chat.notice.or_(chat.question.and_(chat.page.locator(":focus"))).first).to_be_visible()

        server = WebProcess(data, server.port, **GENEROUS)
        server.wait_until_ready()
        if await chat.notice.is_visible():
            await chat.notice.get_by_role("button", name="Försök nu").click()
        await chat.next_question(key)
        assert await chat.step() != "urgent"
        await expect(chat.earlier.locator(".message--you").last).to_have_text("Du: Mat")
        await expect(chat.page.locator("#svaren")).to_contain_text("mat")
    finally:
        server.stop()
