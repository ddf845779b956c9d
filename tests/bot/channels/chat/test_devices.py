"""One person on several devices: a code to go on elsewhere, leaving a device, coming back, and being too late."""

from __future__ import annotations

import re

from tests.bot.channels.chat.browser import Browser
from tests.bot.channels.chat.conftest import Site
from tests.bot.channels.chat.page import Page
from tests.bot.channels.chat.shape import well_shaped

CANARY = "kanariefågel"


async def code_of(browser: Browser) -> str:
    page = await browser.presses("Fortsätt på en annan mobil eller dator")
    well_shaped(page)
    assert "ombud.test/fortsatt" in page.text
    shown = page.root.one(id="kod")
    assert re.fullmatch(r"\d{4} \d{4}", shown.text)
    assert shown.attrs["data-copy"] == shown.text.replace(" ", "")
    return shown.text


async def test_a_code_takes_the_conversation_to_another_device(site: Site) -> None:
    first = await site.begun("po_intake", "self")
    code = await code_of(first)
    assert "klockan 10.15" in first.page.text
    second = await site.browser()
    well_shaped(await second.goes_to("/fortsatt"))
    second.writes(code, "code")
    page = await second.presses("Öppna samtalet")
    assert (page.status, page.step) == (200, "adult")
    assert "Välkommen tillbaka" in page.said
    await second.chooses("yes")
    assert second.page.step == "urgent"
    page = await first.reloads()
    assert page.step == "consent"
    assert "inte öppet här längre" in page.notice
    assert not first.http.cookies.get("samtal")


async def test_going_back_from_the_code_goes_on_as_before(site: Site) -> None:
    browser = await site.begun("po_intake", "self")
    await code_of(browser)
    assert browser.page.root.every("a", href="/#fraga")
    assert (await browser.goes_to("/")).step == "adult"


async def test_a_wrong_code_reveals_nothing(site: Site) -> None:
    first = await site.begun("po_intake")
    code = await code_of(first)
    thief = await site.browser()
    used = await site.browser()
    await used.goes_to("/fortsatt")
    used.writes(code, "code")
    await used.presses("Öppna samtalet")
    pages = []
    for wrong in ("00000000", code, "abc", "1' OR 1=1"):
        await thief.goes_to("/fortsatt")
        thief.writes(wrong, "code")
        page = await thief.presses("Öppna samtalet")
        assert page.status == 404
        well_shaped(page)
        pages.append(page.text)
        assert page.root.one("input", id="kod").attrs["value"] == wrong
        assert page.root.one("input", id="kod").attrs["aria-invalid"] == "true"
    assert len(set(pages)) == 1
    assert not thief.http.cookies


async def test_no_code_at_all_is_said_kindly(site: Site) -> None:
    browser = await site.browser()
    await browser.goes_to("/fortsatt")
    page = await browser.presses("Öppna samtalet")
    assert page.status == 422
    assert "Skriv koden först" in page.text


async def test_codes_cannot_be_tried_for_ever(site: Site) -> None:
    site.allowances(burst=100, resumes=3)
    browser = await site.browser()
    for _ in range(4):
        await browser.goes_to("/fortsatt")
        browser.writes("00000000", "code")
        await browser.presses("Öppna samtalet")
    assert browser.page.status == 429
    assert "Vänta 1" in browser.page.text
    well_shaped(browser.page)


async def test_a_code_ends_by_the_clock_on_the_page(site: Site) -> None:
    browser = await site.begun("po_intake")
    code = await code_of(browser)
    site.turn_clock(minutes=16)
    other = await site.browser()
    await other.goes_to("/fortsatt")
    other.writes(code, "code")
    assert (await other.presses("Öppna samtalet")).status == 404


async def test_leaving_takes_the_conversation_from_the_browser_and_keeps_it_on_the_server(site: Site) -> None:
    browser = await site.begun("po_intake", "self")
    code = await code_of(browser)
    await browser.goes_to("/")
    page = await browser.presses("Stäng samtalet här")
    assert page.status == 200
    assert not browser.http.cookies
    assert browser.answer is not None
    assert "storage" in browser.answer.headers["clear-site-data"]
    assert "ombud" not in page.text.casefold()
    well_shaped(page)
    assert (await browser.goes_to("/")).step == "consent"
    browser.page = await browser.goes_to("/fortsatt")
    browser.writes(code, "code")
    assert (await browser.presses("Öppna samtalet")).step == "adult"


