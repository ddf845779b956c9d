"""An ombud at the desk, with or without JavaScript."""

from __future__ import annotations

from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.e2e.web_pages.people import PASSWORD, Employee


class Ombud:
    """Every deed waits until the page says that it is done."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    @classmethod
    async def at(cls, context: BrowserContext, address: str, who: Employee) -> Ombud:
        """Logs in and sees the list."""
        ombud = cls(await context.new_page(), address)
        await ombud.goes_to("")
        await ombud.logs_in(who)
        await expect(ombud.page.locator("h1")).to_contain_text("Ärenden")
        return ombud

    async def logs_in(self, who: Employee, password: str = PASSWORD) -> None:
        await self.page.get_by_label("E-post").fill(who.email)
        await self.page.get_by_label("Lösenord").fill(password)
        await self.page.get_by_role("button", name="Logga in").click()

    async def goes_to(self, path: str) -> None:
        """A path below `/desk`."""
        await self.page.goto(f"{self.address}/desk{path}")

    async def opens(self, case: str) -> None:
        """From the list, as it is now."""
        await self.goes_to("")
        await self.page.get_by_role("link", name=case, exact=True).first.click()
        await expect(self.page.locator("h1")).to_contain_text(case)

    async def claims(self) -> None:
        await self.page.get_by_role("button", name="Ta ärendet").click()

    async def notes(self, text: str) -> None:
        await self._form("anteckning").get_by_label("Anteckning").fill(text)
        await self._sends("anteckning", "Anteckningen är sparad.")

    async def tried_to_reach(self, way: str, result: str, *, confirmed: bool = False) -> None:
        form = self._form("kontakt")
        await self._unfold("kontakt")
        await form.get_by_label("Hur försökte du?").select_option(way)
        await form.get_by_label("Hur gick det?").select_option(result)
        if confirmed:
            await form.get_by_role("checkbox").check()
        await self._sends("kontakt", "Kontaktförsöket är sparat.")

    async def waits(self) -> None:
        await self._unfold("lage")
        await self._sends("lage", "Läget är ändrat.")

    async def closes(self, outcome: str, text: str = "") -> None:
        form = self._form("avsluta")
        await self._unfold("avsluta")
        await form.get_by_label("Hur slutade det?").select_option(outcome)
        await form.get_by_label("Anteckning").fill(text)
        await self._sends("avsluta", "Ärendet är avslutat.")

    async def cases(self) -> list[str]:
        """The numbers in the list, from the top."""
        return await self.page.locator("#lista .queue__case").all_inner_texts()

    async def priorities(self) -> list[int]:
        """Of the cases in the list, from the top."""
        told = await self.page.locator("#lista .priority__number").all_inner_texts()
        return [int(number) for number in told]

    @property
    def notice(self) -> Locator:
        return self.page.locator("#besked")

    async def _sends(self, form: str, told: str) -> None:
        await self._form(form).get_by_role("button").click()
        await expect(self.notice).to_contain_text(told)

    async def _unfold(self, form: str) -> None:
        folded = self.page.locator(f"details#{form}")
        if await folded.get_attribute("open") is None:
            await folded.locator("> summary").click()

    def _form(self, name: str) -> Locator:
        return self.page.locator(f"details#{name} form")
