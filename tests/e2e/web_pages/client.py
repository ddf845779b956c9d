"""A client with a browser, with or without JavaScript: what is done here is done with both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.e2e.web_pages.by_api import Talk


@dataclass(frozen=True)
class Press:
    """A large button."""

    option: str


@dataclass(frozen=True)
class Tick:
    """Ticks, and then "Klar"."""

    options: tuple[str, ...]


@dataclass(frozen=True)
class Write:
    """Own words, and then "Skicka"."""

    words: str


@dataclass(frozen=True)
class Go:
    """One of the ways that are always there, such as skipping."""

    move: str


Deed: TypeAlias = Press | Tick | Write | Go


class Client:
    """Every deed waits until its answer is on the page. `visited` is every address that her browser asked for."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.visited: list[str] = []
        page.on("request", lambda request: self.visited.append(request.url))

    @classmethod
    async def at(cls, context: BrowserContext, address: str) -> Client:
        """Opens the chat in a new tab."""
        client = cls(await context.new_page(), address)
        await client.goes_to("/")
        return client

    async def takes_up(self, talk: Talk) -> Client:
        """Her browser leads this conversation from now on; the question that waits is shown."""
        await self.has(talk)
        await self.goes_to("/")
        return self

    async def has(self, talk: Talk) -> None:
        """Her browser may open this conversation."""
        await self.page.context.add_cookies([{"name": "samtal", "value": talk.cookie, "url": self.address}])

    async def goes_to(self, path: str) -> None:
        await self.page.goto(f"{self.address}{path}")

    async def does(self, deed: Deed) -> None:
        key = await self.key()
        await self.tries(deed)
        await self.next_page(key)

    async def tries(self, deed: Deed) -> None:
        """Presses what the deed presses, and does not wait for what comes of it."""
        match deed:
            case Press(option):
                await self._open_what_hides(self.form.locator(f"[name=choice][value='{option}']"), "click")
            case Tick(options):
                for option in options:
                    await self._open_what_hides(self.form.locator(f"[name=choices][value='{option}']"), "check")
                await self.form.locator("[name=done]").click()
            case Write(words):
                await self.field.fill(words)
                await self.form.locator("[name=send]").click()
            case Go(move):
                await self._open_what_hides(self.form.locator(f"[name=move][value='{move}']"), "click")

    async def follows(self, story: Iterable[tuple[str, Deed]]) -> None:
        """Each question is the one that the story knows, and is answered as it tells."""
        for step, deed in story:
            await expect(self.page.locator("#samtal")).to_have_attribute("data-step", step)
            await self.does(deed)

    async def next_page(self, key: str) -> None:
        """Waits until the form is another one than that with this key."""
        await expect(self.page.locator("#svar [name=key]")).not_to_have_value(key)

    async def key(self) -> str:
        return await self.page.locator("#svar [name=key]").input_value()

    async def step(self) -> str:
        return await self.page.locator("#samtal").get_attribute("data-step") or ""

    async def case(self) -> str:
        """The number that she is told at the end."""
        return " ".join((await self.page.locator("#nummer").inner_text()).split())

    @property
    def form(self) -> Locator:
        return self.page.locator("#svar")

    @property
    def field(self) -> Locator:
        return self.page.locator("#text")

    @property
    def question(self) -> Locator:
        return self.page.locator("#fraga")

    @staticmethod
    async def _open_what_hides(control: Locator, deed: str) -> None:
        folded = control.locator("xpath=ancestor::details[not(@open)]")
        if await folded.count():
            await folded.locator("> summary").click()
        await (control.check() if deed == "check" else control.click())
