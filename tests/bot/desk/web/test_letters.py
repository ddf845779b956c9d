"""The letters of a case at the desk: an ombud prints them for the client, and the reading is written down."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from bot.desk.web.addresses import letter_path
from content.loader import load_library
from tests.bot.desk.stories import House
from tests.bot.desk.web.browser import Browser
from tests.bot.desk.web.conftest import log_in, opened
from tests.bot.intakes.stories import answers, drafted

WRONG = "De har räknat fel på hyran."
APPEALED = {
    "decision_from": "social_services", "decision_about": "boendestod", "outcome": "no", "written": "yes",
    "got_date": "2026-11-16", "route": "appeal", "want": "object", "wrong": WRONG, "area": "farsta",
}  # fmt: skip


async def appealed(house: House, **changes: str) -> str:
    house.library = load_library()
    draft = drafted("explain_decision", answers(**{**APPEALED, **changes}))
    return await house.case(kind="explain_decision", payload=draft.payload())


async def test_an_ombud_prints_the_letter_that_the_client_has_read(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await appealed(house)
    page = (await opened(house, browser, "Anna", case)).page
    assert page.links["Överklagande (PDF)"] == letter_path(case, "appeal", "pdf")
    answer = await browser.fetches(letter_path(case, "appeal", "pdf"))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"] == 'inline; filename="overklagande.pdf"'
    assert answer.headers["cache-control"] == "no-store"
    assert WRONG in " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
    text = await browser.fetches(letter_path(case, "appeal", "txt"))
    assert WRONG in text.text
    page = await browser.go(page.address)
    assert "tog fram ett brev att skriva under" in page.text
    assert (await house.trail())[-2:] == [("anna", "letter"), ("anna", "read")]


async def test_a_case_without_a_letter_shows_none_and_gives_none(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await appealed(house, want="understand")
    page = (await opened(house, browser, "Anna", case)).page
    assert "Brev att skriva under" not in page.text
    for name in ("appeal.pdf", "appeal.doc", "appeal", "..pdf"):
        assert (await browser.fetches(f"{letter_path(case, 'x', 'y')[:-3]}{name}")).status_code == 404


async def test_who_may_not_see_the_case_gets_no_letter(house: House, browser: Browser) -> None:
    await house.hire("Bo", office="jarva")
    case = await appealed(house)
    await log_in(browser, "Bo")
    assert (await browser.fetches(letter_path(case, "appeal", "pdf"))).status_code == 404


async def test_when_the_client_takes_the_words_back_the_letter_is_gone(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await appealed(house)
    await house.take_back(case)
    page = (await opened(house, browser, "Anna", case)).page
    assert "Brev att skriva under" not in page.text
    assert (await browser.fetches(letter_path(case, "appeal", "pdf"))).status_code == 404
