"""A page as its reader has it: headings, text without tags, links and forms. No browser needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "link", "input", "br", "hr", "img", "path", "circle"})


@dataclass
class PageText(HTMLParser):
    """Feed it HTML: `PageText.of(response.text)`."""

    headings: list[tuple[str, str]] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)
    forms: list[tuple[str, str]] = field(default_factory=list)
    language: str = ""
    title: str = ""
    main: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self._href = ""
        self._words: list[str] = []

    @classmethod
    def of(cls, html: str) -> PageText:
        page = cls()
        page.feed(html)
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._open.append(tag)
        match tag:
            case "html":
                self.language = given.get("lang", "")
            case "a":
                self._href, self._words = given.get("href", ""), []
            case "form":
                self.forms.append((given.get("method", "get"), given.get("action", "")))
            case "h1" | "h2" | "h3" | "button" | "title":
                self._words = []

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        said = " ".join("".join(self._words).split())
        match tag:
            case "a":
                self.links[self._href] = said
            case "h1" | "h2" | "h3":
                self.headings.append((tag, said))
            case "button":
                self.buttons.append(said)
            case "title":
                self.title = said
            case "main":
                self.main = " ".join(self.main.split())
            case _:
                pass

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        if "main" in self._open:
            self.main += f" {data} "
