"""What we keep, and how accessible we are: plain words, true figures, and an honest gap where nobody has told us."""

from __future__ import annotations

import pytest

from bot.settings import Settings
from content.library import Library
from tests.bot.channels.fake_conversations import FakeConversations
from tests.bot.channels.info.conftest import Clock, Reader, app_of, browser

TOLD = Settings(
    operator_name="Storköpings <kommun>",
    privacy_contact="dataskydd@storkoping.example",
    accessibility_contact="08-123 45 67",
    conversation_days=14,
    draft_days=1,
    finished_days=45,
)


@pytest.mark.parametrize("path", ["/hjalp", "/integritet", "/tillganglighet", "/radera"])
async def test_every_page_has_a_name_one_main_heading_and_the_way_to_help(reader: Reader, path: str) -> None:
    page = await reader.reads(path)
    assert page.language == "sv"
    assert page.title.endswith("– Ombudslinjen")
    assert [tag for tag, _ in page.headings].count("h1") == 1
    assert page.headings[0][1] in page.title
    assert page.links["/hjalp"]
    assert "{" not in page.main
    assert reader.last.headers["cache-control"] == "no-store"
    assert not reader.last.cookies
    assert len(reader.last.content) < 20_000


async def test_the_privacy_page_tells_the_periods_that_are_set(reader: Reader, clock: Clock) -> None:
    default = (await reader.reads("/integritet")).main
    assert "Ett samtal som inte blir klart: 30 dagar." in default
    async with browser(app_of(FakeConversations(), TOLD, clock)) as http:
        told = (await Reader(http).reads("/integritet")).main
    assert "inte blir klart: en dag." in told
    assert "som blir klart: 45 dagar." in told
    assert "fortsätta ett samtal i 14 dagar." in told


async def test_secrecy_is_never_told_without_its_exception(library: Library) -> None:
    for section in library.pages["integritet"].sections:
        said = " ".join(section.paragraphs)
        if "tystnadsplikt" in said:
            assert "Det finns ett undantag." in said
            assert "barn" in said


async def test_who_is_responsible_and_how_to_reach_them(clock: Clock) -> None:
    async with browser(app_of(FakeConversations(), TOLD, clock)) as http:
        privacy = await Reader(http).reads("/integritet")
        accessibility = await Reader(http).reads("/tillganglighet")
    assert "Storköpings <kommun> ansvarar för dina uppgifter." in privacy.main
    assert privacy.links["mailto:dataskydd@storkoping.example"] == "dataskydd@storkoping.example"
    assert "Storköpings <kommun> ansvarar för sidan." in accessibility.main
    assert accessibility.links["tel:081234567"] == "08-123 45 67"


async def test_what_the_operator_has_not_told_is_a_visible_gap(reader: Reader) -> None:
    assert "Kommunen skriver här vem som ansvarar" in (await reader.reads("/integritet")).main
    page = (await reader.reads("/tillganglighet")).main
    assert "Kommunen skriver här hur du säger till." in page
    assert "Kommunen skriver här vem som ansvarar för sidan." in page


async def test_a_contact_of_another_kind_is_shown_as_it_is(clock: Clock) -> None:
    settings = Settings(privacy_contact="javascript:alert(1)@x", accessibility_contact="receptionen i stadshuset")
    async with browser(app_of(FakeConversations(), settings, clock)) as http:
        privacy = await Reader(http).reads("/integritet")
        accessibility = await Reader(http).reads("/tillganglighet")
    assert not any(address.startswith(("javascript", "mailto")) for address in privacy.links)
    assert "Så här når du oss: receptionen i stadshuset." in accessibility.main


async def test_the_statement_says_when_it_was_written_and_what_does_not_work(reader: Reader) -> None:
    page = await reader.reads("/tillganglighet")
    assert ("h2", "Det här fungerar inte än") in page.headings
    assert "Vi läste igenom sidan 22 november 2026." in page.main
    assert "Inget" not in page.title


async def test_the_way_to_erase_is_on_the_privacy_page(reader: Reader) -> None:
    assert (await reader.reads("/integritet")).links["/radera"] == "Radera mina svar"
