"""The list of cases: codes only, the most urgent first, filters that stay, and what an empty one says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tests.bot.desk.stories import CLIENT_WORDS, OMBUD_WORDS, House
from tests.bot.desk.web.browser import Browser
from tests.bot.desk.web.conftest import log_in


async def test_the_list_shows_codes_and_not_a_word_of_anybody(house: House, browser: Browser) -> None:
    anna = await house.hire("Anna")
    case = await house.case(priority=1, rule_ids=("no_food",), contact_safe=False, hard_date=date(2026, 11, 25))
    await house.desk.note(anna, case, OMBUD_WORDS)
    house.clock.pass_by(minutes=12)
    page = (await log_in(browser, "Anna")).page
    for shown in (case, "samma dag", "Maten är slut.", "25 november", "om 2 dagar", "12 minuter", "inte säkert",
                  "webben", "Ledigt"):  # fmt: skip
        assert shown in page.text
    for secret in (*CLIENT_WORDS.split(), *OMBUD_WORDS.split(), "174", "havsörn"):
        if len(secret) > 2:
            assert secret not in page.html


async def test_the_most_urgent_case_stands_first(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    late = await house.case(priority=4)
    soon = await house.case(priority=1, hard_date=date(2026, 11, 30))
    sooner = await house.case(priority=1, hard_date=date(2026, 11, 24))
    page = (await log_in(browser, "Anna")).page
    assert page.text.index(sooner) < page.text.index(soon) < page.text.index(late)


async def test_danger_that_nobody_has_stands_above_everything(house: House, browser: Browser) -> None:
    anna = await house.hire("Anna")
    case = await house.case(priority=0, rule_ids=("danger",))
    page = (await log_in(browser, "Anna")).page
    assert f"Fara nu. Ingen har {case}" in page.text
    await house.desk.claim(anna, case)
    assert "Ingen har" not in (await browser.go("/desk")).text


async def test_the_filters_are_links_that_stay_in_the_address(house: House, browser: Browser) -> None:
    anna, bo = await house.hire("Anna"), await house.hire("Bo")
    mine, theirs, free = [await house.case() for _ in range(3)]
    await house.desk.claim(anna, mine)
    await house.desk.claim(bo, theirs)
    await log_in(browser, "Anna")
    page = await browser.follow("Mina 1")
    assert page.address == "/desk?visa=mina"
    assert mine in page.text
    assert theirs not in page.text
    page = await browser.follow("Lediga 1")
    assert free in page.text
    assert mine not in page.text
    page = await browser.follow("Alla 3")
    assert theirs in page.text
    assert "Bo" in page.text
    await house.desk.close(anna, mine, await house.version(mine), outcome="helped")
    page = await browser.follow("Avslutade")
    assert mine in page.text
    assert "Klienten har fått den hjälp som behövdes" in page.text


async def test_an_empty_list_says_what_to_do(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    await log_in(browser, "Anna")
    assert "Inget väntar" in browser.page.text
    await house.case()
    page = await browser.go("/desk?visa=mina")
    assert "Du har inga ärenden" in page.text
    assert page.links["Till lediga ärenden"] == "/desk?visa=lediga"
    assert "Inget är avslutat" in (await browser.go("/desk?avslutade=1")).text


async def test_others_see_only_their_own_office_and_an_admin_chooses(
    house: House, new_browser: Callable[[], Browser]
) -> None:
    await house.hire("Anna")
    await house.hire("Vera", office="vasterort")
    await house.hire("Chef", role="admin", office=None)
    here, there = await house.case(), await house.case(office="vasterort")
    vera = (await log_in(new_browser(), "Vera")).page
    assert there in vera.text
    assert here not in vera.text
    chef = await log_in(new_browser(), "Chef")
    assert "alla kontor" in chef.page.text
    assert here in chef.page.text
    assert there in chef.page.text
    page = await chef.go("/desk?kontor=vasterort")
    assert here not in page.text
    anna = await log_in(new_browser(), "Anna")
    page = await anna.go("/desk?kontor=vasterort")
    assert page.status == 403
    assert there not in page.text


async def test_the_open_page_can_ask_whether_anything_changed(house: House, browser: Browser) -> None:
    anna = await house.hire("Anna")
    case = await house.case()
    page = (await log_in(browser, "Anna")).page
    first = await browser.json("/desk/andrat")
    assert f'data-change="{first["change"]}"' in page.html
    assert await browser.json("/desk/andrat") == first
    await house.desk.claim(anna, case)
    assert (await browser.json("/desk/andrat"))["change"] != first["change"]
    assert set(first) == {"change", "free", "danger"}, "numbers only"


async def test_a_case_is_found_by_its_number_however_it_is_written(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await house.case(case_number="BJÖRK 47")
    await log_in(browser, "Anna")
    for written in ("björk 47", "Bjork47", "björk fyrtiosju", " BJÖRK 4 7"):
        await browser.go("/desk")
        page = await browser.send("/hitta", nummer=written)
        assert f"{case} " in page.text
        assert page.status == 200
    page = await browser.go("/desk/hitta?nummer=gran+99")
    assert page.status == 404
    assert "Ärendet finns inte här" in page.text
    assert page.form("/hitta").fields["nummer"] == "gran 99"


async def test_days_and_hours_are_told_as_people_say_them(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    await house.case(created_at=house.clock() - timedelta(days=3))
    page = (await log_in(browser, "Anna")).page
    assert "3 dagar" in page.text
    assert "10.00" in page.text, "Swedish time"


async def test_half_a_number_and_a_number_spelt_wrong_are_told_as_such(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await house.case(case_number="BJÖRK 47")
    await log_in(browser, "Anna")
    for half, missing in (("björk", "Siffrorna saknas."), ("47", "Ordet saknas.")):
        page = await browser.send("/hitta", nummer=half)
        assert "Skriv hela numret" in page.text
        assert missing in page.text
    page = await browser.send("/hitta", nummer="bjork 47")
    assert "stavade" not in page.text, "dots that are left out are no mistake"
    await browser.go("/desk")
    page = await browser.send("/hitta", nummer="björn 47")
    assert f"Vi hittade {case}. Du stavade lite annorlunda. Är det rätt ärende?" in page.text
