"""What holds for every page of the chat, whatever is asked."""

from __future__ import annotations

from tests.bot.channels.chat.page import Page

LIGHT = 20_000
"""Bytes of HTML. A cheap phone on a slow network loads the page after every answer."""
WAIT = (413, 429, 503)
"""The page cannot ask anything now; it only keeps the answer."""


def well_shaped(page: Page) -> None:
    """Raises AssertionError with what is wrong."""
    root = page.root
    assert len(page.html.encode()) < LIGHT, len(page.html.encode())
    ids = [node.attrs["id"] for node in root.every() if "id" in node.attrs]
    assert len(ids) == len(set(ids)), f"an id twice: {sorted(ids)}"
    for node in root.every():
        for name in ("aria-describedby", "aria-labelledby", "for", "form"):
            for target in node.attrs.get(name, "").split():
                assert target in ids, f"{name} of <{node.tag}> points at nothing: {target}"
        assert "style" not in node.attrs, node.attrs
        assert not any(name.startswith("on") for name in node.attrs), node.attrs
        assert node.tag != "style", "the policy refuses styles in the page"
        assert node.tag != "script" or ("src" in node.attrs and not node.text)
    for form in root.every("form"):
        assert form.attrs["method"] == "post"
        for control in page.controls(form):
            if control.attrs.get("type") != "hidden":
                assert page.label_of(control), f"<{control.tag} {control.attrs}> has no name"
    assert root.every("h1"), "a page has a heading"
    assert root.every("a", href="/hjalp"), "help is always in reach"
    if not root.every("section", id="samtal"):
        return
    assert [n.attrs["id"] for n in root.every(id="fraga")] == ["fraga"]
    assert root.one(id="fraga").attrs["tabindex"] == "-1"
    if root.every("form", id="svar") and page.status not in WAIT:
        _answerable(page)


def _answerable(page: Page) -> None:
    form = page.root.one("form", id="svar")
    controls = page.controls(form)
    names = [control.attrs.get("name") for control in controls]
    assert names.count("key") == names.count("waiting") == 1
    if not page.step:
        return
    human = [c for c in controls if c.attrs.get("name") == "move" and c.attrs.get("value") == "human"]
    assert len(human) == 1
    assert page.in_sight(human[0]), "the way to a human is never hidden"
    [words] = [c for c in controls if c.attrs.get("name") == "text"]
    assert page.in_sight(words), "own words are always welcome"
    assert "aria-describedby" in words.attrs
    buttons = [c for c in controls if c.tag == "button"]
    first = buttons[0].attrs["name"]
    boxes = "choices" in names
    assert first == ("done" if boxes else "choice" if "choice" in names else "send"), f"Enter would press {first}"
    if words.tag == "input":
        assert first == "send", "Enter in the field sends what is written"
