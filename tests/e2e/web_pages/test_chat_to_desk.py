"""A client tells in the chat; an ombud takes the case and brings it to its end: with scripts and without."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.web_pages.client import Client
from tests.e2e.web_pages.conftest import Employs
from tests.e2e.web_pages.ombud import Ombud
from tests.e2e.web_pages.people import ANNA
from tests.e2e.web_pages.stories import nodprovning, po_intake

LENT = "jag har lånat pengar av min granne två gånger"
ALONE = "Jag orkar inte ringa alla samtal själv."


async def test_a_call_for_food_is_told_taken_and_closed(client: Client, ombud_at_work: Employs) -> None:
    await client.follows(nodprovning(LENT))
    case = await client.case()

    anna = await ombud_at_work(ANNA)
    await _finds_by_priority(anna, case)
    await expect(anna.page.locator(".quote").first).to_contain_text(LENT)
    await expect(anna.page.locator(".flag").first).to_contain_text("Säkert att lämna meddelande? NEJ")

    await anna.claims()
    await expect(anna.notice).to_contain_text("Ärendet är ditt nu.")
    await anna.notes("Jag ringer i morgon bitti.")
    await anna.tried_to_reach("call", "no_answer", confirmed=True)
    await anna.tried_to_reach("sms", "sent", confirmed=True)
    await anna.waits()
    await anna.closes("helped", "Fick mat samma dag.")

    done = anna.page.locator("#gjort")
    for words in ("Jag ringer i morgon bitti.", "Ringde. Inget svar.", "Skickade sms.", "Fick mat samma dag."):
        await expect(done).to_contain_text(words)
    await anna.goes_to("")
    assert case not in await anna.cases()
    await anna.goes_to("?avslutade=1")
    assert case in await anna.cases()


async def test_a_wish_for_an_ombud_is_told_taken_and_closed(client: Client, ombud_at_work: Employs) -> None:
    await client.follows(po_intake(ALONE))
    case = await client.case()

    anna = await ombud_at_work(ANNA)
    await _finds_by_priority(anna, case)
    await expect(anna.page.locator("#innehall")).to_contain_text(ALONE)
    await anna.claims()
    await anna.closes("got_ombud")
    await expect(anna.page.locator("#nu")).to_contain_text("Ärendet är avslutat.")


async def _finds_by_priority(ombud: Ombud, case: str) -> None:
    priorities = await ombud.priorities()
    assert priorities == sorted(priorities)
    await ombud.opens(case)
