"""Every answer, however it came about, tells the browser to trust nothing but us."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

PAGES = ["/utseende", "/prov/lang", "/prov/fel/404", "/prov/fel/500", "/prov/fel/503", "/desk/prov/fel/403", "/nowhere"]
OTHERS = ["/healthz", "/openapi.json", "/api/v1/nowhere", "/api/prov/fel/500", "/static/old/look/base.css"]


def policy(answer: httpx.Response) -> dict[str, str]:
    parts = (part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    return dict(parts)


@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
async def test_every_answer_has_the_headers(browser: httpx.AsyncClient, path: str) -> None:
    answer = await browser.get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "microphone=()" in answer.headers["permissions-policy"]
    assert "strict-transport-security" not in answer.headers
    assert policy(answer)["default-src"] == "'none'"
    assert policy(answer)["frame-ancestors"] == "'none'"
    assert policy(answer)["base-uri"] == "'none'"
    assert all(len(answer.headers.get_list(name)) == 1 for name in answer.headers)


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_loads_from_us_alone_and_nothing_inline(browser: httpx.AsyncClient, path: str) -> None:
    answer = await browser.get(path)
    rules = policy(answer)
    assert answer.headers["content-type"].startswith("text/html")
    assert {rules[name] for name in ("script-src", "style-src", "font-src", "connect-src", "form-action")} == {"'self'"}
    assert not any(word in answer.headers["content-security-policy"] for word in ("unsafe", "data:", "*", "http"))
    assert answer.headers["referrer-policy"] == "same-origin"  # else a form on plain http names no origin
    assert answer.headers["cache-control"] == "no-store"


async def test_what_is_no_page_may_load_nothing(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/healthz")
    assert policy(answer)["form-action"] == "'none'"
    assert "script-src" not in policy(answer)
    assert answer.headers["referrer-policy"] == "no-referrer"


async def test_a_page_can_ask_for_more(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/prov/mer")
    assert policy(answer)["media-src"] == "'self' blob:"
    assert policy(answer)["script-src"] == "'self'"
    assert "microphone=(self)" in answer.headers["permissions-policy"]
    assert "camera=()" in answer.headers["permissions-policy"]


async def test_no_page_holds_what_the_policy_refuses(browser: httpx.AsyncClient) -> None:
    for path in ("/utseende", "/prov/fel/404", "/desk/prov/fel/404"):
        page = (await browser.get(path)).text
        assert "<script>" not in page
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick" not in page


@pytest.mark.parametrize(
    ("peer", "url", "headers", "strict"),
    [
        ("203.0.113.5", "https://ombud.test", {}, True),
        ("203.0.113.5", "http://ombud.test", {}, False),
        ("203.0.113.5", "http://ombud.test", {"X-Forwarded-Proto": "https"}, False),  # anyone can say so
        ("10.1.2.3", "http://ombud.test", {"X-Forwarded-Proto": "https"}, True),
        ("10.1.2.3", "http://ombud.test", {"X-Forwarded-Proto": "http"}, False),
        ("10.1.2.3", "http://ombud.test", {"X-Forwarded-Proto": "https, http"}, False),
        ("10.1.2.3", "http://ombud.test", {}, False),
    ],
)
async def test_https_is_kept_only_where_it_is(
    app: FastAPI, peer: str, url: str, headers: dict[str, str], strict: bool
) -> None:
    transport = httpx.ASGITransport(app, client=(peer, 1234))
    async with httpx.AsyncClient(transport=transport, base_url=url) as client:
        answer = await client.get("/prov/fel/404", headers=headers)
    assert ("strict-transport-security" in answer.headers) == strict
