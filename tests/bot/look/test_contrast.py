"""Everybody can tell the colours apart, in every scheme, and the notes say so truly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot.look
from bot.look.palette import SCHEMES, TEXT, Pair, contrast, read_palette

NOTES = Path(bot.look.__file__).parent / "README.md"
STYLES = sorted((Path(bot.look.__file__).parent / "static/look").glob("*.css"))
TABLE = re.compile(r"(<!-- contrast -->\n).*?(<!-- /contrast -->)", re.DOTALL)
PAIRS = read_palette().pairs()


def table() -> str:
    rows = [
        "| colour | on | at least | " + " | ".join(SCHEMES) + " |",
        "|---|---|---|" + "---|" * len(SCHEMES),
    ]
    for pair in PAIRS:
        ratios = " | ".join(f"{pair.ratios[scheme]:.1f}" for scheme in SCHEMES)
        rows.append(f"| `{pair.colour}` | `{pair.ground}` | {pair.least} | {ratios} |")
    return "\n".join(rows) + "\n"


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.colour} on {pair.ground}")
def test_a_colour_is_told_from_its_ground(pair: Pair) -> None:
    """Words reach 7, which is more than the law asks (4.5); shapes reach 3."""
    aim = 7.0 if pair.least == TEXT else pair.least
    assert {scheme: ratio for scheme, ratio in pair.ratios.items() if ratio < aim} == {}


def test_every_scheme_has_every_colour() -> None:
    names = {scheme: set(tokens) for scheme, tokens in read_palette().schemes.items()}
    assert len(set(map(frozenset, names.values()))) == 1
    assert "ink-soft" in names["light"]


def test_colours_stand_in_one_file_only() -> None:
    """Paper is white and black by itself; everything else is a token."""
    stray = {
        style.name: found
        for style in STYLES
        if style.name not in ("tokens.css", "media.css")
        if (found := re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", style.read_text("utf-8")))
    }
    assert stray == {}


def test_every_token_that_is_used_exists() -> None:
    text = "\n".join(style.read_text("utf-8") for style in STYLES)
    assert set(re.findall(r"var\((--[a-z0-9-]+)", text)) - set(re.findall(r"(--[a-z0-9-]+):", text)) == set()


def test_the_table_in_the_notes_is_true() -> None:
    found = TABLE.search(NOTES.read_text("utf-8"))
    assert found is not None
    assert found.group(0) == f"{found.group(1)}{table()}{found.group(2)}"


if __name__ == "__main__":
    NOTES.write_text(TABLE.sub(lambda found: f"{found.group(1)}{table()}{found.group(2)}", NOTES.read_text("utf-8")))
