"""The chat as a client meets it in a browser with JavaScript."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

TO_TICKS = ("yes", "po_intake", "self", "yes")
"""What to choose to come to a question with ticks and own words."""


class Chat:
    """The chat on one page. What presses and writes here waits for the next question."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.sent: list[dict[str, str]] = []

    async def open(self) -> Chat:
        await self.page.goto(f"{self.address}/")
        await self.ready()
        return self

    async def ready(self) -> None:
        """The scripts have taken the page over."""
        await self.page.locator(".meanwhile").wait_for(state="attached")

    async def go_to_ticks(self) -> None:
        for choice in TO_TICKS:
            key = await self.key()
            await self.page.locator(f".option[value={choice}]").click()
            await self.next_question(key)
        assert await self.step() == "urgent"

    async def go_to_many_ticks(self) -> None:
        """To a question with more ticks than are in sight."""
        await self.go_to_ticks()
        while await self.page.locator("details [name=choices]").count() == 0:
            await self.press("Hoppa över")

    async def press(self, label: str) -> None:
        key = await self.key()
        await self.button(label).click()
        await self.next_question(key)

    async def write(self, text: str) -> None:
        key = await self.key()
        await self.field.fill(text)
        await self.send.click()
        await self.next_question(key)

    async def next_question(self, key: str) -> None:
        await expect(self.page.locator("#svar [name=key]")).not_to_have_value(key, timeout=60_000)

    def button(self, label: str) -> Locator:
        return self.page.locator("#samtal").get_by_role("button", name=label, exact=True)

    def tick(self, label: str) -> Locator:
        return self.page.get_by_role("checkbox", name=label, exact=True)

    @property
    def field(self) -> Locator:
        return self.page.locator("#text")

    @property
    def send(self) -> Locator:
        return self.page.locator("#svar [name=send]")

    @property
    def question(self) -> Locator:
        return self.page.locator("#fraga")

    @property
    def earlier(self) -> Locator:
        return self.page.locator("#tidigare")

    @property
    def notice(self) -> Locator:
        return self.page.locator("#natet")

    async def key(self) -> str:
        return await self.page.locator("#svar [name=key]").input_value()

    async def step(self) -> str | None:
        return await self.page.locator("#samtal").get_attribute("data-step")
