"""Whether everything finds room in narrow windows, with large and with spaced letters: nothing cut or sticking out."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import CDPSession, Page, ViewportSize

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
async def reading(page: Page, how: Reading) -> AsyncGenerator[None]:
    """The page as somebody who reads like that sees it; afterwards as it was."""
    before = page.viewport_size
    session = await page.context.new_cdp_session(page)
    await _set(page, session, ViewportSize(width=how.width, height=how.height), how.letters, spaced=how.spaced)
    yield
    if before:
        await _set(page, session, before, USUAL_LETTERS, spaced=False)
    await session.detach()


async def _set(page: Page, session: CDPSession, size: ViewportSize, letters: int, *, spaced: bool) -> None:
    await page.set_viewport_size(size)
    await session.send("Page.setFontSizes", {"fontSizes": {"standard": letters}})
    await page.evaluate(_SPACING, spaced)
