"""Whatever comes between, what was written or ticked stays with the client and is taken once."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import OperationalError

from bot.conversations.errors import TooMany
from bot.dialogue.turn import Turn
from bot.store.errors import Busy
from tests.bot.channels.chat.browser import Browser
from tests.bot.channels.chat.conftest import Site
from tests.bot.channels.chat.page import Page
from tests.bot.channels.chat.shape import well_shaped

WORDS = "Jag har två barn & <ingen> mat"
ALSO = "Hyran är inte betald.\n\nDet är kallt."


async def test_the_first_answer_begins_the_conversation_and_nothing_is_stored_before(site: Site) -> None:
    browser = await site.browser()
    await browser.goes_to("/")
    assert not browser.http.cookies
    assert browser.page.step == "consent"
    await browser.chooses("yes")
    assert browser.page.step == "menu"
    assert browser.http.cookies.get("samtal")
    assert (await browser.reloads()).step == "menu"


async def test_pressing_twice_is_one_answer(site: Site) -> None:
    browser = await site.begun("po_intake", "self")
    twice = browser.request_of(value="yes")
    first, second = await asyncio.gather(
        browser.http.send(twice, follow_redirects=True),
        browser.http.send(browser.request_of(value="yes"), follow_redirects=True),
    )
    assert first.status_code == second.status_code == 200
    assert (await browser.reloads()).step == "urgent"


async def test_sending_the_same_form_again_later_changes_nothing(site: Site) -> None:
    browser = await site.begun("po_intake", "self")
    again = browser.request_of(value="yes")
    await browser.chooses("yes")
    await browser.chooses("none")
    step = browser.page.step
    page = Page((await browser.http.send(again, follow_redirects=True)).text)
    assert page.step == step


async def test_the_browsers_way_back_shows_the_question_of_now_with_a_kind_word(site: Site) -> None:
    browser = await site.begun("po_intake")
    await browser.chooses("self")
    browser.goes_back()
    page = await browser.chooses("other")
    assert page.status == 409
    assert page.step == "adult"
    assert "äldre fråga" in page.notice
    well_shaped(page)
    await browser.chooses("yes")
    assert browser.page.step == "urgent"


async def test_words_written_on_an_old_page_are_kept_for_the_question_of_now(site: Site) -> None:
    browser = await site.begun("po_intake")
    await browser.chooses("self")
    browser.goes_back()
    page = await browser.sends(WORDS)
    assert (page.status, page.step, page.written) == (409, "adult", WORDS)


async def test_words_that_were_not_sent_stay_in_the_field_when_a_button_is_pressed(site: Site) -> None:
    browser = await site.begun("po_intake")
    browser.writes(ALSO)
    page = await browser.chooses("self")
    assert (page.status, page.step, page.written) == (200, "adult", ALSO)
    assert "inte skickat" in page.notice
    page = await browser.moves("why")
    assert (page.step, page.written, page.notice) == ("adult", ALSO, "")
    page = await browser.chooses("yes")
    assert (page.step, page.written) == ("urgent", ALSO)
    assert ALSO.split()[0] not in str(browser.address)


async def test_the_kept_words_are_gone_once_they_are_sent(site: Site) -> None:
    browser = await site.begun("po_intake")
    browser.writes(WORDS)
    await browser.chooses("self")
    await browser.chooses("yes")
    page = await browser.presses(name="send")
    assert page.written == ""


async def test_ticks_and_words_are_sent_together(site: Site) -> None:
    browser = await site.begun("nodprovning", "no")
    assert browser.page.step == "need"
    browser.ticks("power")
    await browser.sends("Jag har ingen mat hemma")
    await browser.reloads()
    told = browser.page.root.one("dl", class_="told").text
    assert "mat" in told
    assert "el" in told


async def test_ticks_count_when_done_is_pressed_and_words_wait_in_the_field(site: Site) -> None:
    browser = await site.begun("nodprovning", "no")
    browser.ticks("power")
    browser.writes("och så är det kallt")
    page = await browser.presses(name="done")
    assert page.step != "need"
    assert page.written == "och så är det kallt"
    assert "el" in page.root.one("dl", class_="told").text


async def test_ticks_stay_when_something_else_is_asked_about_the_same_question(site: Site) -> None:
    browser = await site.begun("nodprovning", "no")
    browser.ticks("food", "power")
    page = await browser.moves("why")
    assert page.step == "need"
    assert page.ticked == ["food", "power"]
    page = await browser.presses(name="done")
    assert page.step == "food_days"


async def test_nothing_chosen_is_said_kindly_and_takes_nothing(site: Site) -> None:
    browser = await site.begun("nodprovning", "no")
    page = await browser.presses(name="done")
    assert (page.status, page.step) == (422, "need")
    assert "Välj" in page.notice
    page = await browser.sends("   ")
    assert (page.status, page.step) == (422, "need")
    page = await browser.chooses("food")
    assert page.step == "food_days"


async def test_nothing_written_at_the_very_beginning_begins_nothing(site: Site) -> None:
    browser = await site.browser()
    await browser.goes_to("/")
    page = await browser.presses(name="send")
    assert (page.status, page.step) == (422, "consent")
    assert not browser.http.cookies


class Broken:
    """A conversation service whose store cannot be reached, as often as told."""

    def __init__(self, site: Site, error: Exception, times: int = 1) -> None:
        self._real, self._error, self._left = site.service, error, times
        site.app.state.conversations = self

    async def take(self, *args: Any, **named: Any) -> Turn:
        if self._left:
            self._left -= 1
            raise self._error
        return await self._real.take(*args, **named)

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)


@pytest.mark.parametrize(
    ("error", "status", "kindly"),
    [
        (Busy("locked"), 503, "Jag kan inte spara just nu"),
        (OperationalError("SELECT hemligt", {}, Exception()), 503, "Jag kan inte spara just nu"),
        (ConnectionRefusedError(), 503, "Jag kan inte spara just nu"),
        (TooMany(7.2), 429, "Vänta 8 sekunder"),
    ],
)
async def test_an_answer_that_cannot_be_taken_now_is_sent_again_with_one_button(
    site: Site, error: Exception, status: int, kindly: str
) -> None:
    browser = await site.begun("po_intake", "self", "yes")
    Broken(site, error)
    page = await browser.sends("Jag har ingen mat hemma")
    assert page.status == status
    assert browser.answer is not None
    assert int(browser.answer.headers["retry-after"]) >= 2
    assert kindly in page.text
    assert "112" in page.text
    assert page.written == "Jag har ingen mat hemma"
    well_shaped(page)
    page = await browser.presses("Försök igen")
    assert page.status == 200
    assert page.step not in ("", "urgent")


async def test_a_choice_and_ticks_are_sent_again_too(site: Site) -> None:
    browser = await site.begun("nodprovning", "no")
    Broken(site, Busy("locked"), times=2)
    browser.ticks("food", "power")
    browser.writes("och kallt")
    await browser.presses(name="done")
    await browser.presses("Försök igen")
    page = await browser.presses("Försök igen")
    assert (page.status, page.step, page.written) == (200, "food_days", "och kallt")
    assert "mat och el" in page.root.one("dl", class_="told").text


async def test_too_many_answers_at_once_are_met_kindly_and_nothing_is_lost(site: Site) -> None:
    site.allowances(burst=3)
    browser = await site.begun("po_intake", "self")
    browser.writes("x")
    await browser.chooses("yes")
    page = await browser.sends(WORDS)
    assert (page.status, page.written) == (429, WORDS)
    site.ticking += 60
    page = await browser.presses("Försök igen")
    assert page.status == 200


async def test_looking_too_often_is_met_kindly(site: Site) -> None:
    site.allowances(burst=2)
    browser = await site.begun()
    await browser.reloads()
    page = await browser.reloads()
    assert page.status == 429
    assert page.root.every("a", href="/")
    well_shaped(page)


async def test_a_text_that_is_far_too_long_is_kept(site: Site) -> None:
    browser = await site.begun("po_intake", "self")
    page = await browser.sends("ord " * 30_000)
    assert page.status == 413
    assert "för lång" in page.text
    assert page.written == ("ord " * 30_000).strip()
    page = await browser.sends("ja, jag är 34 år")
    assert (page.status, page.step) == (200, "urgent")


async def test_a_form_of_nobodys_is_met_with_the_question(site: Site) -> None:
    browser = await site.begun("po_intake")
    answer = await browser.http.post("/svara", data={"choice": "self"})
    page = Page(answer.text, answer.status_code)
    assert (page.status, page.step) == (422, "for_whom")
    answer = await browser.http.post("/svara", content=b"\xff\xfe=%%%&&&=", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422


@pytest.mark.parametrize("text", ["🙂🙂", "\x00\x01", "<script>alert(1)</script>", "\u202e", "ja" * 500, "</textarea>"])
async def test_whatever_is_written_gets_a_kind_page(site: Site, text: str) -> None:
    browser = await site.begun("po_intake", "self")
    page = await browser.sends(text)
    assert page.status == 200
    well_shaped(page)
    assert "<script>alert" not in page.html


async def test_a_script_on_the_page_gets_only_the_section(site: Site) -> None:
    browser = await site.begun("po_intake")
    request = browser.request_of(value="self")
    request.headers["X-Fragment"] = "1"
    answer = await browser.http.send(request)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith("<section")
    assert Page(answer.text).step == "adult"
    old = await browser.http.send(_fragment(browser, value="other"))
    assert (old.status_code, Page(old.text).step) == (409, "adult")
    assert "html" not in old.text[:40]


def _fragment(browser: Browser, **button: str) -> httpx.Request:
    request = browser.request_of(**button)
    request.headers["X-Fragment"] = "1"
    return request


async def test_a_form_of_another_site_is_refused(site: Site) -> None:
    browser = await site.begun("po_intake")
    request = browser.request_of(value="self")
    request.headers["Origin"] = "http://elsewhere.test"
    assert (await browser.http.send(request)).status_code == 403
    request.headers["Sec-Fetch-Site"] = "cross-site"
    assert (await browser.http.send(request)).status_code == 403
    assert (await browser.reloads()).step == "for_whom"
