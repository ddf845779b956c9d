"""When something goes wrong a person gets a kind page that says what to do, and a program gets problem+json."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from tests.bot.look.conftest import CANARY, RAISED

STATUSES = {"400": 422}  # the same thing to a program: it could not be read


@pytest.mark.parametrize("status", RAISED)
async def test_a_person_gets_a_page(browser: httpx.AsyncClient, capfd: pytest.CaptureFixture[str], status: str) -> None:
    answer = await browser.get(f"/prov/fel/{status}")
    assert answer.status_code == STATUSES.get(status, int(status))
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.count("<h1>") == 1
    assert 'href="tel:112"' in answer.text
    assert 'href="/hjalp"' in answer.text
    assert 'href="/"' in answer.text
    assert '<html lang="sv">' in answer.text
    assert CANARY not in answer.text
    assert CANARY not in "".join(capfd.readouterr())


async def test_when_to_come_back_is_told(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/prov/fel/429")).headers["retry-after"] == "12"
    assert (await browser.get("/prov/fel/503")).headers["retry-after"] == "5"


async def test_an_unknown_address_and_a_wrong_method_are_pages_too(browser: httpx.AsyncClient) -> None:
    for answer in (await browser.get(f"/{CANARY}"), await browser.put("/prov/andra")):
        assert answer.status_code in (404, 405)
        assert "<h1>" in answer.text
        assert CANARY not in answer.text


async def test_a_form_that_is_too_large_is_a_page_too(browser: httpx.AsyncClient) -> None:
    answer = await browser.post("/prov/andra", content=b"a" * 400_000)
    assert answer.status_code == 413
    assert "<h1>" in answer.text


@pytest.mark.parametrize("status", RAISED)
async def test_staff_get_the_way_back_to_the_desk(browser: httpx.AsyncClient, status: str) -> None:
    answer = await browser.get(f"/desk/prov/fel/{status}")
    assert answer.status_code == STATUSES.get(status, int(status))
    assert 'href="/desk"' in answer.text
    assert "noindex" in answer.text
    assert CANARY not in answer.text


@pytest.mark.parametrize("status", RAISED)
async def test_the_api_keeps_its_problems_even_for_a_browser(browser: httpx.AsyncClient, status: str) -> None:
    answer = await browser.get(f"/api/prov/fel/{status}")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    assert CANARY not in answer.text


@pytest.mark.parametrize("accept", ["*/*", "application/json", ""])
async def test_a_script_gets_a_problem(browser: httpx.AsyncClient, accept: str) -> None:
    answer = await browser.get("/prov/fel/500", headers={"Accept": accept})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"


async def test_if_even_our_words_are_gone_it_is_a_plain_sentence(
    app: FastAPI, browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise OSError(CANARY)

    monkeypatch.setattr(app.state, "library", gone)
    answer = await browser.get("/prov/fel/500")
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.endswith("Försök igen om en stund.")
