"""The states of the desk's pages."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.web_pages.people import ADA, EVA, LARS, LEILA, NINA, PASSWORD, ROLF, TOM, Employee
from tests.e2e.web_pages.states import Arrives, state
from tests.e2e.web_pages.visit import Visit

LONG_WORD = "Enhetschefsbeslutsunderlagshandläggningstidsförkortning"


def _at(who: Employee, path: str = "") -> Arrives:
    return lambda visit: visit.at_desk(who, path)


for name, (who, path) in {
    "list: full": (LEILA, ""),
    "list: hers": (LEILA, "?visa=mina"),
    "list: free": (LEILA, "?visa=lediga"),
    "list: closed": (LEILA, "?avslutade=1"),
    "list: empty": (TOM, ""),
    "list: nothing of his own": (TOM, "?visa=mina"),
    "list: nothing closed": (TOM, "?avslutade=1"),
    "list: all offices": (ADA, ""),
    "an editor sees no cases": (EVA, ""),
    "an editor may not open one": (EVA, "/arenden/BJ%C3%96RK-47"),
    "a number that is nowhere": (TOM, "/hitta?nummer=bj%C3%B6rk+47"),
    "no number at all": (TOM, "/hitta?nummer=hej"),
    "an address that does not exist": (TOM, "/finns/inte"),
    "account": (TOM, "/konto"),
    "getting started": (ADA, "/kom-igang"),
}.items():
    state(f"desk: {name}")(_at(who, path))


def _case(name: str, who: Employee = LEILA) -> Arrives:
    async def arrives(visit: Visit) -> None:
        await visit.at_case(who, getattr(visit.shelf, name))
        await visit.unfolds_all()

    return arrives


for name in ("free", "mine", "waiting", "taken", "closed", "erased", "danger", "letters"):
    state(f"case: {name}")(_case(name))


@state("case: folded, as it opens")
async def _folded(visit: Visit) -> None:
    await visit.at_case(LEILA, visit.shelf.mine)


@state("case: something is missing")
async def _missing(visit: Visit) -> None:
    await visit.at_case(LEILA, visit.shelf.mine)
    form = visit.page.locator("#kontakt form")
    await form.evaluate("form => form.noValidate = true")
    await visit.page.locator("#kontakt > summary").click()
    await form.get_by_label("Anteckning").fill(f"Ringde {LONG_WORD} {LONG_WORD}")
    await form.get_by_role("button").click()
    await expect(visit.page.locator("#fel")).to_be_visible()


@state("case: a way that is not safe")
async def _unsafe(visit: Visit) -> None:
    await visit.at_case(LEILA, visit.shelf.waiting)
    form = visit.page.locator("#kontakt form")
    await visit.page.locator("#kontakt > summary").click()
    await form.get_by_label("Hur försökte du?").select_option("sms")
    await form.get_by_label("Hur gick det?").select_option("sent")
    await form.get_by_role("button").click()
    await expect(visit.page.locator("#fel")).to_be_visible()


@state("case: somebody was faster")
async def _lost(visit: Visit) -> None:
    """The page was open before Lars took the case: its form says so."""
    await visit.at_case(LARS, visit.shelf.free)
    form = visit.page.locator("form[action$='/ta']")
    await form.evaluate("(form, to) => form.action = to", f"/desk/arenden/{visit.shelf.mine.replace(' ', '-')}/ta")
    await form.get_by_role("button").click()
    await expect(visit.page.locator("#besked")).to_contain_text("har ärendet")


@state("case: something was done")
async def _done(visit: Visit) -> None:
    await visit.at_desk(LEILA, f"/arenden/{visit.shelf.mine.replace(' ', '-')}?klart=anteckning#besked")


@state("login")
async def _login(visit: Visit) -> None:
    await visit.goes_to("/desk/logga-in")


@state("login: to see a page")
async def _login_first(visit: Visit) -> None:
    await visit.goes_to("/desk/konto")


@state("login: wrong")
async def _wrong_login(visit: Visit) -> None:
    await _log_in(visit, "ingen@ombud.example", "fel lösenord här")
    await expect(visit.page.locator("#fel")).to_be_visible()


@state("login: the text that was written is waiting")
async def _login_with_text(visit: Visit) -> None:
    await visit.at_case(LEILA, visit.shelf.mine)
    await visit.page.context.clear_cookies()
    await visit.page.locator("#anteckning-text").fill("Det här hann jag skriva.")
    await visit.page.get_by_role("button", name="Spara anteckning").click()
    await expect(visit.page.get_by_role("heading", level=1)).to_have_text("Logga in")


@state("login: code")
async def _login_code(visit: Visit) -> None:
    await _log_in(visit, ROLF.email, PASSWORD)
    await expect(visit.page.get_by_role("heading", level=1)).to_have_text("Skriv din kod")


@state("login: a wrong code")
async def _wrong_code(visit: Visit) -> None:
    await _login_code(visit)
    await visit.page.get_by_label("Kod med sex siffror").fill("000000")
    await visit.sends("Fortsätt")
    await expect(visit.page.locator("#fel")).to_be_visible()


@state("login: a password of one's own")
async def _first_password(visit: Visit) -> None:
    await _log_in(visit, NINA.email, visit.grounds.passwords[NINA.email])
    await expect(visit.page.get_by_role("heading", level=1)).to_have_text("Välj ett eget lösenord")


@state("login: the new passwords differ")
async def _other_password(visit: Visit) -> None:
    await _first_password(visit)
    for field, words in {"#new": "fyra nya korta ord", "#again": "fyra andra korta ord"}.items():
        await visit.page.locator(field).fill(words)
    await visit.sends("Spara och fortsätt")
    await expect(visit.page.locator("#fel")).to_be_visible()


@state("account: the password is wrong")
async def _account_wrong(visit: Visit) -> None:
    await visit.at_desk(TOM, "/konto")
    await visit.page.locator("section[aria-labelledby=losenord] summary").click()
    for field, words in {"#old": "fel", "#new": "fyra nya korta ord", "#again": "fyra nya korta ord"}.items():
        await visit.page.locator(field).fill(words)
    await visit.sends("Byt lösenord")
    await expect(visit.page.locator("#fel")).to_be_visible()


@state("account: a code is set up")
async def _enrolment(visit: Visit) -> None:
    await visit.at_desk(TOM, "/konto")
    await visit.sends("Slå på koden")
    await expect(visit.page.get_by_label("Kod med sex siffror")).to_be_visible()


async def _log_in(visit: Visit, email: str, password: str) -> None:
    await visit.goes_to("/desk/logga-in")
    await visit.page.get_by_label("E-post").fill(email)
    await visit.page.get_by_label("Lösenord").fill(password)
    await visit.sends("Logga in")
