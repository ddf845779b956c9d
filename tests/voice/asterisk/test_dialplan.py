"""What the exchange does with a call: real Asterisk with our files, a real caller, and a voice process that obeys."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from string import punctuation

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.e2e.phone.alaw import narrowed
from tests.e2e.phone.exchange import MEDIA_PASSWORD, OFFICE, OFFICE_PASSWORD, Exchange
from tests.e2e.phone.sip_caller import SipCaller
from tests.e2e.phone.sip_office import OfficePhone
from tests.e2e.phone.waiting import until
from tests.voice.asterisk.stand_in import StandIn, stand_in
from tests.voice.sound import spoken

Sound = NDArray[np.int16]


@asynccontextmanager
async def the_office_rings(exchange: Exchange) -> AsyncGenerator[tuple[StandIn, OfficePhone, SipCaller]]:
    """A caller who wants a human; the office's telephone rings, and nobody has picked up yet."""
    async with (
        stand_in(exchange.voice_port, MEDIA_PASSWORD, next="office") as voice,
        OfficePhone(exchange.port, OFFICE, OFFICE_PASSWORD) as office,
        SipCaller(exchange.port) as caller,
    ):
        await caller.dial()
        await (await voice.visit()).let_go()
        await asyncio.wait_for(office.ringing.wait(), 5)
        yield voice, office, caller


async def test_a_call_is_answered_and_sound_and_keys_pass_both_ways(exchange: Exchange) -> None:
    word = spoken("jag behöver hjälp")
    async with stand_in(exchange.voice_port, MEDIA_PASSWORD) as voice, SipCaller(exchange.port) as caller:
        assert await caller.dial() == 200
        visit = await voice.visit()
        assert visit.start["event"] == "MEDIA_START"
        assert (visit.start["format"], visit.start["optimal_frame_size"]) == ("slin16", 640)
        await caller.say(word)
        await caller.press("1#")
        await caller.listen_until(lambda ear: ear.heard(narrowed(word)))
        assert visit.keys == ["1", "#"]
        await visit.let_go()
        await asyncio.wait_for(caller.ended.wait(), 5)
        assert voice.asked == [f"/calls/{caller.call_id.replace('@', '%40')}/next"]


async def test_who_calls_is_told_and_a_hidden_number_is_not(exchange: Exchange) -> None:
    async with stand_in(exchange.voice_port, MEDIA_PASSWORD) as voice:
        async with SipCaller(exchange.port, number="0701234567") as caller:
            await caller.dial()
            told = (await voice.visit()).query
            assert (told["caller"], told["dnis"], told["sipcallid"]) == ("0701234567", caller.to, caller.call_id)
        hiding = ("Privacy: id", "P-Asserted-Identity: <sip:0701234567@127.0.0.1>")
        async with SipCaller(exchange.port, number="anonymous", headers=hiding) as caller:
            await caller.dial()
            assert "0701234567" not in str((await voice.visit()).query)


@pytest.mark.parametrize(
    "name",
    [
        "Anna (mobil)",
        "x)n",
        "x)v(caller=0709999999)f(plain",
        "((((",
        "))))",
        "${OFFICE},b=1&c=2",
        "O'Brien",
        "*~!):0:1?",
        "Åsa Öberg",
        punctuation.replace('"', "").replace("\\", ""),
    ],
)
async def test_no_name_that_a_caller_gives_becomes_an_order(exchange: Exchange, name: str) -> None:
    known = (f'P-Asserted-Identity: "{name}" <sip:0701234567@127.0.0.1>',)
    async with stand_in(exchange.voice_port, MEDIA_PASSWORD) as voice:
        async with SipCaller(exchange.port, headers=known) as caller:
            assert await caller.dial() == 200
            visit = await voice.visit()
            assert visit.start["format"] == "slin16"
            assert set(visit.query) == {"caller", "name", "dnis", "sipcallid"}
            assert (visit.query["caller"], visit.query["sipcallid"]) == ("0701234567", caller.call_id)
            assert visit.query["name"] == re.sub("[!'()*~]", "_", name)
            await visit.let_go()
            await asyncio.wait_for(caller.ended.wait(), 5)
        assert len(voice.asked) == 1, "the exchange still knows the call by its name"
    assert "Unrecognized option" not in exchange.running.log


