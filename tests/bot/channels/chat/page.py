"""A page as a browser without scripts sees it: its words, its forms, and what each control is called."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

_VOID = frozenset({"meta", "link", "input", "br", "hr", "img"})


@dataclass
class Node:
    """An element with what is inside it."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    parent: Node | None = None

    @property
    def text(self) -> str:
        """The words inside, with single spaces."""
        return " ".join(self._raw().split())

    def _raw(self) -> str:
        between = "" if self.tag in ("a", "span", "strong", "p") else " "
        inside = between.join(child if isinstance(child, str) else child._raw() for child in self.children)
        return f"{inside} " if self.tag in ("p", "li", "dt", "dd", "button", "label", "h1", "h2") else inside

    @property
    def exact(self) -> str:
        """The words inside as they stand in the source."""
        return "".join(child if isinstance(child, str) else child.exact for child in self.children)

    def every(self, tag: str = "", **attrs: str) -> list[Node]:
        """The elements inside, in order, with this tag and these attributes (`class_` must be one of the classes)."""
        return [
            node
            for node in self._below
            if (not tag or node.tag == tag) and all(node.has(name, value) for name, value in attrs.items())
        ]

    @cached_property
    def _below(self) -> list[Node]:
        """All elements inside, in order. Pages are asked often, and never change once they are read."""
        inside = [child for child in self.children if isinstance(child, Node)]
        return [node for child in inside for node in (child, *child._below)]

    def one(self, tag: str = "", **attrs: str) -> Node:
        found = self.every(tag, **attrs)
        assert len(found) == 1, f"{len(found)} of <{tag} {attrs}>"
        return found[0]

    def has(self, name: str, value: str) -> bool:
        if name == "class_":
            return value in self.attrs.get("class", "").split()
        return self.attrs.get(name) == value

    @property
    def above(self) -> list[Node]:
        return [self.parent, *self.parent.above] if self.parent else []


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("#page")
        self._here = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, parent=self._here)
        self._here.children.append(node)
        if tag not in _VOID:
            self._here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._here.children.append(Node(tag, {name: value or "" for name, value in attrs}, parent=self._here))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        while self._here.tag != tag:
            assert self._here.parent, f"</{tag}> closes nothing"
            assert self._here.tag in ("path", "circle", "rect", "line"), f"<{self._here.tag}> is not closed"
            self._here = self._here.parent
        assert self._here.parent
        self._here = self._here.parent

    def handle_data(self, data: str) -> None:
        self._here.children.append(data)


class Page:
    """What the server sent. `status` is that of the answer."""

    def __init__(self, html: str, status: int = 200) -> None:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        assert reader._here is reader.root, f"<{reader._here.tag}> is not closed"
        self.html, self.status, self.root = html, status, reader.root

    @property
    def text(self) -> str:
        return self.root.one("main").text

    @property
    def title(self) -> str:
        return self.root.one("title").text

    @property
    def question(self) -> str:
        return self.root.one("h2", id="fraga").text

    @property
    def step(self) -> str:
        return self.root.one("section", id="samtal").attrs["data-step"]

    @property
    def messages(self) -> list[str]:
        return [node.text for node in self.root.one(id="sagt").every(class_="message")]

    @property
    def notice(self) -> str:
        return " ".join(node.text for node in self.root.one("section", id="samtal").every(class_="notice"))

    @property
    def said(self) -> str:
        """Everything that the assistant says on the page."""
        return " ".join([*self.messages, self.question])

    @property
    def written(self) -> str:
        """What stands in the field."""
        node = self.root.one(id="text")
        return node.exact.removeprefix("\n") if node.tag == "textarea" else node.attrs.get("value", "")

    @property
    def ticked(self) -> list[str]:
        return [box.attrs["value"] for box in self.root.every("input", name="choices") if "checked" in box.attrs]

    @property
    def options(self) -> list[str]:
        """Ids of all that can be chosen or ticked, in order."""
        return [n.attrs["value"] for n in self.root.every() if n.attrs.get("name") in ("choice", "choices")]

    @property
    def moves(self) -> list[str]:
        return [node.attrs["value"] for node in self.root.every("button", name="move")]

    def in_sight(self, node: Node) -> bool:
        return not any(box.tag == "details" and "open" not in box.attrs for box in node.above)

    def form(self, action: str) -> Node:
        return self.root.one("form", action=action)

    def controls(self, form: Node) -> list[Node]:
        """The controls of a form, also those that stand elsewhere and name it."""
        own = [n for n in form.every() if n.tag in ("input", "textarea", "button", "select") and "form" not in n.attrs]
        elsewhere = [n for n in self.root.every() if form.attrs.get("id") and n.attrs.get("form") == form.attrs["id"]]
        return own + elsewhere

    def label_of(self, control: Node) -> str:
        """What a screen reader calls the control."""
        if control.tag == "button":
            return control.text
        if label := control.attrs.get("aria-label"):
            return label
        around = [node.text for node in control.above if node.tag == "label"]
        named = [n.text for n in self.root.every("label") if n.attrs.get("for") == control.attrs.get("id")]
        return " ".join(around + (named if "id" in control.attrs else []))


def plain(text: str) -> str:
    """Words to compare: no case, no line breaks, no space before a full stop."""
    return re.sub(r"\s+([.,!?])", r"\1", " ".join(text.split())).casefold()
