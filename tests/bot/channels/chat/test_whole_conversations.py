"""Two people from the first page to the number of their case, as a browser without scripts would do it."""

from __future__ import annotations

from tests.bot.channels.chat.browser import Browser
from tests.bot.channels.chat.conftest import Site
from tests.bot.channels.chat.shape import well_shaped
from tests.e2e.persona import Persona


async def walked(browser: Browser, persona: Persona, *, most: int = 60) -> None:
    """Answers each page as the persona would, until nothing waits."""
    await browser.goes_to("/")
    for _ in range(most):
        page = browser.page
        if not page.step:
            return
        well_shaped(page)
        await _answered(browser, persona.reply({"expects": _expects(browser)}))
        assert browser.page.status == 200, browser.page.text
    raise AssertionError("it never came to an end")


def _expects(browser: Browser) -> dict[str, object]:
    page = browser.page
    boxes = page.root.every("input", name="choices")
    words = page.root.one(id="text")
    kind = "multi" if boxes else "choice" if page.options else "text"
    if not page.options and words.tag == "input":
        kind = {"tel": "phone", "numeric": "amount"}.get(words.attrs["inputmode"], "text")
    return {"key": page.step, "type": kind, "options": [{"id": value} for value in page.options]}


async def _answered(browser: Browser, line: dict[str, object]) -> None:
    match line:
        case {"choice": str(value)}:
            await browser.chooses(value)
        case {"choices": list(values)}:
            await browser.chooses(*values)
        case {"move": str(move)}:
            await browser.moves(move)
        case {"digits": str(digits)}:
            await browser.sends(digits.rstrip("#"))
        case {"text": str(text)}:
            await browser.sends(text)


async def test_somebody_asks_for_an_ombud(site: Site) -> None:
    browser = await site.browser()
    await walked(browser, Persona(3, "po_intake", buttons_only=True))
    page = browser.page
    assert page.question == "Dina svar är skickade"
    number = page.root.one(id="nummer").text
    assert number in page.said
    well_shaped(page)
    page = await browser.presses("Fortsätt samtalet")
    page = await browser.chooses("status")
    assert number in page.said


async def test_somebody_has_no_food(site: Site) -> None:
    browser = await site.browser()
    await walked(browser, Persona(8, "nodprovning", buttons_only=True))
    assert "Det här är ingen ansökan." in browser.page.said
    assert browser.page.root.one(id="nummer").text


async def test_what_was_told_can_be_looked_at_and_changed(site: Site) -> None:
    browser = await site.begun("nodprovning", "no", "food")
    page = browser.page
    told = page.root.one("details", id="svaren")
    assert "Dina svar hittills (1)" in told.text
    assert "mat" in told.one("dl").text
    page = await browser.presses(name="move", value="change")
    assert page.step == "change_which"


async def test_somebody_says_no(site: Site) -> None:
    browser = await site.browser()
    await browser.goes_to("/")
    page = await browser.chooses("no")
    assert page.step == ""
    assert "Jag har inte sparat något" in page.said
    assert {a.attrs["href"] for a in page.root.one(id="sagt").every("a")} >= {"tel:112", "tel:1177", "tel:90101"}
    page = await browser.presses("Fortsätt samtalet")
    assert page.step == "consent"


async def test_in_danger_the_numbers_come_first_and_can_be_called(site: Site) -> None:
    browser = await site.begun("po_intake", "self")
    page = await browser.sends("jag vill inte leva längre")
    first = page.root.one(id="sagt").every("div", class_="message")[0]
    assert first.attrs["data-kind"] == "crisis"
    assert [a.attrs["href"] for a in first.every("a")][:2] == ["tel:112", "tel:90101"]
    assert page.question == "Tänker du på att ta ditt liv?"
    assert browser.address.endswith("/#sagt"), "the page is read from the numbers on, not from below them"
    await browser.chooses("no")
    page = await browser.chooses("continue")
    assert page.step == "adult"


async def test_all_reasons_can_be_ticked_also_those_beyond_the_first_seven(site: Site) -> None:
    browser = await site.begun("po_intake", "self", "yes", "none")
    while browser.page.step != "reasons":
        await browser.moves("skip")
    page = browser.page
    boxes = page.root.every("input", name="choices")
    assert len(boxes) == 10
    assert [page.in_sight(box) for box in boxes] == [True] * 7 + [False] * 3
    last = boxes[-2].attrs["value"]
    browser.ticks("economy", last)
    page = await browser.moves("why")
    assert page.ticked == ["economy", last]
    assert page.in_sight(page.root.one("input", value=last)), "what is ticked is in sight"
    page = await browser.presses(name="done")
    assert page.step != "reasons"