async def test_without_a_voice_process_the_caller_soon_hears_the_apology_twice(
    exchange: Exchange, apology: Sound
) -> None:
    async with SipCaller(exchange.port) as caller:
        assert await caller.dial() == 200
        assert caller.answered_at - caller.dialled_at < 2.5
        await caller.listen_until(lambda ear: ear.heard(apology))
        once = time.time()
        await caller.listen_until(lambda ear: ear.heard(apology, after=once))
        await asyncio.wait_for(caller.ended.wait(), 5)
        assert not caller.hung_up_by_us


async def test_a_voice_process_that_dies_in_the_call_leaves_the_caller_with_the_apology(
    exchange: Exchange, apology: Sound
) -> None:
    async with stand_in(exchange.voice_port, MEDIA_PASSWORD) as voice, SipCaller(exchange.port) as caller:
        await caller.dial()
        await voice.visit()
        voice.die()
        died = time.time()
        await caller.listen_until(lambda ear: ear.heard(apology, after=died))
        begun = caller.ear.first_sound(died)
        assert begun
        assert begun - died < 3


async def test_a_process_that_does_not_know_the_call_is_one_that_died(exchange: Exchange, apology: Sound) -> None:
    async with (
        stand_in(exchange.voice_port, MEDIA_PASSWORD, next=None) as voice,
        SipCaller(exchange.port) as caller,
    ):
        await caller.dial()
        await (await voice.visit()).let_go()
        await caller.listen_until(lambda ear: ear.heard(apology))


async def test_the_office_rings_answers_and_talks_and_its_end_is_the_end(exchange: Exchange) -> None:
    word = spoken("god dag")
    async with the_office_rings(exchange) as (voice, office, caller):
        assert office.registered_status == 200
        rung = time.time()
        await caller.listen_until(lambda ear: ear.first_sound(rung) is not None)  # it hears that it rings
        office.pick_up()
        await office.hears(caller, word)
        await office.hang_up()
        await asyncio.wait_for(caller.ended.wait(), 5)
        assert voice.visits.empty()


async def test_when_nobody_answers_the_caller_comes_back_to_the_same_call(exchange: Exchange) -> None:
    async with the_office_rings(exchange) as (voice, office, caller):
        again = await voice.visit()
        assert (again.query["back"], again.query["sipcallid"]) == ("1", caller.call_id)
        assert office.stopped.is_set()
        voice.next = "end"
        await again.let_go()
        await asyncio.wait_for(caller.ended.wait(), 5)


async def test_an_office_that_is_busy_or_away_sends_the_caller_back_at_once(exchange: Exchange) -> None:
    async with the_office_rings(exchange) as (voice, office, _):
        office.decline()
        assert (await voice.visit()).query["back"] == "1"


@pytest.mark.parametrize("to", ["sip:100@127.0.0.1", "sip:0812345678@127.0.0.1"])
async def test_an_office_telephone_cannot_send_a_client_elsewhere(exchange: Exchange, to: str) -> None:
    async with the_office_rings(exchange) as (voice, office, caller):
        office.send_on(to)
        back = await voice.visit()
        assert (back.query.get("back"), back.query["sipcallid"]) == ("1", caller.call_id)
        assert voice.visits.empty()


async def test_nothing_rings_on_after_the_caller_has_gone(exchange: Exchange) -> None:
    async with the_office_rings(exchange) as (voice, office, caller):
        await caller.hang_up()
        await asyncio.wait_for(office.stopped.wait(), 2)
        assert voice.visits.empty()
        await until(lambda: exchange.calls_now() == 0)


async def test_a_hang_up_is_known_to_the_voice_process_at_once(exchange: Exchange) -> None:
    async with stand_in(exchange.voice_port, MEDIA_PASSWORD) as voice:
        async with SipCaller(exchange.port) as caller:
            await caller.dial()
            visit = await voice.visit()
        await asyncio.wait_for(visit.closed.wait(), 2)
        assert voice.asked == []


async def test_a_process_that_lets_go_again_and_again_does_not_keep_the_caller_for_ever(
    exchange: Exchange, apology: Sound
) -> None:
    async with (
        stand_in(exchange.voice_port, MEDIA_PASSWORD, next="again") as voice,
        SipCaller(exchange.port) as caller,
    ):
        await caller.dial()
        for _ in range(5):
            await (await voice.visit()).let_go()
        await caller.listen_until(lambda ear: ear.heard(apology))
