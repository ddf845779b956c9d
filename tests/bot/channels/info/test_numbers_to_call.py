"""Somebody in need opens the page of numbers: at any hour, without a conversation."""

from __future__ import annotations

from datetime import UTC, datetime

from content.library import Library
from tests.bot.channels.info.conftest import Clock, Reader


async def test_112_comes_first_and_every_number_can_be_pressed(reader: Reader, library: Library) -> None:
    page = await reader.reads("/hjalp")
    assert page.headings[0] == ("h1", "Nummer att ringa")
    assert page.headings[1] == ("h2", "Larmnumret")
    assert page.links["tel:112"] == "Ring 112"
    for line in library.helplines:
        assert ("h2", line.name) in page.headings
        if line.number:
            assert page.links[f"tel:{line.number.replace('-', '').replace(' ', '')}"] == f"Ring {line.number}"


async def test_in_the_day_and_in_the_night_it_says_what_is_open(reader: Reader, clock: Clock) -> None:
    day = await reader.reads("/hjalp")
    assert "Det ska vara öppet nu. Öppet måndag till fredag, klockan 8 till 16." in day.main
    clock.now = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
    night = await reader.reads("/hjalp")
    assert "Det ska vara stängt nu. Öppet måndag till fredag" in night.main
    assert "Ring 112 När någon är i fara för livet. Öppet nu, dag och natt." in night.main


async def test_christmas_eve_is_closed(reader: Reader, clock: Clock) -> None:
    clock.now = datetime(2026, 12, 24, 10, 0, tzinfo=UTC)
    assert "Det ska vara stängt nu." in (await reader.reads("/hjalp")).main


async def test_what_nobody_has_checked_is_not_told_as_certain(reader: Reader) -> None:
    page = (await reader.reads("/hjalp")).main
    after = {name: page[page.index(name) :][:220] for name in ("Kvinnofridslinjen", "Bris ", "Socialjouren")}
    assert "Numret kan ha ändrats. Jag vet inte vilka tider de svarar." in after["Kvinnofridslinjen"]
    assert "Numret kan ha ändrats" not in after["Bris "].split("Socialjouren")[0]
    assert after["Socialjouren"].split("Socialtjänsten i")[0].count("Numret kan ha ändrats.") == 1


async def test_the_way_to_a_conversation_and_to_the_other_pages_is_there(reader: Reader) -> None:
    page = await reader.reads("/hjalp")
    assert page.links["/"]
    assert {"/integritet", "/tillganglighet", "#innehall"} <= set(page.links)
