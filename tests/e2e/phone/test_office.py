"""A client who wants a human in office hours: the office rings, and nobody is left alone with it."""

from __future__ import annotations

import asyncio

from content.loader import load_library
from tests.e2e.phone.exchange import OFFICE, OFFICE_PASSWORD
from tests.e2e.phone.line import Line
from tests.e2e.phone.sip_office import OfficePhone
from tests.e2e.phone.story import call
from tests.voice.sound import spoken


async def test_a_human_answers_and_they_talk(line: Line) -> None:
    word = spoken("god dag")
    connecting = await asyncio.to_thread(line.voice.sound_of, "Jag kopplar dig till en människa nu.")
    async with (
        OfficePhone(line.exchange.port, OFFICE, OFFICE_PASSWORD) as office,
        call(line.exchange, line.voice) as person,
    ):
        await person.caller.press("0")
        await person.caller.listen_for(connecting)
        await asyncio.wait_for(office.ringing.wait(), 20)
        office.pick_up()
        await office.hears(person.caller, word)
        await office.hang_up()
        await asyncio.wait_for(person.caller.ended.wait(), 5)


async def test_nobody_answers_and_the_line_says_so_and_goes_on(line: Line) -> None:
    told = await asyncio.to_thread(line.voice.sound_of, load_library().text("not_connected").phone)
    async with (
        OfficePhone(line.exchange.port, OFFICE, OFFICE_PASSWORD) as office,
        call(line.exchange, line.voice) as person,
    ):
        await person.caller.press("0")
        await asyncio.wait_for(office.ringing.wait(), 20)
        await person.caller.listen_for(told, 30)
        assert office.stopped.is_set()


async def test_a_caller_who_gives_up_stops_the_ringing(line: Line) -> None:
    async with OfficePhone(line.exchange.port, OFFICE, OFFICE_PASSWORD) as office:
        async with call(line.exchange, line.voice) as person:
            await person.caller.press("0")
            await asyncio.wait_for(office.ringing.wait(), 20)
        await asyncio.wait_for(office.stopped.wait(), 3)
