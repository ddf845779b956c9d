"""Somebody who uses the keyboard only. Wherever the focus goes it must be seen, in the order of the page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from playwright.async_api import Locator, Page

MOST_TABS = 80

_FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  const outlined = (one) => {
    const style = one && getComputedStyle(one);
    return Boolean(style) && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  const box = at.getBoundingClientRect();
  const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
  const top = document.elementFromPoint(x, box.y + Math.min(box.height, 40) / 2);
  const part = ['.topbar', '.columns__side', '.footer'].find((part) => at.closest(part)) ?? 'main';
  return {
    what: at.outerHTML.slice(0, 120),
    outlined: outlined(at) || outlined(at.closest('label')),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: !(top && (top === at || at.contains(top) || top.contains(at) || top.closest('label')?.control === at)),
    top: Math.round(box.top + scrollY),
    part,
  };
}"""


@dataclass(frozen=True)
class Stop:
    """Where the focus was: the element, the part of the page, and how far down."""

    what: str
    part: str
    top: int


class Keyboard:
    """`stops` is where the focus has been since the page came. Every stop is examined."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stops: list[Stop] = []

    async def press(self, key: str) -> None:
        await self.page.keyboard.press(key)

    async def type(self, text: str) -> None:
        await self.page.keyboard.type(text)

    async def to(self, target: Locator, key: str = "Tab") -> None:
        """Presses Tab until the target has the focus, and looks at every stop on the way."""
        self.stops = []
        for _ in range(MOST_TABS):
            await self.press(key)
            await self._look()
            if await target.evaluate("element => element === document.activeElement"):
                self._in_order(backwards="Shift" in key)
                return
        raise AssertionError(f"{target} is not reached by {MOST_TABS} tabs; last: {self.stops[-3:]}")

    async def activate(self, target: Locator, key: str = "Enter") -> None:
        await self.to(target)
        await self.press(key)

    async def _look(self) -> None:
        found = await self.page.evaluate(_FOCUS)
        if found is None:
            return  # past the last element of the page: the browser's own bar has it
        assert found["outlined"], f"the focus cannot be seen on {found['what']}"
        assert found["seen"], f"the focus is out of sight on {found['what']}"
        assert not found["covered"], f"something lies over {found['what']}"
        self.stops.append(Stop(found["what"], found["part"], found["top"]))

    def _in_order(self, *, backwards: bool) -> None:
        """Within a part of the page the focus goes downwards. The bar at the top follows the page: it is left out."""
        stops = self.stops[::-1] if backwards else self.stops
        for before, after in pairwise(stops):
            if before.part == after.part and before.part != ".topbar":
                assert after.top >= before.top - 8, f"the focus goes up from {before.what} to {after.what}"
