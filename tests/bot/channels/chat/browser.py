"""A browser without scripts: it follows links, fills in the forms it finds and presses their buttons. No more."""

from __future__ import annotations

from urllib.parse import urlencode

import httpx

from tests.bot.channels.chat.page import Node, Page

_FORM = "application/x-www-form-urlencoded"


class Browser:
    """`page` is what is shown. Typed words and ticks stay in the page until a button sends or drops them."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http
        self.page = Page("<main></main>")
        self.answer: httpx.Response | None = None
        self.address = ""
        self._past: list[tuple[Page, str]] = []
        self._typed: dict[str, str] = {}
        self._ticks: set[str] = set()

    async def goes_to(self, path: str) -> Page:
        return self._shows(await self.http.get(path, follow_redirects=True))

    async def reloads(self) -> Page:
        return await self.goes_to("/")

    def goes_back(self) -> Page:
        """The page before, as the browser kept it: with the form of then."""
        self.page, self.address = self._past.pop()
        self._take_over()
        return self.page

    def writes(self, text: str, field: str = "text") -> None:
        controls = [n for n in self.page.root.every() if n.attrs.get("name") == field and n.tag != "button"]
        assert len(controls) == 1, f"there is no one field '{field}' to write in"
        self._typed[field] = text

    def ticks(self, *values: str) -> None:
        there = {box.attrs["value"] for box in self.page.root.every("input", name="choices")}
        assert set(values) <= there, f"{set(values) - there} cannot be ticked"
        self._ticks ^= set(values)

    async def presses(self, label: str = "", **button: str) -> Page:
        """Presses the one button with this label, or with these attributes (`value="yes"`)."""
        form, pressed = self._button(label, button)
        return self._shows(await self.http.send(self._request(form, pressed), follow_redirects=True))

    def request_of(self, label: str = "", **button: str) -> httpx.Request:
        """What pressing the button would send, to be sent twice."""
        return self._request(*self._button(label, button))

    async def sends(self, text: str) -> Page:
        self.writes(text)
        return await self.presses(name="send")

    async def chooses(self, *values: str) -> Page:
        """As people do: a button where there are buttons, ticks and "Klar" where there are boxes."""
        if self.page.root.every("input", name="choices"):
            self.ticks(*values)
            return await self.presses(name="done")
        assert len(values) == 1
        return await self.presses(name="choice", value=values[0])

    async def moves(self, move: str) -> Page:
        return await self.presses(name="move", value=move)

    def _button(self, label: str, attrs: dict[str, str]) -> tuple[Node, Node]:
        found = [
            (form, control)
            for form in self.page.root.every("form")
            for control in self.page.controls(form)
            if control.tag == "button"
            and (not label or control.text == label)
            and all(control.has(name, value) for name, value in attrs.items())
        ]
        assert len(found) == 1, f"{len(found)} buttons {label!r} {attrs} on: {self.page.text[:400]}"
        return found[0]

    def _request(self, form: Node, pressed: Node | None) -> httpx.Request:
        fields = [pair for control in self.page.controls(form) for pair in self._field(control)]
        if pressed is not None and "name" in pressed.attrs:
            fields.append((pressed.attrs["name"], pressed.attrs.get("value", "")))
        headers = {"Content-Type": _FORM, "Accept": "text/html", "Origin": "http://ombud.test"}
        return self.http.build_request(
            form.attrs["method"].upper(), form.attrs["action"], content=urlencode(fields), headers=headers
        )

    def _field(self, control: Node) -> list[tuple[str, str]]:
        name, kind = control.attrs.get("name", ""), control.attrs.get("type", "text")
        if control.tag == "button" or not name:
            return []
        if kind == "checkbox":
            return [(name, control.attrs["value"])] if control.attrs["value"] in self._ticks else []
        if control.tag == "textarea":
            return [(name, self._typed.get(name, control.exact.removeprefix("\n")).replace("\n", "\r\n"))]
        return [
            (name, control.attrs.get("value", "") if kind == "hidden" else self._typed.get(name, self._value(control)))
        ]

    def _value(self, control: Node) -> str:
        return control.attrs.get("value", "")

    def _shows(self, answer: httpx.Response) -> Page:
        if self.address:
            self._past.append((self.page, self.address))
        self.answer, self.address = answer, str(answer.url)
        self.page = Page(answer.text, answer.status_code)
        self._take_over()
        return self.page

    def _take_over(self) -> None:
        self._typed, self._ticks = {}, set(self.page.ticked)
