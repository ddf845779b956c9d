"""A client's page comes squeezed; the desk's never, since it holds a token beside text of others."""

from __future__ import annotations

import httpx
import pytest

from bot.look.compression import is_below
from tests.bot.look.conftest import LONG_PAGE


async def test_a_clients_page_is_squeezed(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/prov/lang")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) < len(LONG_PAGE) / 3
    assert answer.text == LONG_PAGE


async def test_a_browser_that_does_not_take_it_gets_it_plain(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/prov/lang", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.text == LONG_PAGE


@pytest.mark.parametrize("path", ["/desk/prov/lang", "/api/prov/lang"])
async def test_the_desk_and_the_api_are_not(browser: httpx.AsyncClient, path: str) -> None:
    answer = await browser.get(path)
    assert "content-encoding" not in answer.headers
    assert answer.text == LONG_PAGE


@pytest.mark.parametrize(
    ("path", "below"), [("/desk", True), ("/desk/konto", True), ("/desken", False), ("/", False), ("/a/desk", False)]
)
def test_what_is_below(path: str, below: bool) -> None:
    assert is_below(path, "/desk") == below
