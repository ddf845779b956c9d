"""What keeps a client safe: nobody rings before they have read how, nobody rings twice, and no danger goes unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.bot.desk.stories import CLIENT_WORDS, House
from tests.bot.desk.web.browser import Browser, Page
from tests.bot.desk.web.conftest import log_in, opened

AT_ONCE = "Kontakta klienten genast."


def _now(page: Page) -> str:
    """The box that says what to do."""
    return page.text[page.text.index("Alla ärenden 0") :].split("Skriv och ändra")[0]


async def test_before_the_telephone_is_touched_one_reads_whether_it_is_safe(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await house.case(priority=0, rule_ids=("danger",), contact_safe=False)
    page = (await opened(house, browser, "Anna", case)).page
    flag = "Säkert att lämna meddelande? NEJ. Lämna inget meddelande."
    assert page.text.index(flag) < page.text.index("Prioritet") < page.text.index("Gör nu")
    order = _now(page)
    assert order.index(AT_ONCE) < order.index("Läs först hur det är säkert.") < order.index(flag)
    assert order.index(CLIENT_WORDS) < order.index("Ingen har ärendet."), "the own words stand in the notice"


async def test_only_the_one_who_has_the_case_is_told_to_ring(house: House, new_browser: Callable[[], Browser]) -> None:
    anna = await house.hire("Anna")
    await house.hire("Bo")
    case = await house.case(priority=0, rule_ids=("danger",), contact_safe=True)
    await house.desk.claim(anna, case)
    bo = _now((await opened(house, new_browser(), "Bo", case)).page)
    assert "Fara nu. Anna har det. Ring inte klienten själv." in bo
    assert AT_ONCE not in bo
    mine = await opened(house, new_browser(), "Anna", case)
    assert AT_ONCE in _now(mine.page)
    page = await mine.send("/kontakt", way="call", result="reached")
    assert AT_ONCE not in page.text
    assert "Klienten är nådd." in _now(page)


async def test_a_safe_number_is_dialled_by_a_touch_and_another_is_not(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    safe, unsafe = await house.case(contact_safe=True), await house.case(contact_safe=False)
    page = await opened(house, browser, "Anna", safe)
    assert page.page.links["070-174 06 05"] == "tel:0701740605"
    assert "tel:" not in (await browser.go(f"/desk/arenden/{unsafe}")).html


@pytest.mark.parametrize(
    ("way", "result", "told"),
    [
        ("call", "no_answer", "Ett missat samtal syns i telefonen."),
        ("call", "someone_else", "Någon annan vet nu att ni söker klienten."),
        ("sms", "sent", "Andra kan se eller höra det."),
    ],
)
async def test_a_try_that_others_notice_is_warned_of(
    house: House, browser: Browser, way: str, result: str, told: str
) -> None:
    await house.hire("Anna")
    case = await house.case(contact_safe=False)
    await opened(house, browser, "Anna", case)
    page = await browser.send("/kontakt", way=way, result=result)
    assert page.status == 422
    assert told in page.text
    assert "Kontaktförsöket är sparat." in (await browser.send("/kontakt", tick="confirmed")).text


async def test_an_ending_that_the_way_cannot_have_is_asked_again(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await house.case(contact_safe=True)
    await opened(house, browser, "Anna", case)
    page = await browser.send("/kontakt", way="call", result="sent")
    assert page.status == 422
    assert "Välj ett svar som passar sättet." in page.text


async def test_danger_that_nobody_has_is_told_on_every_page_of_cases(house: House, browser: Browser) -> None:
    anna = await house.hire("Anna")
    other = await house.case()
    await log_in(browser, "Anna")
    assert "Fara nu" not in (await browser.go(f"/desk/arenden/{other}")).text
    before = await browser.json("/desk/andrat")
    case = await house.case(priority=0, rule_ids=("danger",))
    async with house.database.unit_of_work() as uow:
        await uow.changes.bump("queue")
    after = await browser.json("/desk/andrat")
    assert (before["danger"], after["danger"]) == (0, 1)
    for address in ("/desk", "/desk?visa=mina", "/desk?avslutade=1", f"/desk/arenden/{other}", "/desk/fara"):
        assert f"Fara nu. Ingen har {case}" in (await browser.go(address)).text, address
    assert f"Ingen har {case}" not in (await browser.go(f"/desk/arenden/{case}")).text
    await house.desk.claim(anna, case)
    assert "Fara nu" not in (await browser.go("/desk/fara")).text


async def test_a_page_that_asks_by_itself_does_not_keep_the_login(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    await log_in(browser, "Anna")
    for _ in range(7):
        house.clock.pass_by(minutes=10)
        last = await browser.go("/desk/andrat")
    assert "Logga in" in last.text


async def test_what_the_client_took_back_is_no_danger_and_stands_last(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    gone, other = await house.case(priority=0, rule_ids=("danger",)), await house.case(priority=4)
    await house.desk.claim(await house.hire("Bo"), gone)
    await house.take_back(gone)
    page = (await log_in(browser, "Anna")).page
    assert page.text.index(other) < page.text.index(gone)
    assert "0 fara nu" not in page.text


async def test_an_office_that_nobody_reads_is_told_to_those_who_can_help(
    house: House, new_browser: Callable[[], Browser]
) -> None:
    await house.hire("Anna")
    await house.hire("Chef", role="admin", office=None)
    await house.case(office="vasterort", priority=0, rule_ids=("danger",))
    chef = await log_in(new_browser(), "Chef")
    assert "Västerort: 1 väntar, 1 i fara nu. Inget ombud ser dem." in chef.page.text
    page = await chef.go("/desk/kom-igang")
    assert "Ingen arbetar här 1 väntar, 1 i fara nu." in page.text
    assert "Hit kommer den som inte har sagt stadsdel." in page.text
    assert "Västerort" not in (await log_in(new_browser(), "Anna")).page.text
