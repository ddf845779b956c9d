"""A form is taken from our own pages, and from nobody else's."""

from __future__ import annotations

import httpx
import pytest

from bot.look.same_origin import came_from_own_page

HOST = "ombud.test"


@pytest.mark.parametrize(
    ("site", "origin", "host", "own"),
    [
        ("same-origin", f"https://{HOST}", HOST, True),
        ("same-origin", "null", HOST, True),
        ("none", None, HOST, True),  # typed, or sent again after a restart
        ("same-site", f"https://other.{HOST}", HOST, False),
        ("cross-site", f"https://{HOST}", HOST, False),
        ("", None, HOST, False),
        ("something new", None, HOST, False),
        (None, None, HOST, True),  # an old browser, or no browser
        (None, f"http://{HOST}", HOST, True),
        (None, f"http://{HOST}:80", HOST, True),
        (None, f"https://{HOST}", f"{HOST}:443", True),
        (None, f"http://{HOST.upper()}", HOST, True),
        (None, "http://127.0.0.1:8080", "127.0.0.1:8080", True),
        (None, "http://[::1]:8080", "[::1]:8080", True),
        (None, "http://127.0.0.1:8080", "127.0.0.1:8081", False),
        (None, f"http://{HOST}:8080", HOST, False),
        (None, "https://evil.test", HOST, False),
        (None, f"https://{HOST}.evil.test", HOST, False),
        (None, f"https://evil.test/{HOST}", HOST, False),
        (None, f"https://{HOST}@evil.test", HOST, False),
        (None, "null", HOST, False),
        (None, "", HOST, False),
        (None, "https://[", HOST, False),
        (None, f"https://{HOST}:x", HOST, False),
        (None, f"https://{HOST}", "", False),
    ],
)
def test_who_made_the_request(site: str | None, origin: str | None, host: str, own: bool) -> None:
    assert came_from_own_page(site=site, origin=origin, host=host) == own


async def test_a_form_of_another_site_changes_nothing(browser: httpx.AsyncClient) -> None:
    answer = await browser.post("/prov/andra", data={"text": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "<h1>" in answer.text


async def test_our_own_form_is_taken(browser: httpx.AsyncClient) -> None:
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://ombud.test"}, {}):
        answer = await browser.post("/prov/andra", data={"text": "x"}, headers=headers)
        assert answer.json() == {"length": 6}
