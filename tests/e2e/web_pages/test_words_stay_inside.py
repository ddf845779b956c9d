"""What a client writes stands in the conversation and in the opened case: in no address, no list and no log line."""

from __future__ import annotations

from urllib.parse import quote

from playwright.async_api import expect

from tests.e2e.browser import Misdeeds
from tests.e2e.web_pages.by_api import Talk
from tests.e2e.web_pages.client import Client, Deed, Write
from tests.e2e.web_pages.conftest import Employs
from tests.e2e.web_pages.people import ANNA
from tests.e2e.web_pages.stories import nodprovning
from tests.e2e.web_process import WebProcess

CANARY = "Kvarnfågelholm"
PHONE = "070-174 06 94"
FROM = "tried"
"""The first question that is answered in own words."""


async def test_her_words_are_nowhere_else(
    client: Client, ombud_at_work: Employs, web: WebProcess, misdeeds: Misdeeds
) -> None:
    misdeeds.expected = ("Failed to load resource",)
    await client.takes_up(Talk(client.address, "nodprovning").to(FROM))
    await client.follows(_with_canary(nodprovning(f"Min granne på {CANARY} har lånat mig pengar.")))
    case = await client.case()
    await client.does(Write(f"{CANARY} igen"))
    await client.goes_to("/")
    await client.page.go_back()
    await client.goes_to(f"/{quote('finns inte')}")

    anna = await ombud_at_work(ANNA)
    asked: list[str] = []
    anna.page.on("request", lambda request: asked.append(request.url))
    for shown in ("", "?visa=lediga", "?visa=mina", "?avslutade=1", "/andrat"):
        await anna.goes_to(shown)
        assert not _found_in(await anna.page.content()), shown
    await anna.opens(case)
    await expect(anna.page.locator("#innehall")).to_contain_text(CANARY)
    await expect(anna.page.locator("#innehall")).to_contain_text("Kim Kvarnfågelholm")

    log = web.log.read_text("utf-8", "replace")
    assert "/svara" in log, "this log tells nothing"
    assert not _found_in("\n".join([log, *client.visited, *asked]))


def _with_canary(story: tuple[tuple[str, Deed], ...]) -> list[tuple[str, Deed]]:
    theirs: dict[str, Deed] = {"name": Write(f"Kim {CANARY}"), "contact_value": Write(PHONE)}
    begins = [step for step, _ in story].index(FROM)
    return [(step, theirs.get(step, deed)) for step, deed in story[begins:]]


def _found_in(text: str) -> list[str]:
    digits = PHONE.replace("-", "").replace(" ", "")
    forms = (CANARY, quote(CANARY), CANARY.encode("unicode_escape").decode(), PHONE, digits, digits[1:])
    return [form for form in forms if form.casefold() in text.casefold()]
