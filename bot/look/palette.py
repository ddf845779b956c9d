"""The colours of `tokens.css` in every scheme, and how well each pair that is used together can be told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Scheme = Literal["light", "dark", "light, more contrast", "dark, more contrast"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)

_TOKENS = Path(__file__).parent / "static/look/tokens.css"
_BLOCK = re.compile(r"(?:@media ([^{]+)\{\s*)?:root \{(.*?)\n *\}", re.DOTALL)
_COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
_ADDED: Mapping[str, tuple[Scheme, ...]] = {
    "": SCHEMES,
    "(prefers-color-scheme: dark)": ("dark", "dark, more contrast"),
    "(prefers-contrast: more)": ("light, more contrast", "dark, more contrast"),
    "(prefers-contrast: more) and (prefers-color-scheme: dark)": ("dark, more contrast",),
}

TEXT = 4.5
"""The least contrast of words (WCAG 1.4.3)."""
SHAPE = 3.0
"""The least contrast of borders of controls, signs and the focus (WCAG 1.4.11)."""

_GROUNDS = ("paper", "surface", "sunken")
_WASHES = ("strong-wash", "accent-wash", "danger-wash", "warning-wash", "info-wash")
_PAIRS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("ink", (*_GROUNDS, *_WASHES), TEXT),
    ("ink-soft", (*_GROUNDS, *_WASHES), TEXT),
    ("link", (*_GROUNDS, *_WASHES), TEXT),
    ("strong", ("paper", "surface", "strong-wash", "accent-wash"), TEXT),
    ("danger", ("paper", "surface", "danger-wash"), TEXT),
    ("warning", ("paper", "surface", "warning-wash"), TEXT),
    ("info", ("info-wash",), TEXT),
    ("on-strong", ("strong", "strong-hover"), TEXT),
    ("on-accent", ("accent",), TEXT),
    ("on-danger", ("danger",), TEXT),
    ("on-warning", ("warning",), TEXT),
    ("edge", (*_GROUNDS, "strong-wash"), SHAPE),
    ("focus", (*_GROUNDS, *_WASHES), SHAPE),
)


@dataclass(frozen=True)
class Pair:
    """A colour on a ground, the contrast that it must have, and the one it has in each scheme."""

    colour: str
    ground: str
    least: float
    ratios: Mapping[Scheme, float]


@dataclass(frozen=True)
class Palette:
    """The value of each colour token (`#rrggbb`) in each scheme."""

    schemes: Mapping[Scheme, Mapping[str, str]]

    def pairs(self) -> tuple[Pair, ...]:
        return tuple(
            Pair(
                colour,
                ground,
                least,
                {name: contrast(tokens[colour], tokens[ground]) for name, tokens in self.schemes.items()},
            )
            for colour, grounds, least in _PAIRS
            for ground in grounds
        )


def read_palette(css: str | None = None) -> Palette:
    """The palette of a tokens file (ours if none is given). Raises ValueError for a media query it does not know."""
    schemes: dict[Scheme, dict[str, str]] = {name: {} for name in SCHEMES}
    for found in _BLOCK.finditer(_TOKENS.read_text("utf-8") if css is None else css):
        query = (found.group(1) or "").strip()
        if query not in _ADDED:
            raise ValueError(query)
        for scheme in _ADDED[query]:
            schemes[scheme] |= dict(_COLOUR.findall(found.group(2)))
    return Palette(schemes)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
