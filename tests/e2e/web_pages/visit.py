"""Somebody who is to see one page in one state, and what brings them there quickly."""

from __future__ import annotations

from dataclasses import dataclass, field

import httpx
from playwright.async_api import Page

from tests.e2e.web_pages.by_api import Line, Talk
from tests.e2e.web_pages.client import Client, Deed
from tests.e2e.web_pages.people import PASSWORD, Employee
from tests.e2e.web_pages.shelf import Shelf
from tests.loopback import NO_TLS


@dataclass
class Keys:
    """Logins at the desk, one for each person, made when first asked for."""

    address: str
    _cookies: dict[str, str] = field(default_factory=dict)

    def cookie(self, who: Employee) -> str:
        if who.email not in self._cookies:
            sent = {"email": who.email, "password": PASSWORD}
            answer = httpx.post(f"{self.address}/desk/logga-in", data=sent, verify=NO_TLS)
            self._cookies[who.email] = answer.cookies["desk"]
        return self._cookies[who.email]


@dataclass(frozen=True)
class Grounds:
    """A server at an address, with cases and with people who have passwords."""

    address: str
    shelf: Shelf
    passwords: dict[str, str]
    keys: Keys


@dataclass(frozen=True)
class Visit:
    page: Page
    grounds: Grounds

    @property
    def address(self) -> str:
        return self.grounds.address

    @property
    def shelf(self) -> Shelf:
        return self.grounds.shelf

    async def goes_to(self, path: str) -> None:
        await self.page.goto(f"{self.address}{path}")

    async def asked(self, step: str, flow: str = "po_intake", /, **answers: Line) -> Client:
        """The chat when this question waits."""
        return await self.takes_up(Talk(self.address, flow, **answers).to(step))

    async def takes_up(self, talk: Talk) -> Client:
        """The chat as it is in the browser that leads this conversation."""
        return await Client(self.page, self.address).takes_up(talk)

    async def begins(self, *deeds: Deed) -> Client:
        """The chat in a browser that has none yet, after these answers."""
        client = Client(self.page, self.address)
        await client.goes_to("/")
        for deed in deeds:
            await client.does(deed)
        return client

    async def at_desk(self, who: Employee, path: str = "") -> None:
        """A page of the desk, logged in."""
        await self.page.context.add_cookies(
            [{"name": "desk", "value": self.grounds.keys.cookie(who), "domain": "127.0.0.1", "path": "/desk"}]
        )
        await self.goes_to(f"/desk{path}")

    async def at_case(self, who: Employee, case: str) -> None:
        await self.at_desk(who, f"/arenden/{case.replace(' ', '-')}")

    async def unfolds_all(self) -> None:
        """Everything that opens when pressed is open."""
        for folded in await self.page.locator("details:not([open]) > summary").all():
            if await folded.is_visible():
                await folded.click()

    async def sends(self, label: str) -> None:
        await self.page.get_by_role("button", name=label, exact=True).click()
        await self.page.wait_for_load_state()


async def forget_all(page: Page) -> None:
    """The next one to use this window finds nothing of the one before."""
    await page.evaluate("sessionStorage.clear(), localStorage.clear()")
    await page.context.clear_cookies()
