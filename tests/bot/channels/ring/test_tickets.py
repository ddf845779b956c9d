"""A page of ours gets a ticket for one call; the other end takes it once, within a minute."""

from __future__ import annotations

import httpx
import pytest

from tests.bot.channels.ring.conftest import FEW, House


async def test_it_opens_the_line_once(house: House, browser: httpx.AsyncClient) -> None:
    answer = await browser.post("/ring/ticket")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    given = answer.json()
    assert given["url"] == "ws://ombud.test/media"
    assert house.keeper.redeem(given["ticket"])
    assert not house.keeper.redeem(given["ticket"])


async def test_it_opens_nothing_after_more_than_a_minute(house: House, browser: httpx.AsyncClient) -> None:
    ticket = (await browser.post("/ring/ticket")).json()["ticket"]
    house.clock.now += 70
    assert not house.keeper.redeem(ticket)


async def test_each_is_another(browser: httpx.AsyncClient) -> None:
    tickets = {(await browser.post("/ring/ticket")).json()["ticket"] for _ in range(FEW)}
    assert len(tickets) == FEW


async def test_another_site_gets_none(browser: httpx.AsyncClient) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.test"}, {"Sec-Fetch-Site": "same-site"}):
        assert (await browser.post("/ring/ticket", headers=headers)).status_code == 403
    assert (await browser.get("/ring/ticket")).status_code == 405


async def test_one_address_gets_a_few_at_once(browser: httpx.AsyncClient) -> None:
    for _ in range(FEW):
        assert (await browser.post("/ring/ticket")).status_code == 200
    refused = await browser.post("/ring/ticket")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    elsewhere = await browser.post("/ring/ticket", headers={"X-Forwarded-For": "198.51.100.7"})
    assert elsewhere.status_code == 200


@pytest.mark.parametrize(
    ("setting", "url", "headers", "told"),
    [
        ("/media", "http://ombud.test", {}, "ws://ombud.test/media"),
        ("/media", "https://ombud.test:8443", {}, "wss://ombud.test:8443/media"),
        ("/media", "http://ombud.test", {"X-Forwarded-Proto": "https"}, "wss://ombud.test/media"),
        (":8081", "http://127.0.0.1:8080", {}, "ws://127.0.0.1:8081/media"),
        (":8081", "http://localhost", {}, "ws://localhost:8081/media"),
        (":8081", "http://[::1]:8080", {}, "ws://[::1]:8081/media"),
        ("wss://samtal.test/media", "http://ombud.test", {}, "wss://samtal.test/media"),
    ],
)
async def test_the_browser_is_told_where_the_line_is(
    house: House, setting: str, url: str, headers: dict[str, str], told: str
) -> None:
    async with house.browser(setting, url=url) as client:
        assert (await client.post("/ring/ticket", headers=headers)).json()["url"] == told
        page = await client.get("/ring", headers=headers)
    assert f"connect-src 'self' {told};" in page.headers["content-security-policy"]
