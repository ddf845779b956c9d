"""Whether everything finds room in narrow windows, with large and with spaced letters: nothing cut or sticking out."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Page

USUAL_LETTERS = 16


@dataclass(frozen=True)
class Reading:
    """How somebody reads: the window in CSS pixels, the letters of the browser's settings, WCAG's text spacing."""

    name: str
    width: int
    height: int
    letters: int = USUAL_LETTERS
    spaced: bool = False


READINGS = (
    Reading("a window of 1280 at 400 % zoom", 320, 256),
    Reading("a narrow phone with spaced letters", 320, 640, spaced=True),
    Reading("a phone with letters twice as large", 390, 800, letters=32),
    Reading("a desk with letters twice as large", 1280, 800, letters=32),
    Reading("a desk with spaced letters", 1280, 800, spaced=True),
)

_SPACING = """on => {
  const sheet = new CSSStyleSheet();
  if (on) sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""

_CRAMPED = """() => {
  const found = [];
  const told = (element) => `${element.outerHTML.slice(0, 110)}`;
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) found.push(`the page is ${page.scrollWidth} wide`);
  const hidden = '.visually-hidden, .skip-link, svg, [aria-hidden=true], select, datalist';
  const unseen = [];  // what is there for screen readers only is cut on purpose
  for (const element of document.body.querySelectorAll('*')) {
    if (unseen.some((box) => box.contains(element)) || element.closest(hidden)) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    if (box.width <= 1 && box.height <= 1) {
      unseen.push(element);
      continue;
    }
    if (box.right > page.clientWidth + 1 || box.left < -1) found.push(`outside: ${told(element)}`);
    const style = getComputedStyle(element);
    if (['TEXTAREA', 'INPUT'].includes(element.tagName) || style.display === 'inline') continue;
    const cut = ['hidden', 'clip'].includes(style.overflowX) || ['hidden', 'clip'].includes(style.overflowY);
    const over = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2;
    if (cut && over) found.push(`cut: ${told(element)}`);
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      if (text.right > box.right + 1 || text.bottom > box.bottom + 2) found.push(`sticks out: ${told(element)}`);
    }
  }
  return found;
}"""


async def cramped(page: Page) -> list[str]:
    """What has no room on this page as it is now."""
    return await page.evaluate(_CRAMPED)


@asynccontextmanager
async def read_as(page: Page) -> AsyncGenerator[Callable[[Reading], Awaitable[None]]]:
    """Shows the page as somebody sees it who reads like that, one after the other; afterwards it is as it was."""
    before = page.viewport_size
    assert before
    session = await page.context.new_cdp_session(page)

    async def show(how: Reading) -> None:
        await page.set_viewport_size({"width": how.width, "height": how.height})
        await session.send("Page.setFontSizes", {"fontSizes": {"standard": how.letters}})
        await page.evaluate(_SPACING, how.spaced)

    yield show
    await show(Reading("as it was", before["width"], before["height"]))
    await session.detach()
