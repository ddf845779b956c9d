"""What is played is heard: whole, in order, and thrown away the moment that it should be."""

from __future__ import annotations

import asyncio

import pytest

from tests.voice.media.exchange import SILENCE
from tests.voice.media.wired import Wired, wired
from voice.call.line import FRAME_BYTES, FRAME_MS


def frames(count: int, first: int = 1) -> bytes:
    """So many frames, each unlike the others."""
    return b"".join((first + n).to_bytes(2, "little") * (FRAME_BYTES // 2) for n in range(count))


def seconds_of(sound: bytes) -> float:
    return len(sound) / FRAME_BYTES * FRAME_MS / 1000


async def play_all(call: Wired, sound: bytes) -> None:
    """Plays, and lets the time pass until the caller has heard all."""
    playing = asyncio.create_task(call.line.play(sound))
    await call.settle()
    while not playing.done() or call.line.unheard_ms():
        await call.pass_time(0.2)
    await playing
    await call.pass_time(0.1)


async def test_a_short_sound_is_heard_with_silence_to_the_end_of_its_frame() -> None:
    async with wired() as call:
        await play_all(call, b"\x07\x00" * 10)
        assert call.playout.speech == b"\x07\x00" * 10 + bytes(FRAME_BYTES - 20)


@pytest.mark.parametrize("never_confirms_marks", [False, True])
async def test_a_long_story_is_heard_whole_and_in_order(never_confirms_marks: bool) -> None:
    story = frames(2_500)  # 50 s; an exchange holds 20
    async with wired(never_confirms_marks=never_confirms_marks) as call:
        await play_all(call, story)
        assert call.playout.speech == story
        assert call.playout.dropped == 0


async def test_the_exchange_never_has_to_warn() -> None:
    async with wired() as call:
        playing = asyncio.create_task(call.line.play(frames(2_000)))
        await call.settle()
        fullest = 0
        while not playing.done():
            fullest = max(fullest, call.playout.waiting)
            await call.pass_time(0.1)
        assert 700 < fullest <= 800


async def test_an_exchange_that_plays_slowly_is_waited_for_by_its_marks() -> None:
    async with wired() as call:
        playing = asyncio.create_task(call.line.play(frames(1_500)))
        for _ in range(150):  # the clock runs twice as fast as the exchange plays
            await call.pass_time(0.2)
            call.clock.move(0.2)
            await call.settle()
        assert playing.done()
        assert call.playout.dropped == 0


async def test_a_warning_stops_the_sound_until_there_is_room() -> None:
    async with wired() as call:
        await call.line.play(frames(300))
        call.wire.say('{"event":"MEDIA_XOFF"}')
        await call.settle()
        more = await play_soon(call, frames(10))
        await call.pass_time(2)
        assert call.playout.waiting == 200
        assert not more.done()
        call.wire.say('{"event":"MEDIA_XON"}')
        await call.settle()
        assert call.playout.waiting == 210


async def test_a_lost_all_clear_does_not_silence_the_call() -> None:
    async with wired() as call:
        call.wire.say('{"event":"MEDIA_XOFF"}')
        await call.settle()
        await play_all(call, frames(10))
        assert call.playout.speech == frames(10)


async def play_soon(call: Wired, sound: bytes) -> asyncio.Task[None]:
    playing = asyncio.create_task(call.line.play(sound))
    await call.settle()
    return playing


async def test_two_sounds_are_heard_one_after_the_other_without_a_gap() -> None:
    async with wired() as call:
        first = await play_soon(call, frames(900))
        second = await play_soon(call, frames(100, first=2_000))
        await call.pass_time(25)
        assert first.done()
        assert second.done()
        both = call.playout.heard[call.playout.heard.index(frames(1)) :][:1000]
        assert b"".join(frame or b"" for frame in both) == frames(900) + frames(100, first=2_000)


async def test_after_a_flush_nothing_old_is_heard_and_who_waits_to_play_gives_up() -> None:
    async with wired() as call:
        long = await play_soon(call, frames(2_000))
        behind = await play_soon(call, frames(50, first=5_000))
        await call.pass_time(1)
        assert not long.done()
        await call.line.flush()
        heard = len(call.playout.speech)
        await call.settle()
        assert long.done()
        assert behind.done()
        assert call.line.unheard_ms() == 0
        await call.pass_time(2)
        assert len(call.playout.speech) == heard


async def test_what_is_played_after_a_flush_is_heard_at_once() -> None:
    async with wired() as call:
        await play_soon(call, frames(500))
        await call.pass_time(1)
        await call.line.flush()
        await call.line.play(frames(5, first=9_000))
        await call.pass_time(0.02)
        assert call.playout.heard[-1] == frames(1, first=9_000)


async def test_how_much_is_unheard_follows_the_callers_ear() -> None:
    async with wired() as call:
        await call.line.play(frames(100))
        assert call.line.unheard_ms() == pytest.approx(2_000)
        await call.pass_time(0.5)
        assert call.line.unheard_ms() == pytest.approx(1_500, abs=20)
        await call.pass_time(1.6)
        assert call.line.unheard_ms() == 0


async def test_it_is_not_over_before_an_exchange_that_confirms_has_confirmed() -> None:
    async with wired() as call:
        await play_all(call, frames(10))
        await call.line.play(frames(10))
        call.clock.move(0.3)  # by the clock it has been heard
        assert call.line.unheard_ms() > 0
        await call.pass_time(0.3)
        assert call.line.unheard_ms() == 0


async def test_an_end_that_stops_confirming_stalls_nothing() -> None:
    async with wired() as call:
        await play_all(call, frames(10))
        call.playout.never_confirms_marks = True
        await play_all(call, frames(1_200))
        assert call.playout.speech == frames(10) + frames(1_200)


async def test_a_telephone_always_gets_sound() -> None:
    """But for one frame after each speech: its end is told when the next frame is already due."""
    async with wired() as call:
        await call.pass_time(3)
        for _ in range(3):
            await play_all(call, frames(60))
            await call.pass_time(3)
        nothing = [at for at, frame in enumerate(call.playout.heard) if frame is None and at > 5]
        assert len(nothing) <= 3


async def test_speech_never_waits_behind_the_silence() -> None:
    async with wired() as call:
        for wait in (1.0, 0.36, 0.52, 0.18):
            await call.pass_time(wait)
            await call.line.play(frames(3, first=7_000))
            await call.pass_time(0.02)
            assert call.playout.heard[-1] == frames(1, first=7_000)
            await call.pass_time(0.1)


async def test_the_silence_costs_few_messages() -> None:
    async with wired() as call:
        await call.pass_time(10)
        assert len(call.wire.sent) < 30


async def test_a_browser_is_sent_no_silence() -> None:
    async with wired(kind="browser") as call:
        await call.pass_time(3)
        assert call.wire.sent == []
        assert SILENCE not in call.playout.heard


async def test_once_the_caller_has_gone_nothing_is_played_and_nothing_raises() -> None:
    async with wired() as call:
        waiting = await play_soon(call, frames(2_000))
        call.wire.hang_up()
        await call.settle()
        assert waiting.done()
        sent = len(call.wire.sent)
        await call.line.play(frames(5))
        await call.line.flush()
        await call.line.hang_up()
        assert call.line.unheard_ms() == 0
        assert len(call.wire.sent) == sent


async def test_hanging_up_tells_the_exchange_and_ends_the_events() -> None:
    async with wired() as call:
        await play_soon(call, frames(2_000))
        await call.line.hang_up()
        await call.settle()
        assert call.playout.hung_up
        assert call.wire.code == 1000
        assert call.hung_up
