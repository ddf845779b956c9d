"""HEAD is answered as GET is, without a body: monitors and link checkers are told that the pages are there."""

from __future__ import annotations

import httpx
import pytest

from bot.channels.readiness import Parts
from tests.bot.channels.fake_conversations import FakeReadiness

PAGES = ("/", "/hjalp", "/integritet", "/tillganglighet", "/fortsatt", "/radera", "/utan-nat", "/sw.js")


@pytest.mark.parametrize("path", [*PAGES, "/healthz", "/readyz", "/metrics", "/openapi.json"])
async def test_every_page_answers_head_as_get(client: httpx.AsyncClient, path: str) -> None:
    asked, read = await client.head(path), await client.get(path)
    assert asked.status_code == read.status_code == 200
    assert asked.content == b""
    assert asked.headers["content-type"] == read.headers["content-type"]
    assert asked.headers["content-security-policy"] == read.headers["content-security-policy"]


async def test_it_tells_the_truth_about_what_is_wrong(client: httpx.AsyncClient, readiness: FakeReadiness) -> None:
    readiness.now = Parts(database="down", understanding="ok")
    assert (await client.head("/readyz")).status_code == 503
    assert (await client.head("/no-such-page")).status_code == 404
    refused = await client.head("/api/v1/conversations")
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")


async def test_it_is_counted_as_what_it_was(client: httpx.AsyncClient) -> None:
    await client.head("/hjalp")
    assert 'method="HEAD",route="/hjalp",status="200"} 1.0' in (await client.get("/metrics")).text
