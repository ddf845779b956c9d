"""Real Chromium for the proofs: one browser per test run, a fresh profile per test, and a watch on what it must not do.

Import the fixtures into a conftest. A page that logs an error, breaks its own security policy or asks another host for
anything fails the test that opened it.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, Request, async_playwright, expect

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
AXE_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
PATIENCE_MS = 15_000
_AXE = Axe().axe_script
expect.set_options(timeout=PATIENCE_MS)
OpensContext = Callable[..., Awaitable[BrowserContext]]


def chromium() -> str:
    """The path of Chromium. Raises AssertionError that says how to get it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "Chromium is missing: apt-get install --no-install-recommends chromium"
    return found


@pytest_asyncio.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OMBUD_")}
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS, env={**environment})
        yield launched
        await launched.close()


@dataclass
class Misdeeds:
    """What pages did that they must not do. `expected` are parts of console lines that the test itself provokes."""

    seen: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def watch(self, context: BrowserContext) -> None:
        context.on("page", self._watch_page)
        context.on("request", self._watch_request)

    def _watch_page(self, page: Page) -> None:
        page.on("console", lambda line: self._note(f"console: {line.text}") if line.type == "error" else None)
        page.on("pageerror", lambda error: self._note(f"error: {error}"))

    def _watch_request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host not in (None, "127.0.0.1", "localhost"):
            self._note(f"third party: {host}")

    def _note(self, what: str) -> None:
        if not any(part in what for part in self.expected):
            self.seen.append(what)


@pytest.fixture
def misdeeds() -> Misdeeds:
    return Misdeeds()


async def fresh_profile(browser: Browser, misdeeds: Misdeeds, **options: Any) -> BrowserContext:
    """A profile of a phone's size unless told otherwise, whose misdeeds are noted."""
    options = {"viewport": {"width": 390, "height": 800}, "locale": "sv-SE", **options}
    context = await browser.new_context(**options)
    context.set_default_timeout(PATIENCE_MS)
    misdeeds.watch(context)
    return context


@pytest_asyncio.fixture
async def new_context(browser: Browser, misdeeds: Misdeeds) -> AsyncIterator[OpensContext]:
    """Opens fresh profiles (`java_script_enabled=False`, `viewport=...`, `color_scheme="dark"`, ...)."""
    contexts: list[BrowserContext] = []

    async def open_one(**options: Any) -> BrowserContext:
        contexts.append(await fresh_profile(browser, misdeeds, **options))
        return contexts[-1]

    yield open_one
    for context in contexts:
        await context.close()
    assert misdeeds.seen == []


@pytest_asyncio.fixture
async def page(new_context: OpensContext) -> Page:
    """A page in a fresh profile of a phone's size, with JavaScript."""
    return await (await new_context()).new_page()


async def hold_back_scripts(context: BrowserContext) -> None:
    """Pages of this context get no script of ours, but can still be examined."""
    await context.route("**/*.js", lambda route: route.abort())


async def barriers(page: Page, *, only: Sequence[str] = ()) -> list[str]:
    """What axe finds on this page as it is now, one readable line each; empty is what every page must be.

    `only` names the rules to ask for, instead of all.

    Axe is a script itself: a context with `java_script_enabled=False` cannot run it. The server sends the same page to
    both, so look at it in a context whose scripts are held back instead (`hold_back_scripts`).
    """
    if not await page.evaluate("Boolean(window.axe)"):
        await page.evaluate(_AXE)
    run_only = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": list(AXE_RULES)}
    asked = page.evaluate("options => axe.run(options)", {"runOnly": run_only, "resultTypes": ["violations"]})
    results = await asyncio.wait_for(asked, PATIENCE_MS / 1000)
    return [
        f"{found['id']} ({found['impact']}): {found['help']} -> {node['target']} {node['html'][:160]}"
        for found in results["violations"]
        for node in found["nodes"]
    ]
