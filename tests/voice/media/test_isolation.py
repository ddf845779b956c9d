"""Whatever happens on one line, the others do not hear of it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterable, Awaitable, Callable

import pytest

from tests.voice.media.exchange import Exchange, basic, calling
from tests.voice.media.server import PASSWORD, USER, served
from voice.call.line import FRAME_BYTES, Line, SoundHeard
from voice.media.limits import MediaLimits

RIGHT = basic(USER, PASSWORD)
LOUD = b"\x01\x02" * 320


class Echo:
    """A call that says back what it hears. Calls of `mad` callers go wrong in a given way."""

    def __init__(self, wrong: Callable[[Line], Awaitable[None]] | None = None) -> None:
        self._wrong = wrong

    async def take(self, line: Line) -> None:
        if self._wrong and line.info.name == "mad":
            await self._wrong(line)
        async for event in line.events():
            if isinstance(event, SoundHeard) and any(event.frame):
                await line.play(event.frame)


async def talks_well(caller: Exchange) -> None:
    """The caller says 15 frames and hears every one of them."""
    for _ in range(15):
        heard = len(caller.playout.speech)
        await caller.send(LOUD)
        await caller.until(lambda heard=heard: len(caller.playout.speech) == heard + FRAME_BYTES, 5)


async def raises(_: Line) -> None:
    raise LookupError("what the caller said")


async def raises_an_exit(_: Line) -> None:
    raise asyncio.CancelledError


async def floods(line: Line) -> None:
    for _ in range(40):
        await line.play(LOUD * 400)
        await line.flush()


@pytest.mark.parametrize("wrong", [raises, raises_an_exit])
async def test_a_call_that_fails_is_cut_off_so_that_the_exchange_apologises(
    wrong: Callable[[Line], Awaitable[None]], capsys: pytest.CaptureFixture[str]
) -> None:
    async with served(Echo(wrong).take) as voice, calling(voice.socket, headers=RIGHT) as good:
        async with calling(f"{voice.socket}?name=mad", headers=RIGHT) as mad:
            await asyncio.wait_for(mad.closed.wait(), 5)
            assert not mad.playout.hung_up
            assert mad.close_code == 1011
        await talks_well(good)
        await voice.until_lines("telephone", 1)
        assert voice.figure("ombud_media_ended_total", how="failed") == 1
    said = capsys.readouterr()
    assert "what the caller said" not in said.out + said.err


async def test_a_call_that_floods_its_caller_does_not_hold_up_another() -> None:
    async with (
        served(Echo(floods).take) as voice,
        calling(voice.socket, headers=RIGHT) as good,
        calling(f"{voice.socket}?name=mad", headers=RIGHT),
    ):
        await talks_well(good)


async def test_a_call_that_freezes_gives_its_place_back_soon_after_the_caller_has_gone() -> None:
    frozen = asyncio.Event()

    async def freezes(_: Line) -> None:
        frozen.set()
        await asyncio.Event().wait()

    async with (
        served(Echo(freezes).take, MediaLimits(after_seconds=0.05)) as voice,
        calling(voice.socket, headers=RIGHT) as good,
    ):
        async with calling(f"{voice.socket}?name=mad", headers=RIGHT):
            await asyncio.wait_for(frozen.wait(), 5)
        await voice.until_lines("telephone", 1)
        assert voice.figure("ombud_media_ended_total", how="stuck") == 1
        await talks_well(good)


async def test_a_call_may_still_keep_what_was_said_when_the_caller_has_gone() -> None:
    kept = asyncio.Event()

    async def take(line: Line) -> None:
        async for _ in line.events():
            pass
        await line.play(LOUD)  # into the void
        kept.set()

    async with served(take) as voice:
        async with calling(voice.socket, headers=RIGHT):
            pass
        await asyncio.wait_for(kept.wait(), 5)


async def sends_10_megabytes(caller: Exchange) -> None:
    await caller.send(bytes(10_000_000))


async def sends_100_000_tiny_messages(caller: Exchange) -> None:
    for _ in range(100_000):
        if caller.closed.is_set():
            return
        await caller.send("x")


async def sends_a_message_of_pieces_without_end(caller: Exchange) -> None:
    async def pieces() -> AsyncIterable[bytes]:
        while True:
            yield b""
            await asyncio.sleep(0)  # the server lives in our own loop, which a caller cannot hold

    await caller.send_in_pieces(pieces())


async def sends_junk(caller: Exchange) -> None:
    for _ in range(300):
        await caller.send(os.urandom(333))
        await caller.send('{"event":"DTMF_')
        await caller.send('{"event":"MEDIA_START","format":7}')
        await caller.send('{"event":"MEDIA_MARK_PROCESSED","correlation_id":[]}')


@pytest.mark.parametrize(
    "madness", [sends_10_megabytes, sends_100_000_tiny_messages, sends_a_message_of_pieces_without_end, sends_junk]
)
async def test_a_caller_gone_mad_does_not_hold_up_another(madness: Callable[[Exchange], Awaitable[None]]) -> None:
    async with (
        served(Echo().take) as voice,
        calling(voice.socket, headers=RIGHT) as good,
        calling(voice.socket, headers=RIGHT) as mad,
    ):
        raging = asyncio.create_task(_run(madness, mad))
        await talks_well(good)
        await asyncio.wait_for(raging, 30)
        if madness is not sends_junk:
            await asyncio.wait_for(mad.closed.wait(), 5)
            assert mad.close_code in (1006, 1008, 1009)
        await talks_well(good)
        assert not good.closed.is_set()


async def _run(madness: Callable[[Exchange], Awaitable[None]], caller: Exchange) -> None:
    await madness(caller)


async def test_an_end_that_takes_no_bytes_any_more_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voice.media.socket._TAKES_NOTHING", 0.3)
    monkeypatch.setattr("voice.media.gentle_socket._GONE_AFTER", 0.3)
    given_up = asyncio.Event()

    async def take(line: Line) -> None:
        if line.info.name != "deaf":
            await Echo().take(line)
            return
        playing = asyncio.create_task(_endlessly(line))
        async for _ in line.events():
            pass
        playing.cancel()
        given_up.set()

    async with (
        served(take) as voice,
        calling(voice.socket, headers=RIGHT) as good,
        calling(f"{voice.socket}?name=deaf", headers=RIGHT, reads=False),
    ):
        await talks_well(good)
        await asyncio.wait_for(given_up.wait(), 20)
        await talks_well(good)
        await voice.until_connections(1)  # not even what it has not fetched keeps its connection


async def _endlessly(line: Line) -> None:
    while True:
        await line.play(LOUD * 400)
        await line.flush()
        await asyncio.sleep(0)


async def test_a_caller_who_vanishes_without_a_word_ends_only_that_call() -> None:
    async with served(Echo().take) as voice, calling(voice.socket, headers=RIGHT) as good:
        async with calling(voice.socket, headers=RIGHT) as gone:
            gone.vanish()
            await voice.until_lines("telephone", 1)
        await talks_well(good)
