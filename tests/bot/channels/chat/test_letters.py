"""A letter in the chat: read on the page, fetched from it, and there again when everything is sent."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from tests.bot.channels.chat.browser import Browser
from tests.bot.channels.chat.conftest import Site

WRONG = "Jag klarar inte att handla & laga <mat> själv."
ANSWERS = {
    "decision_from": "social_services", "decision_about": "boendestod", "outcome": "no", "written": "yes",
    "got_date": "16 november", "route": "appeal", "enough": "yes", "want": "object", "wrong": WRONG,
    "send_ombud": "yes", "area": "farsta", "contact_way": "letter", "summary": "send",
}  # fmt: skip


async def walked(browser: Browser, until: str) -> None:
    """Answers each question as above, and skips the others, until that one waits ("": until nothing does)."""
    for _ in range(40):
        step = browser.page.step
        if step == until:
            return
        answer = ANSWERS.get(step)
        if answer is None:
            await browser.moves("skip")
        elif answer in browser.page.options:
            await browser.chooses(answer)
        else:
            await browser.sends(answer)
    raise AssertionError(f"'{until}' never came")


def files(browser: Browser) -> dict[str, str]:
    """What can be fetched on the page: its name, and where it lies."""
    return {link.text: link.attrs["href"] for link in browser.page.root.every("a") if "download" in link.attrs}


async def test_the_letter_is_read_on_the_page_and_fetched_from_it(site: Site) -> None:
    browser = await site.begun("explain_decision")
    await walked(browser, "more")
    assert WRONG in browser.page.said
    assert files(browser) == {
        "Överklagande (PDF)": "/hamta/letters/appeal.pdf",
        "Överklagande (text)": "/hamta/letters/appeal.txt",
    }
    pdf = await browser.http.get("/hamta/letters/appeal.pdf")
    assert pdf.headers["content-disposition"] == 'attachment; filename="overklagande.pdf"'
    assert pdf.headers["cache-control"] == "no-store"
    assert WRONG in " ".join(PdfReader(BytesIO(pdf.content)).pages[0].extract_text().split())
    assert WRONG in (await browser.http.get("/hamta/letters/appeal.txt")).text


async def test_the_last_day_can_be_put_in_a_calendar(site: Site) -> None:
    browser = await site.begun("explain_decision")
    await walked(browser, "want")
    assert files(browser) == {"Lägg sista dagen i din kalender": "/hamta/last-day.ics"}
    calendar = await browser.http.get("/hamta/last-day.ics")
    assert calendar.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "20261207" in calendar.text


async def test_it_is_there_again_when_everything_is_sent(site: Site) -> None:
    browser = await site.begun("explain_decision")
    await walked(browser, "")
    assert "Du kan hämta det som jag skrev åt dig." in browser.page.said
    assert "/hamta/letters/appeal.pdf" in files(browser).values()


async def test_what_is_not_there_leads_back_to_the_talk(site: Site) -> None:
    browser = await site.begun("explain_decision")
    await walked(browser, "want")
    answer = await browser.http.get("/hamta/letters/appeal.pdf", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert browser.page.step == (await browser.reloads()).step


async def test_nobody_else_fetches_it(site: Site) -> None:
    browser = await site.browser()
    answer = await browser.http.get("/hamta/letters/appeal.pdf", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
