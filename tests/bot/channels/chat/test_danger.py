"""Words that tell of danger are met before anything else, whatever was pressed beside them."""

from __future__ import annotations

import pytest

from bot.conversations.resume_codes import LIVES
from content.loader import load_library
from tests.bot.channels.chat.conftest import Site
from tests.bot.channels.chat.shape import well_shaped


async def test_words_of_danger_beside_klar_are_met_and_the_ticks_are_kept(site: Site) -> None:
    browser = await site.begun("nodprovning", "no")
    browser.ticks("food")
    browser.writes("jag vill dö")
    page = await browser.presses(name="done")
    assert page.step == "crisis_ask"
    assert "112" in page.text
    assert page.written == ""
    well_shaped(page)


@pytest.mark.parametrize("move", ["stop", "back", "skip", "human"])
async def test_words_of_danger_beside_a_way_are_met_first(site: Site, move: str) -> None:
    browser = await site.begun("nodprovning", "no")
    browser.writes("jag vill dö")
    assert (await browser.moves(move)).step == "crisis_ask"


async def test_words_of_danger_beside_the_very_first_answer_are_met(site: Site) -> None:
    browser = await site.browser()
    await browser.goes_to("/")
    browser.writes("jag tänker ta mitt liv")
    page = await browser.chooses("no")
    assert "90101" in page.text
    assert page.step == "crisis_ask"


async def test_other_words_still_wait_in_the_field(site: Site) -> None:
    browser = await site.begun("nodprovning", "no")
    browser.ticks("food")
    browser.writes("jag dör av skratt")
    page = await browser.presses(name="done")
    assert (page.step, page.written) == ("food_days", "jag dör av skratt")


async def test_in_a_crisis_the_numbers_belong_to_the_question_and_the_page_can_be_closed_at_once(site: Site) -> None:
    browser = await site.begun("nodprovning", "no")
    page = await browser.sends("jag vill dö")
    assert page.root.one("h2", id="fraga").attrs["aria-describedby"] == "sagt"
    near = page.root.every("button", form="stang-samtalet")
    assert len(near) == 1


async def test_english_words_are_marked_as_english(site: Site) -> None:
    browser = await site.begun()
    page = await browser.sends("Hello, I do not speak Swedish, can you help me please")
    [english] = page.root.every("div", lang="en")
    assert english.text.startswith("I speak only Swedish")


@pytest.mark.parametrize(("way", "mode"), [("phone", "tel"), ("sms", "tel"), ("email", "email")])
async def test_a_number_gets_a_number_pad_and_an_address_an_address_pad(site: Site, way: str, mode: str) -> None:
    browser = await site.begun()
    await browser.moves("human")
    for _ in range(12):
        if browser.page.step == "contact_way":
            break
        await (browser.chooses("yes") if "yes" in browser.page.options else browser.moves("skip"))
    page = await browser.chooses(way)
    assert page.step == "contact_value"
    assert page.root.one("input", id="text").attrs["inputmode"] == mode


def test_the_hint_tells_how_long_a_code_lives() -> None:
    assert f"{LIVES.total_seconds() / 60:.0f} minuter" in load_library().web["chat_leave_hint"]
