"""What a page costs: bytes as they came over the wire, headers and all, those of its worker too."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Page, Request

IDLE = "navigator.serviceWorker ? navigator.serviceWorker.ready.then(() => true) : true"


@dataclass(frozen=True)
class Weight:
    """Bytes by path. What the browser had already costs nothing and is no request."""

    by_path: dict[str, int]

    @property
    def bytes(self) -> int:
        return sum(self.by_path.values())

    @property
    def requests(self) -> int:
        return len(self.by_path)


class Scales:
    """Weighs everything that the pages of a context ask for from now on."""

    def __init__(self, context: BrowserContext) -> None:
        self._finished: list[Request] = []
        context.on("requestfinished", lambda request: self._finished.append(request))

    async def weigh(self, page: Page, address: str, *, worker: bool = True) -> Weight:
        """Opens the address and waits until nothing more comes, from the page or from its worker if it has one."""
        self._finished.clear()
        await page.goto(address, wait_until="networkidle")
        if worker:
            await page.evaluate(IDLE)
            await page.wait_for_load_state("networkidle")
        by_path: dict[str, int] = {}
        for request in list(self._finished):
            sizes = await request.sizes()
            if (cost := sizes["responseBodySize"] + sizes["responseHeadersSize"]) > 0:
                path = urlsplit(request.url).path
                by_path[path] = by_path.get(path, 0) + cost
        return Weight(by_path)
