"""The page tells how to ring, and it alone may open the line and ask for the microphone."""

from __future__ import annotations

import httpx
import pytest

from tests.bot.channels.ring.conftest import House


def policy(answer: httpx.Response) -> dict[str, str]:
    parts = (part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    return dict(parts)


async def test_it_may_open_that_socket_alone_and_use_the_microphone(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/ring")
    assert policy(answer)["connect-src"] == "'self' ws://ombud.test/media"
    assert policy(answer)["script-src"] == "'self'"
    assert "microphone=(self)" in answer.headers["permissions-policy"]
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "Ring upp" in answer.text


@pytest.mark.parametrize("path", ["/", "/hjalp", "/integritet", "/ring/finns-inte"])
async def test_no_other_page_may(browser: httpx.AsyncClient, path: str) -> None:
    answer = await browser.get(path, headers={"Accept": "text/html"})
    assert policy(answer)["connect-src"] == "'self'"
    assert "microphone=()" in answer.headers["permissions-policy"]


async def test_a_host_that_is_none_gets_into_no_header(browser: httpx.AsyncClient) -> None:
    for host in ("ombud.test; script-src *", "a b", "ombud.test, evil.test", "ombud.test/x", ""):
        answer = await browser.get("/ring", headers={"Host": host})
        assert policy(answer)["connect-src"] == "'self'"
        assert "microphone=()" in answer.headers["permissions-policy"]
        assert "Ring upp" not in answer.text
        assert (await browser.post("/ring/ticket", headers={"Host": host})).status_code == 404


async def test_without_script_it_says_what_else_there_is(house: House) -> None:
    async with house.browser(phone_number="08-508 00 00") as client:
        text = (await client.get("/ring")).text
    said = text.split("<noscript>")[1].split("</noscript>")[0]
    assert "Den här webbläsaren kan inte ringa" in said
    assert '<a class="button button--large ring__wide" href="tel:085080000">Ringa 08-508 00 00</a>' in text
    assert 'href="/">Skriva i stället' in text
    assert '<div id="borja" class="stack" hidden>' in text  # no button that does nothing


async def test_without_a_line_it_is_only_words(house: House) -> None:
    async with house.browser(None) as client:
        answer = await client.get("/ring")
        refused = await client.post("/ring/ticket")
    assert answer.status_code == 200
    assert "Det går inte att ringa härifrån just nu." in answer.text
    assert "<script" not in answer.text
    assert 'href="tel:' not in answer.text.split("<main")[1].split("</main")[0]
    assert "microphone=()" in answer.headers["permissions-policy"]
    assert refused.status_code == 404


async def test_the_way_to_it_is_shown_only_where_it_leads_somewhere(house: House, browser: httpx.AsyncClient) -> None:
    link = 'href="/ring"'
    for path in ("/", "/hjalp", "/finns-inte"):
        assert link in (await browser.get(path, headers={"Accept": "text/html"})).text
    async with house.browser(None) as without:
        for path in ("/", "/hjalp", "/finns-inte"):
            assert link not in (await without.get(path, headers={"Accept": "text/html"})).text
