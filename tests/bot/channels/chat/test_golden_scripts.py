"""Every golden conversation in writing, walked by form posts: the page says and takes what the dialogue does."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import tests.scripts
from tests.bot.channels.chat.browser import Browser
from tests.bot.channels.chat.conftest import Site
from tests.bot.channels.chat.page import Page, plain
from tests.bot.channels.chat.shape import well_shaped
from tests.scripts.player import CASES
from tests.scripts.script import INPUTS, MOVES, Line, Script, read_script

BY_HAND = frozenset({"Klient", "Klient väljer", "Klient vill"})
"""What one can do on a page: write, choose, press."""
NO_SUCH_BUTTON = frozenset({"gammal_knapp"})
"""Stories about choices that no page offers; test_nothing_is_lost tells what an old page does."""
SAID_IN_WORDS = {"this_channel": "här"}
"""Choices that the telephone offers and no page does: what a client would write instead."""


def _scripts() -> list[Script]:
    scripts = [read_script(path) for path in sorted(Path(tests.scripts.__file__).parent.glob("*.txt"))]
    return [
        s
        for s in scripts
        if s.channel == "chat"
        and "fallback" in s.engines
        and s.name not in NO_SUCH_BUTTON
        and {line.what for line in s.lines if line.what in INPUTS} <= BY_HAND
    ]


class Walker:
    """Somebody who does on the pages what a script says."""

    def __init__(self, site: Site, script: Script, browser: Browser) -> None:
        self.site, self.script, self.browser = site, script, browser
        self.cases: list[str] = []
        site.now = script.now

    async def walk(self) -> None:
        self._look(await self.browser.goes_to("/"))
        for line in self.script.lines:
            if line.what in BY_HAND:
                self.site.now += timedelta(seconds=20)
                await self._do(line)
            else:
                self._expect(line, self.browser.page)

    async def _do(self, line: Line) -> None:
        browser = self.browser
        match line.what:
            case "Klient":
                page = await browser.sends(line.rest)
            case "Klient väljer" if (words := SAID_IN_WORDS.get(line.rest)) and line.rest not in browser.page.options:
                page = await browser.sends(words)
            case "Klient väljer":
                page = await browser.chooses(*(part.strip() for part in line.rest.split(",")))
            case _:
                move = MOVES[line.rest]
                if move not in browser.page.moves:
                    page = await browser.sends(line.rest)  # what has no button is understood in words
                else:
                    page = await browser.moves(move)
        assert page.status == 200, f"{self.script.name}:{line.number}: {page.status} {page.notice}"
        assert not page.notice
        self._look(page)

    def _look(self, page: Page) -> None:
        well_shaped(page)
        for case in page.root.every(id="nummer"):
            if case.text not in self.cases:
                self.cases.append(case.text)

    def _expect(self, line: Line, page: Page) -> None:
        where = f"{self.script.name}:{line.number}: {line.what}: {line.rest}\n  i stället: {page.said} ({page.step})"
        said = plain(page.said)
        for case, name in zip(self.cases, CASES, strict=False):
            said = said.replace(plain(case), plain(name))
        match line.what:
            case "Bot":
                assert plain(line.rest) in said, where
            case "Bot säger inte":
                assert plain(line.rest) not in said, where
            case "Frågan":
                assert (page.step or "ingen") == line.rest, where
            case "Val":
                assert {part.strip() for part in line.rest.split(",")} <= set(page.options), where
            case "Slut":
                assert not page.step, where
                assert "continue" in page.moves, where
            case "Ärende":
                assert self.cases, where
            case "Inget ärende":
                assert not self.cases, where


@pytest.mark.parametrize("script", _scripts(), ids=lambda s: s.name)
async def test_on_pages(site: Site, script: Script) -> None:
    await Walker(site, script, await site.browser()).walk()


def test_most_written_stories_are_walked() -> None:
    assert len(_scripts()) >= 30
