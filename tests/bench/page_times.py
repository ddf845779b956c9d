"""What pages weigh, and how long they take: on this machine as it is, and on a slow phone far from everything."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from playwright._impl._api_structures import SetCookieParam
from playwright.async_api import Browser, Page

from tests.e2e.browser import Misdeeds, fresh_profile
from tests.e2e.web_pages.states import STATES
from tests.e2e.web_pages.visit import Grounds, Visit
from tests.e2e.web_pages.weight import Scales, Weight

TIMES = 5
PHONE = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
"""400 ms there and back for each request, 400 kbit/s. Chromium does not slow down how a connection is made."""
SLOWER = 4
"""Times that the phone is slower than this machine."""

PAGES = {
    "`/` before the first answer": ("chat: the start", "/"),
    "`/` with a question": ("question: several", "/"),
    "`/hjalp`": ("help lines", "/hjalp"),
    "`/integritet`": ("privacy", "/integritet"),
    "`/desk/logga-in`": ("login", "/desk/logga-in"),
    "`/desk`, eight cases": ("desk: list: full", "/desk"),
    "`/desk/arenden/…`": ("case: folded, as it opens", ""),
}
"""By how it is called, the state that is measured and its path (empty: the one that the state leads to)."""

_TIMES = """() => new Promise((told) => {
  const [page] = performance.getEntriesByType('navigation');
  new PerformanceObserver((list) => {
    const painted = list.getEntries().at(-1)?.startTime ?? 0;
    told([page.responseStart, page.domContentLoadedEventEnd, painted]);
  }).observe({ type: 'largest-contentful-paint', buffered: true });
})"""

HEADER = (
    "| page | kB in all | requests | first byte ms | there ms | painted ms | slow phone: there ms | painted ms |\n"
    "|---|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True)
class Times:
    """Milliseconds from the tap: to the first byte, until the page is there and its scripts have run, until the largest
    part of it is painted."""

    first_byte: float
    there: float
    painted: float


async def table(browser: Browser, grounds: Grounds) -> str:
    """One row for each page, as Markdown. Every load is the first: nothing is in the browser's store yet."""
    rows = [HEADER]
    for called, (state, path) in PAGES.items():
        ready = await _ready(browser, grounds, state, path)
        weight = await _weight(browser, ready)
        quick = _middle([await _times(browser, ready, slow=False) for _ in range(TIMES)])
        slow = _middle([await _times(browser, ready, slow=True) for _ in range(TIMES)])
        times = [quick.first_byte, quick.there, quick.painted, slow.there, slow.painted]
        cells = " | ".join(f"{time:.0f}" for time in times)
        rows.append(f"| {called} | {weight.bytes / 1000:.0f} | {weight.requests} | {cells} |")
    return "\n".join(rows)


def _middle(several: list[Times]) -> Times:
    return Times(*(median(getattr(one, name) for one in several) for name in ("first_byte", "there", "painted")))


@dataclass(frozen=True)
class Ready:
    """An address, and the cookies of somebody to whom it shows the state that is measured."""

    address: str
    cookies: list[SetCookieParam]
    worker: bool


async def _ready(browser: Browser, grounds: Grounds, state: str, path: str) -> Ready:
    context = await fresh_profile(browser, Misdeeds(), service_workers="block")
    page = await context.new_page()
    await STATES[state](Visit(page, grounds))
    cookies = [SetCookieParam(**cookie) for cookie in await context.cookies()]
    address = f"{grounds.address}{path}" if path else page.url
    await context.close()
    return Ready(address, cookies, worker=path == "/")


async def _weight(browser: Browser, ready: Ready) -> Weight:
    page = await _new_to_all(browser, ready, service_workers="allow")
    weight = await Scales(page.context).weigh(page, ready.address, worker=ready.worker)
    await page.context.close()
    return weight


async def _times(browser: Browser, ready: Ready, *, slow: bool) -> Times:
    page = await _new_to_all(browser, ready, service_workers="block")
    if slow:
        session = await page.context.new_cdp_session(page)
        await session.send("Network.enable")
        await session.send("Network.emulateNetworkConditions", PHONE)
        await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    await page.goto(ready.address, wait_until="load")
    times = Times(*await page.evaluate(_TIMES))
    await page.context.close()
    return times


async def _new_to_all(browser: Browser, ready: Ready, *, service_workers: str) -> Page:
    """A browser that may open the page, and has loaded nothing yet."""
    context = await fresh_profile(browser, Misdeeds(), service_workers=service_workers)
    await context.add_cookies(ready.cookies)
    return await context.new_page()