async def test_an_old_page_of_a_browser_that_has_left_begins_nothing(site: Site) -> None:
    browser = await site.begun("po_intake", "self")
    await browser.presses("Stäng samtalet här")
    browser.goes_back()
    page = await browser.sends("ja " + CANARY)
    assert (page.status, page.step) == (410, "consent")
    assert "börja om" in page.notice
    assert page.written == "ja " + CANARY
    assert not browser.http.cookies


async def test_beginning_anew_is_a_new_conversation(site: Site) -> None:
    browser = await site.begun()
    await browser.moves("stop")
    before = browser.http.cookies["samtal"]
    assert "Dina svar är kvar" in browser.page.said
    page = await browser.presses("Börja ett nytt samtal")
    assert page.step == "consent"
    await browser.chooses("yes")
    assert browser.http.cookies["samtal"].split(".")[0] != before.split(".")[0]


async def test_stopping_and_going_on_with_one_button(site: Site) -> None:
    browser = await site.begun("po_intake", "self")
    page = await browser.moves("stop")
    assert page.step == ""
    assert page.question == "Vi stannar här"
    page = await browser.presses("Fortsätt samtalet")
    assert page.step == "adult"


async def test_a_conversation_that_waited_too_long_is_gone_with_a_kind_word(site: Site) -> None:
    browser = await site.begun("po_intake", "self")
    site.turn_clock(days=31)
    page = await browser.sends(CANARY)
    assert (page.status, page.step, page.written) == (410, "consent", CANARY)
    assert "inte öppet här längre" in page.notice
    page = await browser.goes_to("/")
    assert page.notice == ""


async def test_an_erased_conversation_is_gone_at_once(site: Site) -> None:
    browser = await site.begun("po_intake", "self")
    conversation, token = browser.http.cookies["samtal"].split(".")
    await site.service.erase(conversation, token)
    page = await browser.chooses("yes")
    assert (page.status, page.step) == (410, "consent")
    assert not browser.http.cookies.get("samtal")


async def test_a_made_up_cookie_opens_nothing_and_is_taken_away(site: Site) -> None:
    honest = await site.begun("po_intake")
    conversation = honest.http.cookies["samtal"].split(".")[0]
    for made_up in (f"{conversation}.wrongtoken1", "nonsense", "../../etc.passwd", "a" * 5000):
        thief = await site.browser()
        thief.http.cookies.set("samtal", made_up)
        page = await thief.goes_to("/")
        assert (page.status, page.step) == (200, "consent")
    assert (await honest.reloads()).step == "for_whom"


async def test_guessing_conversations_is_limited(site: Site) -> None:
    site.allowances(burst=3)
    statuses = []
    for number in range(5):
        thief = await site.browser()
        thief.http.cookies.set("samtal", f"{number:036}.wrongtoken1")
        statuses.append((await thief.goes_to("/")).status)
    assert statuses == [200, 200, 200, 429, 429]


async def test_the_cookie_cannot_be_read_by_scripts_and_ends_with_the_browser(site: Site) -> None:
    for scheme, secure in (("http", False), ("https", True)):
        browser = await site.browser(scheme)
        await browser.goes_to("/")
        request = browser.request_of(value="yes")
        request.headers["Origin"] = f"{scheme}://ombud.test"
        cookie = (await browser.http.send(request)).headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Path=/" in cookie
        assert "Max-Age" not in cookie
        assert "expires" not in cookie.casefold()
        assert ("Secure" in cookie) == secure


async def test_no_page_of_a_client_is_kept_by_anybody(site: Site) -> None:
    browser = await site.begun("po_intake")
    for path in ("/", "/fortsatt"):
        await browser.goes_to(path)
        assert browser.answer is not None
        assert browser.answer.headers["cache-control"] == "no-store"


async def test_bookmarks_of_what_is_only_sent_lead_to_the_conversation(site: Site) -> None:
    browser = await site.begun("po_intake")
    for path in ("/svara", "/kod", "/lamna", "/ny"):
        page = await browser.goes_to(path)
        assert (page.status, page.step) == (200, "for_whom")


async def test_a_code_without_a_conversation_leads_to_the_beginning(site: Site) -> None:
    browser = await site.browser()
    answer = await browser.http.post("/kod", follow_redirects=True)
    assert Page(answer.text).step == "consent"


async def test_no_word_of_a_client_is_in_an_address(site: Site) -> None:
    browser = await site.begun("po_intake", "self")
    addresses = []
    await browser.sends(CANARY)
    addresses.append(browser.address)
    browser.writes(CANARY)
    await browser.moves("help")
    addresses.append(browser.address)
    assert not any(CANARY in address or "%" in address or "?" in address for address in addresses)
