"""Forms that come when they should not: after the login, of an earlier login, for a case that moved. Never a crash."""

from __future__ import annotations

import pytest

from bot.desk.web.case_actions import ACTIONS
from tests.bot.desk.stories import PASSWORD, House
from tests.bot.desk.web.browser import Browser
from tests.bot.desk.web.conftest import log_in, opened

EVERY = [*ACTIONS, "foo", "foo-bar"]
with_and_without_text = pytest.mark.parametrize("fields", [{}, {"text": "Skrivet."}], ids=["without text", "with text"])


def at(case: str, action: str) -> str:
    return f"/desk/arenden/{case.replace(' ', '-')}/{action}"


@with_and_without_text
async def test_every_action_without_a_login_leads_to_the_login(
    house: House, browser: Browser, fields: dict[str, str]
) -> None:
    case, anna = await house.case(), await house.hire("Anna")
    for action in EVERY:
        page = await browser.post(at(case, action), {**fields, "by": anna.id})
        assert (action, page.status, page.has_form("/logga-in")) == (action, 401, True)
        if action in ("ta", "anteckning", "foo"):
            page = await browser.send("/logga-in", email=anna.email, password=PASSWORD)
            assert (action, page.status) == (action, 200)
            browser.cookies.clear()
    assert (await house.stored(case)).version == 0


@with_and_without_text
async def test_every_action_of_an_earlier_login_is_not_done(
    house: House, browser: Browser, fields: dict[str, str]
) -> None:
    case, anna = await house.case(), await house.hire("Anna")
    await log_in(browser, "Anna")
    for action in EVERY:
        page = await browser.post(at(case, action), {**fields, "by": anna.id, "csrf": "gammal"})
        assert (action, page.status) == (action, 403)
    assert (await house.stored(case)).version == 0


@with_and_without_text
@pytest.mark.parametrize("stale", [False, True], ids=["of this login", "of an earlier login"])
async def test_every_action_on_a_case_that_has_moved_says_so(
    house: House, browser: Browser, fields: dict[str, str], stale: bool
) -> None:
    case, anna, bo = await house.case(), await house.hire("Anna"), await house.hire("Bo")
    await house.hire("Cilla", office="vasterort")
    await opened(house, browser, "Anna", case)
    ours = {**browser.page.form("/ta").fields, "by": anna.id, **({"csrf": "gammal"} if stale else {})}
    await house.desk.hand_over(bo, case, 0, to_office="vasterort", why="Klienten bor i Tensta.")
    for action in EVERY:
        page = await browser.post(at(case, action), {**ours, **fields})
        assert page.status < 500, action
        assert page.status >= 400, action
    assert (await house.stored(case)).version == 1
