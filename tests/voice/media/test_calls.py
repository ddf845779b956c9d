"""A call over a real socket, from the upgrade to the end, with the other end as Asterisk is."""

from __future__ import annotations

import asyncio

from tests.voice.media.exchange import basic, calling
from tests.voice.media.server import PASSWORD, USER, served
from voice.call.line import FRAME_BYTES, CallInfo, HungUp, KeyPressed, Line, LineEvent, SoundHeard

RIGHT = basic(USER, PASSWORD)
WHO = "caller=070-174%2006%2005&name=Bo&dnis=1000&sipcallid=abc%40host"


class Calls:
    """Takes calls and keeps all that came of them."""

    def __init__(self) -> None:
        self.infos: list[CallInfo] = []
        self.events: list[LineEvent] = []
        self.over = asyncio.Event()

    async def take(self, line: Line) -> None:
        self.infos.append(line.info)
        async for event in line.events():
            self.events.append(event)
        self.over.set()


async def test_what_the_exchange_tells_of_the_caller_is_the_calls() -> None:
    calls = Calls()
    async with served(calls.take) as voice:
        async with calling(f"{voice.socket}?{WHO}", headers=RIGHT):
            pass
        await asyncio.wait_for(calls.over.wait(), 5)
    [info] = calls.infos
    assert (info.caller, info.name, info.dialled, info.sip_call_id) == ("+46701740605", "Bo", "1000", "abc@host")
    assert (info.kind, info.back) == ("telephone", False)


async def test_sound_keys_and_the_end_come_in_order() -> None:
    calls = Calls()
    loud = bytes([1, 2]) * 320
    async with served(calls.take) as voice:
        async with calling(voice.socket, headers=RIGHT) as caller:
            await caller.send(loud[:200])
            await caller.send(loud[200:] + loud)
            await caller.press("1#")
        await asyncio.wait_for(calls.over.wait(), 5)
    loud_ones = [e for e in calls.events if e != SoundHeard(bytes(FRAME_BYTES))]
    assert loud_ones == [SoundHeard(loud), SoundHeard(loud), KeyPressed("1"), KeyPressed("#"), HungUp()]


async def test_the_caller_hears_what_is_played_to_its_last_frame() -> None:
    said = bytes(range(1, 251)) * 100

    async def take(line: Line) -> None:
        await line.play(said)
        await asyncio.sleep(line.unheard_ms() / 1000 + 0.1)

    async with served(take) as voice, calling(voice.socket, headers=RIGHT) as caller:
        await caller.closed.wait()
        assert caller.playout.hung_up
        assert caller.playout.speech.startswith(said)
        assert caller.playout.cut_tails == 0
        assert caller.playout.ignored == []
