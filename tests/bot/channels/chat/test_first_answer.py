"""The first answer begins one conversation, however often it is sent, and gives it to nobody else."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from bot.channels.web.chat.first_answers import KEPT_FOR, FirstAnswers
from bot.channels.web.chat.session_cookie import Session
from bot.store.errors import Busy
from tests.bot.channels.chat.browser import Browser
from tests.bot.channels.chat.conftest import Site
from tests.bot.channels.chat.page import Page
from tests.bot.channels.chat.test_nothing_is_lost import Broken


async def _sent(browser: Browser, request: httpx.Request) -> httpx.Response:
    """The answer, of which the browser sees nothing: it was lost on its way."""
    answer = await browser.http.send(request)
    browser.http.cookies.clear()
    return answer


def _conversation(answer: httpx.Response) -> str:
    return answer.cookies["samtal"].split(".")[0]


async def test_an_answer_that_was_lost_is_sent_again_and_goes_on_with_the_same_conversation(site: Site) -> None:
    browser = await site.browser()
    await browser.goes_to("/")
    lost = await _sent(browser, browser.request_of(value="yes"))
    again = await _sent(browser, browser.request_of(value="yes"))
    assert again.cookies["samtal"] == lost.cookies["samtal"]
    assert site.metrics.opened.labels("web", "new")._value.get() == 1
    await browser.http.send(browser.request_of(value="yes"))
    assert (await browser.reloads()).step == "menu"


async def test_a_double_click_begins_one_conversation(site: Site) -> None:
    browser, twin = await site.browser(), await site.browser()
    await browser.goes_to("/")
    answers = await asyncio.gather(*(b.http.send(browser.request_of(value="yes")) for b in (browser, twin)))
    assert len({_conversation(answer) for answer in answers}) == 1


async def test_another_answer_from_the_same_page_does_not_begin_a_second_one(site: Site) -> None:
    browser = await site.browser()
    await browser.goes_to("/")
    first = await _sent(browser, browser.request_of(value="yes"))
    second = await _sent(browser, browser.request_of(value="no"))
    assert _conversation(second) == _conversation(first)
    assert (second.status_code, Page(second.text).step) == (409, "menu")


async def test_what_could_not_be_stored_is_sent_again_into_the_same_conversation(site: Site) -> None:
    browser = await site.browser()
    await browser.goes_to("/")
    Broken(site, Busy("locked"))
    page = await browser.chooses("yes")
    assert page.status == 503
    await browser.presses("Försök igen")
    assert browser.page.step == "menu"
    assert site.metrics.opened.labels("web", "new")._value.get() == 1


async def test_two_pages_are_two_conversations(site: Site) -> None:
    one, other = await site.begun(), await site.begun()
    assert one.http.cookies["samtal"].split(".")[0] != other.http.cookies["samtal"].split(".")[0]


@pytest.mark.parametrize("leaves", ["/lamna", "/ny", "/radera", "/fortsatt"])
async def test_an_old_page_gives_the_conversation_to_nobody_else(site: Site, leaves: str) -> None:
    browser = await site.browser()
    await browser.goes_to("/")
    old = browser.request_of(value="yes")
    first = await browser.http.send(old)
    assert (await browser.http.post(leaves, data={"code": "00000000"})).status_code in (200, 303, 404)
    browser.http.cookies.clear()
    again = await _sent(browser, old)
    assert _conversation(again) != _conversation(first)


async def test_once_the_browser_has_come_back_the_page_is_spent(site: Site) -> None:
    browser = await site.browser()
    await browser.goes_to("/")
    old = browser.request_of(value="yes")
    await browser.chooses("yes")
    mine = browser.http.cookies["samtal"]
    stranger = await site.browser()
    assert _conversation(await stranger.http.send(old)) != mine.split(".")[0]


async def test_the_same_page_cannot_be_sent_for_ever(site: Site) -> None:
    site.allowances(burst=3)
    browser = await site.browser()
    await browser.goes_to("/")
    statuses = [(await _sent(browser, browser.request_of(value="yes"))).status_code for _ in range(6)]
    assert statuses == [303, 303, 303, 303, 429, 429]


def test_what_was_begun_is_forgotten_after_some_minutes() -> None:
    now = 0.0
    first, session = FirstAnswers(lambda: now), Session("conversation", "token")
    first.remember("a page", session)
    now = KEPT_FOR - 1
    assert first.session("a page") == session
    now = KEPT_FOR
    assert first.session("a page") is None
    assert "token" not in repr(vars(first))
