"""The first page is small, comes from one address, and leaves nothing in the browser before somebody answers."""

from __future__ import annotations

from playwright.async_api import BrowserContext

from tests.e2e.browser import OpensContext
from tests.e2e.web_pages.client import Client, Press
from tests.e2e.web_pages.ombud import Ombud
from tests.e2e.web_pages.people import ANNA
from tests.e2e.web_pages.weight import Scales
from tests.e2e.web_process import WebProcess

MOST_BYTES = 100_000


async def test_a_cold_first_load_is_below_a_hundred_kilobytes(
    context: BrowserContext, web: WebProcess, java_script: bool
) -> None:
    scales = Scales(context)
    weight = await scales.weigh(await context.new_page(), f"{web.address}/", worker=java_script)
    assert weight.by_path["/"]
    assert ("/utan-nat" in weight.by_path) is java_script
    assert weight.bytes < MOST_BYTES, weight.by_path


async def test_no_cookie_before_the_first_answer_and_one_afterwards(client: Client) -> None:
    for path in ("/", "/hjalp", "/integritet", "/tillganglighet", "/fortsatt", "/radera"):
        await client.goes_to(path)
    assert await client.page.context.cookies() == []

    await client.goes_to("/")
    await client.does(Press("yes"))
    (cookie,) = await client.page.context.cookies()
    kept = {key: cookie.get(key) for key in ("name", "path", "httpOnly", "sameSite", "expires")}
    assert kept == {"name": "samtal", "path": "/", "httpOnly": True, "sameSite": "Lax", "expires": -1}


async def test_the_desk_has_one_cookie_that_only_the_desk_gets(
    new_context: OpensContext, web: WebProcess, passwords: dict[str, str]
) -> None:
    ombud = await Ombud.at(await new_context(), web.address, ANNA)
    (cookie,) = await ombud.page.context.cookies()
    kept = {key: cookie.get(key) for key in ("name", "path", "httpOnly", "sameSite", "expires")}
    assert kept == {"name": "desk", "path": "/desk", "httpOnly": True, "sameSite": "Strict", "expires": -1}
