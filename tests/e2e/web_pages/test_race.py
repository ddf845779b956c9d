"""Two ombuds see the same free case and take it: one gets it, the other is told who has it."""

from __future__ import annotations

import asyncio

from playwright.async_api import expect

from tests.e2e.browser import Misdeeds
from tests.e2e.web_pages.by_api import Talk
from tests.e2e.web_pages.conftest import Employs
from tests.e2e.web_pages.people import ANNA, BO
from tests.e2e.web_process import WebProcess


async def test_two_at_once(web: WebProcess, ombud_at_work: Employs, misdeeds: Misdeeds) -> None:
    misdeeds.expected = ("Failed to load resource",)
    case = Talk(web.address).send()
    both = [await ombud_at_work(who) for who in (ANNA, BO)]
    for ombud in both:
        await ombud.opens(case)

    await asyncio.gather(*(ombud.claims() for ombud in both))
    for ombud in both:
        await expect(ombud.notice).to_be_visible()
    told = [await ombud.notice.inner_text() for ombud in both]

    winner = next(place for place, words in enumerate(told) if "Ärendet är ditt nu." in words)
    name = (ANNA, BO)[winner].name
    assert f"{name} har ärendet. {name} tog det" in told[1 - winner]
    await expect(both[1 - winner].page.get_by_role("button", name="Ta ärendet")).to_have_count(0)
    await both[winner].notes("Jag har börjat.")
