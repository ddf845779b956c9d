"""Pictures of pages, small enough to live in a repository."""

from __future__ import annotations

import asyncio
import base64
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Page

from tests.e2e.browser import Misdeeds, fresh_profile
from tests.e2e.web_pages import chat_states, desk_states
from tests.e2e.web_pages.states import STATES
from tests.e2e.web_pages.visit import Grounds, Visit

__all__ = ["chat_states", "desk_states"]

WIDTHS = {360: 740, 768: 1024, 1440: 900}
"""Of the windows in CSS pixels, with their heights."""
MOBILE_BELOW = 500
AT_ONCE = 2
QUALITY = 80
MOST_BYTES = 120_000


@dataclass(frozen=True)
class Picture:
    """`state` is the name of what is shown. `whole`: the whole page, not only what the window shows."""

    file: str
    state: str
    width: int = 360
    scheme: Literal["light", "dark"] = "light"
    whole: bool = False
    sharp: float = 2.0
    height: int | None = None


README_PICTURES = (
    Picture("chat-start", "chat: the start"),
    Picture("chat-several", "question: several, ticked"),
    Picture("chat-crisis", "crisis"),
    Picture("chat-letter", "a letter to sign"),
    Picture("chat-sent-dark", "sent", scheme="dark"),
    Picture("desk-list", "desk: list: full", 1440, sharp=1.0, whole=True),
    Picture("desk-case", "case: folded, as it opens", 1440, sharp=1.0, height=1700),
    Picture("desk-list-phone-dark", "desk: list: full", scheme="dark"),
    Picture("desk-case-phone", "case: danger"),
)


async def take(browser: Browser, grounds: Grounds, picture: Picture, folder: Path, *, most: int = MOST_BYTES) -> str:
    """Takes one picture; returns a line that says how large it is. Raises AssertionError when it is too large."""
    context = await fresh_profile(
        browser,
        Misdeeds(),
        viewport={"width": picture.width, "height": picture.height or WIDTHS[picture.width]},
        is_mobile=picture.width < MOBILE_BELOW,
        has_touch=picture.width < MOBILE_BELOW,
        device_scale_factor=picture.sharp,
        color_scheme=picture.scheme,
        reduced_motion="reduce",
        service_workers="block",
    )
    page = await context.new_page()
    await STATES[picture.state](Visit(page, grounds))
    image = await _webp(page, whole=picture.whole)
    await context.close()
    path = folder / f"{picture.file}.webp"
    assert len(image) <= most, f"{path.name} is too large: {len(image)} bytes"
    path.write_bytes(image)
    return f"{path.name}: {len(image) / 1000:.0f} kB"


async def take_all(browser: Browser, grounds: Grounds, folder: Path) -> None:
    """Every page in every state at three widths, whole; and in a dark window at the narrowest."""
    room = asyncio.Semaphore(AT_ONCE)

    async def one(state: str, width: int, scheme: Literal["light", "dark"]) -> None:
        name = f"{re.sub(r'[^a-zåäö]+', '-', state.casefold()).strip('-')}-{width}{'-dark' if scheme == 'dark' else ''}"
        async with room:
            print(
                await take(
                    browser, grounds, Picture(name, state, width, scheme, whole=True, sharp=1.0), folder, most=10**7
                )
            )

    async with asyncio.TaskGroup() as group:
        for state in STATES:
            for width in WIDTHS:
                group.create_task(one(state, width, "light"))
            group.create_task(one(state, min(WIDTHS), "dark"))


async def _webp(page: Page, *, whole: bool) -> bytes:
    await page.evaluate("document.fonts.ready.then(() => scrollTo(0, 0))")
    session = await page.context.new_cdp_session(page)
    size = await page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
    window = page.viewport_size
    assert window
    height = size[1] if whole else window["height"]
    taken = await session.send(
        "Page.captureScreenshot",
        {
            "format": "webp",
            "quality": QUALITY,
            "captureBeyondViewport": whole,
            "clip": {"x": 0, "y": 0, "width": size[0], "height": height, "scale": 1},
        },
    )
    return base64.b64decode(taken["data"])
