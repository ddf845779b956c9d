"""What a page costs: bytes as they came over the wire, headers and all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Page


@dataclass
class Weight:
    """Everything that a page has asked for since the count began."""

    by_file: Counter[str] = field(default_factory=Counter)
    _paths: dict[str, str] = field(default_factory=dict)

    @classmethod
    async def of(cls, page: Page) -> Weight:
        weight = cls()
        session = await page.context.new_cdp_session(page)
        session.on("Network.responseReceived", weight._came)
        session.on("Network.loadingFinished", weight._ended)
        await session.send("Network.enable")
        return weight

    @property
    def bytes(self) -> int:
        return sum(self.by_file.values())

    @property
    def requests(self) -> int:
        return len(self._paths)

    def _came(self, event: dict[str, Any]) -> None:
        self._paths[event["requestId"]] = urlsplit(event["response"]["url"]).path

    def _ended(self, event: dict[str, Any]) -> None:
        self.by_file[self._paths.get(event["requestId"], "?")] += int(event["encodedDataLength"])
