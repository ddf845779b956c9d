"""The instruments of these proofs find what they are made to find: a proof that cannot fail proves nothing."""

from __future__ import annotations

import pytest
from playwright.async_api import Page

from tests.e2e.browser import barriers
from tests.e2e.web_pages.forced_colours import faint
from tests.e2e.web_pages.keyboard import Keyboard
from tests.e2e.web_pages.room import READINGS, cramped, read_as

WORDS = "Ett ord och ett till och några fler som tar plats på raden"
LONG = "Enhetschefsbeslutsunderlagshandläggningstid"


def _shown(inside: str, style: str = "") -> str:
    return f"<html lang=sv><title>x</title><style>body {{ margin: 0 }} {style}</style><main>{inside}</main>"


@pytest.mark.parametrize(
    ("inside", "style", "told"),
    [
        ("<p class=a>x</p>", ".a { width: 600px }", "the page is 600 wide"),
        (f"<p class=a>{WORDS}</p>", ".a { overflow: hidden; white-space: nowrap }", "cut"),
        (f"<p class=a>{WORDS} {WORDS} {WORDS}</p>", ".a { height: 2em }", "sticks out"),
        (f"<p class=a>{LONG}</p>", ".a { width: 8em }", "sticks out"),
    ],
)
async def test_what_has_no_room_is_told(page: Page, inside: str, style: str, told: str) -> None:
    await page.set_content(_shown(inside, style))
    assert any(told in found for found in await cramped(page))


async def test_what_has_room_is_not_told(page: Page) -> None:
    await page.set_content(_shown(f"<p>{WORDS}</p><p>{LONG.replace('s', 's ')}</p>"))
    async with read_as(page) as show:
        for how in READINGS:
            await show(how)
            assert await cramped(page) == []


async def test_larger_letters_and_spacing_are_really_set(page: Page) -> None:
    await page.set_content(_shown(f"<p class=a>{WORDS}</p>", ".a { width: 36rem; height: 1.3em; white-space: nowrap }"))
    seen = {}
    style = "() => { const p = getComputedStyle(document.querySelector('p')); return [p.width, p.letterSpacing]; }"
    async with read_as(page) as show:
        for how in READINGS:
            await show(how)
            seen[how.letters, how.spaced] = await page.evaluate(style)
    assert [seen[16, False], seen[32, False]] == [["576px", "normal"], ["1152px", "normal"]]
    assert seen[16, True] == ["576px", "1.92px"]


async def test_words_in_a_colour_that_cannot_be_forced_are_told(page: Page) -> None:
    await page.set_content(
        _shown("<p class=a>x</p>", ".a { color: #777; background: #888; forced-color-adjust: none }")
    )
    assert len(await faint(page)) == 2


async def test_a_button_without_a_name_is_a_barrier(page: Page) -> None:
    await page.set_content(_shown("<h1>x</h1><button></button>"))
    assert any("button-name" in found for found in await barriers(page))


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<a href=/ style='outline: none'>1</a><a href=/ id=b>2</a>", "cannot be seen"),
        ("<a href=/ style='position: absolute; left: -999px'>1</a><a href=/ id=b>2</a>", "out of sight"),
        ("<a href=/>1</a><p style='position: fixed; inset: 0; margin: 0'>x</p><a href=/ id=b>2</a>", "lies over"),
        (
            "<p><br><br><a href=/ tabindex=1>1</a></p><a href=/ id=b tabindex=2 style='position:fixed;top:0'>2</a>",
            "goes up",
        ),
    ],
)
async def test_a_focus_that_is_lost_is_told(page: Page, inside: str, told: str) -> None:
    await page.set_content(_shown(inside, "a { outline: 3px solid }"))
    with pytest.raises(AssertionError, match=told):
        await Keyboard(page).to(page.locator("#b"))
