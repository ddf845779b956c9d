"""Whether words can be read in the colours that the user's system forces on every page (Windows high contrast).

Axe cannot tell: it asks for a property that Chromium answers with our colour instead of the one that is painted.
"""

from __future__ import annotations

from playwright.async_api import Page

_FAINT = """() => {
  const parts = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour[3] !== 0) return colour;
    }
    return matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0] : [255, 255, 255];
  };
  const found = [];
  for (const element of document.body.querySelectorAll('*')) {
    const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!says || element.closest('svg') || !element.checkVisibility({ visibilityProperty: true })) continue;
    const [one, other] = [light(parts(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5) found.push(`contrast ${ratio.toFixed(1)}: ${element.outerHTML.slice(0, 110)}`);
  }
  return found;
}"""


async def faint(page: Page) -> list[str]:
    """The words that cannot be read when colours are forced, in a light and in a dark theme."""
    found = []
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme, forced_colors="active")
        found += [f"[forced colours, {scheme}] {what}" for what in await page.evaluate(_FAINT)]
    await page.emulate_media(color_scheme="light", forced_colors="none")
    return found
