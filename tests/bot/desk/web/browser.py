"""A browser without JavaScript: it reads the forms and links of a page, and sends what a person would send."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

import httpx

_VOID = {"input", "meta", "link", "img", "br", "hr", "path"}


@dataclass
class Form:
    """`fields` as they are filled in when the page comes; `choices` are the values that a field can have."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    ticks: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self.text: list[str] = []
        self.ids: set[str] = set()
        self._form: Form | None = None
        self._into: tuple[str, str] | None = None
        self._link: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attrs}
        if "id" in have:
            assert have["id"] not in self.ids, f"two elements are called {have['id']}"
            self.ids.add(have["id"])
        if tag == "form":
            self._form = Form(have["action"], have.get("method", "get"))
            self.forms.append(self._form)
        elif tag == "a" and "href" in have:
            self._link = (have["href"], [])
        elif self._form is not None and "name" in have:
            self._field(tag, have)
        if tag == "option" and self._form is not None and self._into is not None:
            name = self._into[1]
            self._form.choices[name].append(have.get("value", ""))
            if "selected" in have:
                self._form.fields[name] = have.get("value", "")

    def _field(self, tag: str, have: dict[str, str]) -> None:
        assert self._form is not None
        name = have["name"]
        if tag == "input" and have.get("type") == "checkbox":
            self._form.ticks[name] = have.get("value", "on")
            if "checked" in have:
                self._form.fields[name] = self._form.ticks[name]
        elif tag == "input":
            self._form.fields[name] = have.get("value", "")
        elif tag in ("textarea", "select"):
            self._form.fields[name] = ""
            self._form.choices[name] = []
            self._into = (tag, name)
        elif tag == "button":
            self._form.buttons.append(f"{name}={have.get('value', '')}")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag in ("textarea", "select"):
            self._into = None
        elif tag == "a" and self._link is not None:
            self.links[" ".join("".join(self._link[1]).split())] = self._link[0]
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._into is not None and self._into[0] == "textarea" and self._form is not None:
            self._form.fields[self._into[1]] += (
                data.removeprefix("\n") if not self._form.fields[self._into[1]] else data
            )
        self.text.append(data)
        if self._link is not None:
            self._link[1].append(data)


class Page:
    """A page as a person sees it."""

    def __init__(self, response: httpx.Response) -> None:
        reader = _Reader()
        reader.feed(response.text)
        self.status = response.status_code
        self.headers = response.headers
        self.address = str(response.request.url.raw_path, "ascii")
        self.html = response.text
        self.text = " ".join("".join(reader.text).split())
        self.forms = reader.forms
        self.links = reader.links
        self.ids = reader.ids

    def form(self, ending: str) -> Form:
        """The form whose address ends so. There is exactly one."""
        (found,) = [form for form in self.forms if form.action.endswith(ending)]
        return found

    def has_form(self, ending: str) -> bool:
        return any(form.action.endswith(ending) for form in self.forms)


class Browser:
    """One person's browser: its own cookies, and the page it shows."""

    def __init__(self, transport: httpx.AsyncBaseTransport, address: str = "10.0.0.1") -> None:
        self._client = httpx.AsyncClient(transport=transport, base_url="http://ombud.test", follow_redirects=True)
        self.page: Page

    @property
    def cookies(self) -> httpx.Cookies:
        return self._client.cookies

    async def go(self, address: str, **headers: str) -> Page:
        self.page = Page(await self._client.get(address, headers={n.replace("_", "-"): v for n, v in headers.items()}))
        return self.page

    async def follow(self, link: str) -> Page:
        return await self.go(self.page.links[link].split("#")[0])

    async def send(self, ending: str, page: Page | None = None, **filled: str) -> Page:
        """Fills in the form whose address ends so, and sends it. `page` is another page (tab) than the one shown.

        `tick` names a checkbox to tick; a button with a name is given as `name=value` too.
        """
        form = (page or self.page).form(ending)
        fields = dict(form.fields)
        if tick := filled.pop("tick", ""):
            fields[tick] = form.ticks[tick]
        for name, value in filled.items():
            known = name in fields or f"{name}={value}" in form.buttons
            assert known, f"{ending} has no field {name}"
            assert not form.choices.get(name) or value in form.choices[name], f"{value} cannot be chosen"
            fields[name] = value
        if form.method == "get":
            return await self.go(f"{form.action}?{urlencode(fields)}")
        return await self.post(form.action, fields)

    async def post(self, address: str, fields: dict[str, str], **headers: str) -> Page:
        sent = {"origin": "http://ombud.test"} | {name.replace("_", "-"): value for name, value in headers.items()}
        response = await self._client.post(address, data=fields, headers=sent)
        self.page = Page(response)
        return self.page

    async def json(self, address: str) -> dict[str, int]:
        return (await self._client.get(address)).json()

    async def fetches(self, address: str) -> httpx.Response:
        """A file, which is saved or opened beside the page."""
        return await self._client.get(address)

    def path(self) -> str:
        return urlsplit(self.page.address).path
