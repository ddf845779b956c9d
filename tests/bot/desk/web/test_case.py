"""A case from the first look to the last word, as ombuds do it on the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.store.errors import Busy
from tests.bot.desk.stories import BY_COMMAND, CLIENT_WORDS, OMBUD_WORDS, PASSWORD, House
from tests.bot.desk.web.browser import Browser
from tests.bot.desk.web.conftest import log_in, opened


async def test_an_opened_case_shows_everything_and_its_reading_is_written_down(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await house.case(contact_safe=False)
    await log_in(browser, "Anna")
    page = await browser.follow(case)
    for shown in (CLIENT_WORDS, "med egna ord i chatten", "NEJ. Lämna inget meddelande.", "Ta ärendet", "Söderort"):
        assert shown in page.text
    page = await browser.go(page.address)
    assert "Anna: Läste (2 gånger)" in page.text or "2 gånger" in page.text
    async with house.database.reading() as uow:
        trail = await uow.audit.of_case(case)
    assert [(entry.actor, entry.action) for entry in trail] == [("anna@example.org", "read")] * 2


async def test_from_claim_to_close_and_open_again(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await house.case(contact_safe=True)
    await opened(house, browser, "Anna", case)
    page = await browser.send("/ta")
    assert "Ärendet är ditt nu." in page.text
    assert "besked" in page.ids
    page = await browser.send("/kontakt", way="call", result="no_answer", text="Ringer igen i kväll.")
    assert "Kontaktförsöket är sparat." in page.text
    assert "Ringer igen i kväll." in page.text
    page = await browser.send("/anteckning", text="Två rader\r\natt minnas")
    assert "Anteckningen är sparad." in page.text
    assert "Två rader\natt minnas" in page.html
    page = await browser.send("/lage", status="waiting")
    assert "Läget är ändrat." in page.text
    assert "Du väntar på svar." in page.text
    page = await browser.send("/lage", status="open")
    page = await browser.send("/avsluta", outcome="helped", text="Maten är ordnad.")
    assert "Ärendet är avslutat." in page.text
    assert "Klienten har fått den hjälp som behövdes" in page.text
    assert not page.has_form("/kontakt")
    page = await browser.send("/oppna", text="Klienten ringde igen.")
    assert "Ärendet är öppet igen." in page.text
    page = await browser.send("/slapp")
    assert "Du har släppt ärendet." in page.text
    assert "Ta ärendet" in page.text


async def test_two_take_one_case_and_one_is_told_who_was_first(
    house: House, new_browser: Callable[[], Browser]
) -> None:
    await house.hire("Anna")
    await house.hire("Bo")
    case = await house.case()
    anna, bo = await opened(house, new_browser(), "Anna", case), await opened(house, new_browser(), "Bo", case)
    await anna.send("/ta")
    house.clock.pass_by(minutes=3)
    page = await bo.send("/ta")
    assert page.status == 409
    assert "Anna har ärendet. Anna tog det i dag 10.00 (för 3 minuter sedan)." in page.text
    assert page.links["Till ärendena"] == "/desk"
    assert not page.has_form("/ta")
    assert page.has_form("/anteckning"), "a colleague may still leave a note"


async def test_what_was_written_when_the_login_ended_is_there_after_the_login(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await house.case()
    await opened(house, browser, "Anna", case)
    house.clock.pass_by(hours=2)
    text = 'Rad ett "citat"\n\n<b>rad tre & fyra'
    page = await browser.send("/anteckning", text=text)
    assert page.status == 401
    assert "Det du skrev är inte sparat än, men det finns kvar." in page.text
    page = await browser.send("/logga-in", email="anna@example.org", password="wrong")
    assert page.form("/logga-in").fields["kept"], "a slip of the finger loses nothing either"
    page = await browser.send("/logga-in", email="anna@example.org", password="ett långt lösenord")
    assert "Inte sparat än." in page.text
    assert page.form("/anteckning").fields["text"] == text
    assert not (await house.desk.open_case(await _anna(house), case)).entries
    page = await browser.send("/anteckning")
    assert "Anteckningen är sparad." in page.text
    (entry,) = (await house.desk.open_case(await _anna(house), case)).entries
    assert entry.text == text


async def test_when_the_store_does_not_answer_the_words_can_be_sent_again(
    house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.hire("Anna")
    case = await house.case()
    await opened(house, browser, "Anna", case)

    async def busy(*_: object) -> None:
        raise Busy

    with monkeypatch.context() as broken:
        broken.setattr(house.desk, "note", busy)
        page = await browser.send("/anteckning", text="Skrivet när det var stopp")
        assert page.status == 503
        assert "Systemet svarar inte just nu." in page.text
    page = await browser.send("/anteckning")
    assert "Anteckningen är sparad." in page.text
    assert "Skrivet när det var stopp" in page.text


async def test_words_for_a_case_that_is_out_of_sight_now_are_given_back(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await house.case()
    await opened(house, browser, "Anna", case)
    house.clock.pass_by(hours=2)
    await browser.send("/anteckning", text="Viktigt att minnas")
    await house.people.change("anna@example.org", by=BY_COMMAND, office="vasterort")
    page = await browser.send("/logga-in", email="anna@example.org", password=PASSWORD)
    assert page.status == 404
    assert "Det du skrev är inte sparat." in page.text
    assert "Viktigt att minnas" in page.text


async def test_another_who_logs_in_at_the_same_screen_never_sees_what_was_written(
    house: House, browser: Browser
) -> None:
    anna, bo = await house.hire("Anna"), await house.hire("Bo")
    case = await house.case()
    await opened(house, browser, "Anna", case)
    house.clock.pass_by(hours=2)
    page = await browser.send("/anteckning", text=OMBUD_WORDS)
    assert OMBUD_WORDS not in page.html, "it is carried sealed"
    page = await browser.send("/logga-in", email="bo@example.org", password=PASSWORD)
    assert "Det är någon annans text" in page.text
    assert OMBUD_WORDS not in page.html
    page = await browser.post("/desk/logga-ut", page.forms[-1].fields)
    assert "Du är utloggad." in page.text
    page = await browser.send("/logga-in", email="anna@example.org", password=PASSWORD)
    assert page.form("/anteckning").fields["text"] == OMBUD_WORDS
    await browser.send("/anteckning")
    (entry,) = (await house.desk.open_case(bo, case)).entries
    assert (entry.who, entry.text) == (anna.shown, OMBUD_WORDS)


async def test_a_page_left_open_by_another_saves_nothing_in_ones_own_name(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    bo = await house.hire("Bo")
    case = await house.case()
    left_open = (await opened(house, browser, "Anna", case)).page
    await browser.send("/logga-ut")
    await log_in(browser, "Bo")
    page = await browser.send("/anteckning", left_open, text=OMBUD_WORDS)
    assert page.status == 403
    assert "Det är någon annans text" in page.text
    assert OMBUD_WORDS not in page.html
    assert not (await house.desk.open_case(bo, case)).entries


async def test_a_case_that_was_changed_meanwhile_shows_the_new_and_keeps_the_words(
    house: House, new_browser: Callable[[], Browser]
) -> None:
    await house.hire("Anna")
    await house.hire("Lena", role="lead")
    case = await house.case()
    anna = await opened(house, new_browser(), "Anna", case)
    await anna.send("/ta")
    before = anna.page
    lena = await opened(house, new_browser(), "Lena", case)
    await lena.send("/lage", status="waiting")
    page = await anna.send("/avsluta", before, outcome="helped", text="Allt är klart.")
    assert page.status == 409
    assert "Lena ändrade ärendet" in page.text
    assert "Inte sparat än." in page.text
    form = page.form("/avsluta")
    assert (form.fields["outcome"], form.fields["text"]) == ("helped", "Allt är klart.")
    page = await anna.send("/avsluta")
    assert "Ärendet är avslutat." in page.text


async def test_an_unsafe_way_needs_a_tick(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await house.case(contact_safe=False)
    await opened(house, browser, "Anna", case)
    page = await browser.send("/kontakt", way="sms", result="sent", text="Skrev kort.")
    assert page.status == 422
    assert "Det sättet är inte säkert för klienten." in page.text
    assert page.form("/kontakt").fields["text"] == "Skrev kort."
    page = await browser.send("/kontakt", tick="confirmed")
    assert "Kontaktförsöket är sparat." in page.text


async def test_what_is_missing_is_told_by_its_field(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await house.case()
    await opened(house, browser, "Anna", case)
    page = await browser.send("/anteckning", text="   ")
    assert page.status == 422
    assert "Skriv något först." in page.text
    assert "anteckning-text-fel" in page.ids
    page = await browser.send("/kontakt", text="Ringde nog.")
    assert "Välj hur du försökte." in page.text
    assert "Välj hur det gick." in page.text
    assert page.form("/kontakt").fields["text"] == "Ringde nog."
    page = await browser.send("/anteckning", text="å" * 10_001)
    assert "Texten är för lång." in page.text
    assert page.form("/anteckning").fields["text"] == "å" * 10_001


async def test_a_case_of_another_office_looks_like_one_that_is_not_there(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    there = await house.case(office="vasterort")
    await log_in(browser, "Anna")
    hidden, missing = await browser.go(f"/desk/arenden/{there}"), await browser.go("/desk/arenden/BJÖRK 9999")
    assert (hidden.status, hidden.text) == (missing.status, missing.text)
    assert hidden.status == 404
    fields = {"csrf": browser.page.form("/logga-ut").fields["csrf"], "text": "Hej"}
    page = await browser.post(f"/desk/arenden/{there}/anteckning", fields)
    assert page.status == 404
    async with house.database.reading() as uow:
        assert {entry.action for entry in await uow.audit.of_case(there)} == {"refused"}


async def test_a_client_who_took_the_words_back_leaves_a_shell(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await house.case(priority=0)
    await opened(house, browser, "Anna", case)
    await browser.send("/ta")
    await house.take_back(case)
    page = await browser.go(browser.page.address)
    assert "Klienten har tagit bort sina svar" in page.text
    assert CLIENT_WORDS not in page.text
    page = await browser.send("/avsluta", outcome="other")
    assert "Ärendet är avslutat." in page.text


async def test_paper_says_which_case_when_and_who(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await house.case()
    page = (await opened(house, browser, "Anna", case)).page
    assert f"Ärende {case}. Utskrivet 23 november 2026 klockan 10.00 av Anna." in page.text


@pytest.mark.parametrize("csrf", ["", "of another login"])
async def test_a_form_that_is_not_of_this_login_does_nothing_and_loses_nothing(
    house: House, browser: Browser, csrf: str
) -> None:
    anna = await house.hire("Anna")
    case = await house.case()
    await opened(house, browser, "Anna", case)
    action = browser.page.form("/anteckning").action
    page = await browser.post(action, {"csrf": csrf, "by": anna.id, "text": "Skrivet i en gammal flik"})
    assert page.status == 403
    assert "Inte sparat än." in page.text
    assert page.form("/anteckning").fields["text"] == "Skrivet i en gammal flik"
    assert not (await house.desk.open_case(anna, case)).entries
    page = await browser.post("/desk/konto/losenord", {"csrf": csrf, "old": "x", "new": "y", "again": "y"})
    assert page.status == 403


async def test_a_form_from_another_site_is_refused(house: House, browser: Browser) -> None:
    anna = await house.hire("Anna")
    case = await house.case()
    await opened(house, browser, "Anna", case)
    form = browser.page.form("/anteckning")
    fields = form.fields | {"text": "Inte skrivet av Anna"}
    for page in (
        await browser.post(form.action, fields, sec_fetch_site="cross-site"),
        await browser.post(form.action, fields, origin="https://example.com"),
    ):
        assert page.status == 403
        assert "Inte skrivet av Anna" not in page.html
    assert not (await house.desk.open_case(anna, case)).entries


async def test_the_case_number_is_safe_in_addresses_and_an_unknown_deed_is_not_there(
    house: House, browser: Browser
) -> None:
    await house.hire("Anna")
    case = await house.case(case_number="ÅÄNG 204")
    await log_in(browser, "Anna")
    page = await browser.follow(case)
    assert page.status == 200
    assert page.address == "/desk/arenden/%C3%85%C3%84NG-204"
    fields = {"csrf": page.form("/logga-ut").fields["csrf"]}
    assert (await browser.post(f"{page.address}/forstor", fields)).status == 404


async def _anna(house: House):
    from bot.desk.login import person_of

    async with house.database.reading() as uow:
        member = await uow.staff.by_email("anna@example.org")
    assert member is not None
    return person_of(member)
