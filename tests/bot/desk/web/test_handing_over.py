"""A case that changes hands: the receiver sees it, a mistake is undone, and no case goes where nobody works."""

from __future__ import annotations

from collections.abc import Callable

from tests.bot.desk.stories import BY_COMMAND, House
from tests.bot.desk.web.browser import Browser
from tests.bot.desk.web.conftest import log_in, opened

WHY = "Ring före 12."


async def test_the_colleague_who_gets_a_case_sees_from_whom_and_what_to_mind(
    house: House, new_browser: Callable[[], Browser]
) -> None:
    await house.hire("Anna")
    bo = await house.hire("Bo")
    case = await house.case()
    anna = await opened(house, new_browser(), "Anna", case)
    await anna.send("/ta")
    page = await anna.send("/overlamna", to=f"person:{bo.id}", text=WHY)
    assert f"{case} är överlämnat till Bo." in page.text
    assert "Bo har ärendet" in page.text
    listed = (await log_in(new_browser(), "Bo")).page
    assert "från Anna" in listed.text
    page = (await opened(house, new_browser(), "Bo", case)).page
    now = page.text[page.text.index("Gör nu", page.text.index("Alla ärenden 0")) :]
    assert now.index("Anna lämnade över") < now.index(WHY) < now.index("Kontakta klienten.")
    assert page.text.index("Vad som är gjort", page.text.index(WHY)) < page.text.index("Svar", page.text.index(WHY))
    assert page.has_form("/avsluta")


async def test_a_case_handed_to_the_wrong_office_is_named_found_and_taken_back(
    house: House, new_browser: Callable[[], Browser]
) -> None:
    await house.hire("Anna")
    await house.hire("Vera", office="vasterort")
    case = await house.case()
    anna = await opened(house, new_browser(), "Anna", case)
    await anna.send("/ta")
    page = await anna.send("/overlamna", to="kontor:vasterort", text="Klienten har flyttat.")
    assert f"{case} är överlämnat till Västerort." in page.text
    assert case not in {link.strip() for link in page.links}, "it is not in the list any more"
    page = await anna.follow(f"Blev det fel? Öppna {case}")
    assert page.status == 404
    assert "Du lämnade ärendet till Västerort" in page.text
    assert "Klienten har flyttat." not in page.text, "nothing of what is in the case"
    page = await anna.send("/ta-tillbaka", text=" ")
    assert "Skriv varför." in page.text
    page = await anna.send("/ta-tillbaka", text="Jag valde fel kontor.")
    assert "Ärendet är ditt igen." in page.text
    assert "Jag valde fel kontor." in page.text


async def test_what_the_other_office_has_begun_with_is_not_taken_back(
    house: House, new_browser: Callable[[], Browser]
) -> None:
    await house.hire("Anna")
    vera = await house.hire("Vera", office="vasterort")
    case = await house.case()
    anna = await opened(house, new_browser(), "Anna", case)
    await anna.send("/overlamna", to="kontor:vasterort", text="Klienten har flyttat.")
    before = await anna.go(f"/desk/arenden/{case}")
    assert (await opened(house, new_browser(), "Vera", case)).page.has_form("/ta")
    await house.desk.claim(vera, case)
    page = await anna.send("/ta-tillbaka", before, text="Jag valde fel kontor.")
    assert "De har börjat med ärendet." in page.text
    assert "Jag valde fel kontor." in page.text, "what was written is given back"
    assert not page.has_form("/ta-tillbaka")


async def test_no_case_is_handed_to_an_office_where_nobody_works(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await house.case()
    page = (await opened(house, browser, "Anna", case)).page
    form = page.form("/overlamna")
    assert "kontor:vasterort" not in form.choices["to"]
    assert "Ingen arbetar på Västerort" in page.text
    page = await browser.post(form.action, form.fields | {"to": "kontor:vasterort", "text": WHY})
    assert page.status == 422
    assert "Där skulle ingen se ärendet." in page.text
    assert page.form("/overlamna").fields["text"] == WHY


async def test_the_case_of_one_who_has_left_is_taken_over(house: House, new_browser: Callable[[], Browser]) -> None:
    ali = await house.hire("Ali")
    await house.hire("Anna")
    case = await house.case()
    await house.desk.claim(ali, case)
    await house.people.disable("ali@example.org", by=BY_COMMAND)
    anna = await log_in(new_browser(), "Anna")
    assert "Ali (har slutat)" in anna.page.text
    assert case in (await anna.follow("Lediga 1")).text
    page = await anna.follow(case)
    assert "Ali (har slutat) har ärendet. Ta över det om du kan börja nu." in page.text
    assert "Ärendet är ditt nu." in (await anna.send("/ta")).text


async def test_who_may_act_for_a_colleague_is_told(house: House, new_browser: Callable[[], Browser]) -> None:
    anna = await house.hire("Anna")
    await house.hire("Bo")
    await house.hire("Lena", role="lead")
    case = await house.case()
    await house.desk.claim(anna, case)
    bo = (await opened(house, new_browser(), "Bo", case)).page
    assert "Du kan skriva en anteckning." in bo.text
    assert "Är Anna borta? Lena kan ge ärendet till någon annan." in bo.text
    lena = (await opened(house, new_browser(), "Lena", case)).page
    assert "Du kan göra allt med ärendet, också lämna över det." in lena.text


async def test_what_one_waits_for_is_read_again(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await house.case()
    await opened(house, browser, "Anna", case)
    await browser.send("/ta")
    page = await browser.send("/lage", status="waiting", text="Läkaren, till torsdag.")
    assert "Du väntar på svar: Läkaren, till torsdag." in page.text
