"""The way in: errors that help and tell nothing, lock-out, one's own password, a second factor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest

from tests.bot.desk.stories import BY_COMMAND, PASSWORD, House
from tests.bot.desk.web.browser import Browser
from tests.bot.desk.web.conftest import DATA, LOGINS_AT_ONCE, log_in


async def test_an_ombud_logs_in_and_sees_the_list_of_the_office(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    await log_in(browser, "Anna")
    assert browser.page.status == 200
    assert browser.path() == "/desk"
    assert "Ärenden, Söderort" in browser.page.text
    assert "Anna" in browser.page.text


async def test_the_login_stands_in_a_cookie_that_goes_to_the_desk_only(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    await browser.go("/desk/logga-in")
    form = browser.page.form("/logga-in").fields | {"email": "anna@example.org", "password": PASSWORD}
    browser._client.follow_redirects = False
    cookie = (await browser.post("/desk/logga-in", form)).headers["set-cookie"].casefold()
    assert cookie.startswith("desk=")
    for part in ("path=/desk", "httponly", "samesite=strict"):
        assert part in cookie
    assert "max-age" not in cookie
    assert "expires" not in cookie
    assert PASSWORD not in cookie


@pytest.mark.parametrize("email", ["anna@example.org", "nobody@example.org"])
async def test_a_wrong_login_does_not_tell_what_was_wrong(house: House, browser: Browser, email: str) -> None:
    await house.hire("Anna")
    await browser.go("/desk/logga-in")
    page = await browser.send("/logga-in", email=email, password="not the password")
    assert page.status == 422
    assert "E-posten eller lösenordet stämmer inte." in page.text
    assert page.form("/logga-in").fields["email"] == email, "the address need not be typed again"
    assert "not the password" not in page.html


async def test_who_guesses_is_shut_out_and_told_until_when(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    await browser.go("/desk/logga-in")
    for _ in range(5):
        page = await browser.send("/logga-in", email="anna@example.org", password="a guess")
    assert page.status == 429
    assert "Försök igen klockan 10.01." in page.text
    page = await browser.send("/logga-in", email="anna@example.org", password=PASSWORD)
    assert page.status == 429, "the right password does not help now"
    house.clock.pass_by(minutes=1, seconds=1)
    page = await browser.send("/logga-in", email="anna@example.org", password=PASSWORD)
    assert browser.path() == "/desk"


async def test_one_address_cannot_try_for_ever(house: House, browser: Browser) -> None:
    await browser.go("/desk/logga-in")
    for number in range(LOGINS_AT_ONCE):
        page = await browser.send("/logga-in", email=f"guess{number}@example.org", password="a guess")
        assert page.status == 422
    page = await browser.send("/logga-in", email="guess@example.org", password="a guess")
    assert page.status == 429
    assert int(page.headers["retry-after"]) >= 1
    assert "för många försök" in page.text


async def test_a_one_time_password_leads_to_one_of_ones_own(house: House, browser: Browser) -> None:
    added = await house.people.add("anna@example.org", "ombud", by=BY_COMMAND, office="soderort", name="Anna")
    assert added.one_time_password
    await log_in(browser, "Anna", added.one_time_password)
    assert "Välj ett eget lösenord" in browser.page.text
    await browser.go("/desk")
    assert "Välj ett eget lösenord" in browser.page.text, "there is no way around"
    page = await browser.send("/losenord", new="kort", again="kort")
    assert "för kort" in page.text
    page = await browser.send("/losenord", new="fyra gröna äpplen", again="fyra röda äpplen")
    assert "inte lika" in page.text
    await browser.send("/losenord", new="fyra gröna äpplen", again="fyra gröna äpplen")
    assert browser.path() == "/desk"
    await browser.send("/logga-ut")
    await log_in(browser, "Anna", "fyra gröna äpplen")
    assert browser.path() == "/desk"


async def test_the_first_admin_is_shown_how_to_get_going(house: House, browser: Browser) -> None:
    added = await house.people.add("chef@example.org", "admin", by=BY_COMMAND, office=None, name=None)
    assert added.one_time_password
    await log_in(browser, "Chef", added.one_time_password)
    await browser.send("/losenord", new="fyra gröna äpplen", again="fyra gröna äpplen")
    assert browser.path() == "/desk/kom-igang"
    assert "ombud staff add" in browser.page.text
    assert "soderort" in browser.page.text
    assert f"--data '{DATA}'" in browser.page.text, "the folder of this very server, wherever the command is run"


async def test_the_second_factor_is_turned_on_used_and_turned_off(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    await log_in(browser, "Anna")
    await browser.follow("Konto")
    page = await browser.send("/konto/kod")
    assert "<svg" in page.html
    secret = page.form("/konto/kod/klar").fields["secret"]
    assert " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)) in page.text, "to type by hand"
    app = pyotp.TOTP(secret)

    page = await browser.send("/konto/kod/klar", code="000000")
    assert "Koden stämmer inte." in page.text
    assert page.form("/konto/kod/klar").fields["secret"] == secret, "the same picture again"
    page = await browser.send("/konto/kod/klar", code=app.at(house.clock()))
    assert "Koden är på." in page.text

    await browser.send("/logga-ut")
    await log_in(browser, "Anna")
    assert "Skriv din kod" in browser.page.text
    await browser.go("/desk")
    assert "Skriv din kod" in browser.page.text, "there is no way around"
    page = await browser.send("/kod", code=app.at(house.clock()))
    assert "Koden stämmer inte." in page.text, "each code works once"
    house.clock.pass_by(seconds=30)
    code = app.at(house.clock())
    await browser.send("/kod", code=f"{code[:3]} {code[3:]}")
    assert browser.path() == "/desk"

    await browser.go("/desk/konto")
    page = await browser.send("/konto/kod/av", password="wrong")
    assert "Lösenordet stämmer inte." in page.text
    page = await browser.send("/konto/kod/av", password=PASSWORD)
    assert "Koden är av." in page.text


async def test_changing_the_password_ends_the_other_logins(house: House, new_browser: Callable[[], Browser]) -> None:
    await house.hire("Anna")
    office, home = await log_in(new_browser(), "Anna"), await log_in(new_browser(), "Anna")
    await office.go("/desk/konto")
    page = await office.send("/konto/losenord", old=PASSWORD, new="fyra gröna äpplen", again="fyra gröna äpplen")
    assert "Lösenordet är bytt." in page.text
    await home.go("/desk")
    assert "Logga in" in home.page.text


async def test_logging_out_ends_the_login_and_not_only_the_cookie(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    await log_in(browser, "Anna")
    token = browser.cookies["desk"]
    page = await browser.send("/logga-ut")
    assert "Du är utloggad." in page.text
    assert "desk" not in browser.cookies
    assert await house.accounts.who(token) is None


@pytest.mark.parametrize("left_alone", [timedelta(minutes=61)])
async def test_a_login_that_is_left_alone_ends_and_leads_back(
    house: House, browser: Browser, left_alone: timedelta
) -> None:
    await house.hire("Anna")
    await log_in(browser, "Anna")
    house.clock.now += left_alone
    await browser.go("/desk?visa=lediga")
    assert browser.path() == "/desk/logga-in"
    await browser.send("/logga-in", email="anna@example.org", password=PASSWORD)
    assert browser.page.address == "/desk?visa=lediga"


@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com/desk", "/desk/../", "/desk//example.com", "javascript:x", "/"]
)
async def test_the_way_back_never_leads_away_from_the_desk(house: House, browser: Browser, elsewhere: str) -> None:
    await house.hire("Anna")
    await browser.go("/desk/logga-in")
    fields = {"email": "anna@example.org", "password": PASSWORD, "till": elsewhere}
    await browser.post("/desk/logga-in", fields)
    assert browser.page.address == "/desk"


async def test_a_link_in_a_mail_opens_the_page_for_one_who_is_logged_in(house: House, browser: Browser) -> None:
    """The cookie does not come along from another site, so the first page is a step on our own."""
    page = await browser.go("/desk/arenden/BJ%C3%96RK-10", sec_fetch_site="cross-site")
    assert page.status == 200
    assert page.links["Fortsätt"] == "/desk/arenden/BJ%C3%96RK-10"


async def test_nothing_of_the_desk_is_kept_by_caches_or_found_by_search_engines(house: House, browser: Browser) -> None:
    await house.hire("Anna")
    case = await house.case()
    await log_in(browser, "Anna")
    for address in ("/desk", "/desk/konto", f"/desk/arenden/{case}", "/desk/arenden/NIX-99"):
        page = await browser.go(address)
        assert page.headers["cache-control"] == "no-store"
        assert "noindex" in page.headers["x-robots-tag"]
        assert "unsafe" not in page.headers["content-security-policy"]


async def test_an_editor_is_logged_in_but_sees_no_cases(house: House, browser: Browser) -> None:
    await house.hire("Rut", role="editor", office=None)
    case = await house.case()
    await log_in(browser, "Rut")
    assert "Du ser inga ärenden" in browser.page.text
    page = await browser.go(f"/desk/arenden/{case}")
    assert page.status == 404
    assert case not in page.text


async def test_an_ombud_without_an_office_is_told_so(house: House, browser: Browser) -> None:
    await house.hire("Nils", office=None)
    await log_in(browser, "Nils")
    assert "Du har inget kontor än" in browser.page.text
