"""What the caller says and presses arrives, and nothing that arrives can break the line."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voice.media.wired import wired
from voice.call.line import FRAME_BYTES, HungUp, KeyPressed, SoundHeard
from voice.media.inbox import MOST_FRAMES
from voice.media.protocol import understand

LOUD = b"\x01\x02" * 320


def key(digit: object) -> str:
    return json.dumps({"event": "DTMF_END", "digit": digit, "duration_ms": 80})


@pytest.mark.parametrize("size", [1, 3, 319, 640, 641, 1_280])
async def test_sound_of_any_size_becomes_whole_frames(size: int) -> None:
    sound = bytes(n % 251 for n in range(FRAME_BYTES * 2))
    async with wired() as call:
        for at in range(0, len(sound), size):
            call.wire.say(sound[at : at + size])
        while call.wire.arriving:
            await call.settle()
        frames = [event.frame for event in call.events if isinstance(event, SoundHeard)]
        assert b"".join(frames) == sound
        assert {len(frame) for frame in frames} == {FRAME_BYTES}


async def test_keys_come_between_the_sound_where_they_were_pressed() -> None:
    async with wired() as call:
        for message in (LOUD, key("5"), LOUD, key("*"), key("#")):
            call.wire.say(message)
        await call.settle()
        assert call.events == [
            SoundHeard(LOUD), KeyPressed("5"), SoundHeard(LOUD), KeyPressed("*"), KeyPressed("#")
        ]  # fmt: skip


async def test_a_machine_that_dials_by_itself_is_heard_and_a_flood_of_keys_is_not() -> None:
    async with wired() as call:
        for _ in range(100):  # ten a second
            call.wire.say(key("7"))
            await call.pass_time(0.1)
        assert call.events.count(KeyPressed("7")) == 100
        for _ in range(200):
            call.wire.say(key("8"))
        while call.wire.arriving:
            await call.settle()
        assert 10 <= call.events.count(KeyPressed("8")) < 100
        await call.pass_time(5)
        call.wire.say(key("9"))
        await call.settle()
        assert KeyPressed("9") in call.events, "the line goes on"


async def test_who_floods_keys_for_long_loses_the_line() -> None:
    async with wired() as call:
        for _ in range(1_500):  # 150 a second, which is less than the messages that a line takes
            for _ in range(3):
                call.wire.say(key("8"))
            await call.pass_time(0.02)
            if call.hung_up:
                break
        assert call.wire.code == 1008
        assert call.events.count(KeyPressed("8")) < 400


@pytest.mark.parametrize("digit", ["A", "12", "", None, 5, [], "é", "\x00"])
async def test_what_is_no_key_is_no_key(digit: object) -> None:
    async with wired() as call:
        call.wire.say(key(digit))
        await call.settle()
        assert call.events == []
        assert call.line.unknown == 1


async def test_the_end_comes_once_and_last() -> None:
    async with wired() as call:
        call.wire.say(LOUD)
        call.wire.hang_up()
        call.wire.hang_up()
        await call.settle()
        assert call.events == [SoundHeard(LOUD), HungUp()]


async def test_a_telephone_that_sends_no_sound_is_heard_as_silent_for_as_long() -> None:
    async with wired() as call:
        call.wire.say(LOUD)
        await call.pass_time(10)
        silent = [e for e in call.events if e == SoundHeard(bytes(FRAME_BYTES))]
        assert 9.3 < len(silent) * 0.02 <= 10.0


async def test_a_telephone_that_sends_sound_is_given_no_silence() -> None:
    async with wired() as call:
        for _ in range(200):
            call.wire.say(LOUD)
            await call.pass_time(0.02)
        assert set(call.events) == {SoundHeard(LOUD)}


async def test_a_line_without_a_word_for_minutes_is_given_up() -> None:
    async with wired(kind="browser") as call:
        await call.pass_time(299)
        assert not call.hung_up
        await call.pass_time(2)
        assert call.hung_up
        assert call.playout.hung_up


async def test_a_call_that_fetches_nothing_loses_old_sound_but_no_key_and_not_the_end() -> None:
    async with wired(kind="browser", fetched=False) as call:
        call.wire.say(key("0"))
        for _ in range(8):
            for _ in range(250):
                call.wire.say(LOUD)
            await call.pass_time(5)
        call.wire.hang_up()
        await call.settle()
        events = [event async for event in call.line.events()]
        assert events[0] == KeyPressed("0")
        assert events[-1] == HungUp()
        assert len(events) == MOST_FRAMES + 2
        assert call.line.lost_frames == 500


async def test_a_line_gone_mad_is_ended() -> None:
    async with wired() as call:
        for _ in range(5_000):
            call.wire.say("x")
        for _ in range(10):
            await call.settle()
        assert call.wire.code == 1008
        assert call.hung_up


async def test_a_stalled_network_that_delivers_ten_seconds_at_once_loses_nothing() -> None:
    async with wired() as call:
        for _ in range(500):
            call.wire.say(LOUD)
        await call.settle()
        assert len([e for e in call.events if e == SoundHeard(LOUD)]) == 500


GARBAGE = [
    "", "{", "[]", "null", '"MEDIA_START"', '{"event":null}', '{"event":["DTMF_END"]}', '{"event":"DTMF_END"}',
    '{"event":"MEDIA_MARK_PROCESSED"}', '{"event":"MEDIA_MARK_PROCESSED","correlation_id":"m999"}', '{"event":{}}',
    '{"event":"DTMF_END","digit":"1"', "[" * 4_000, '{"event":"\\ud800"}', "1e999", '{"event":"MEDIA_START"}',
]  # fmt: skip
text = st.one_of(
    st.sampled_from(GARBAGE),
    st.text(max_size=40),
    st.builds(json.dumps, st.recursive(st.none() | st.text(max_size=8) | st.integers(), st.lists, max_leaves=5)),
    st.builds(
        lambda event, name, value: json.dumps({"event": event, name: value}),
        st.sampled_from(["DTMF_END", "MEDIA_XOFF", "MEDIA_XON", "MEDIA_MARK_PROCESSED", "STATUS", "MEDIA_START"]),
        st.sampled_from(["digit", "correlation_id", "format"]),
        st.sampled_from(["1", "m1", "m2", "slin16", None, 7, {}, "*"]),
    ),
)


@given(text)
def test_no_text_is_too_odd_to_be_read(said: str) -> None:
    understand(said)


@settings(max_examples=40)
@given(st.lists(st.one_of(st.binary(max_size=1_500), text), max_size=25))
async def test_whatever_comes_frames_stay_whole_and_the_line_goes_on(messages: Sequence[str | bytes]) -> None:
    sound = b"".join(message for message in messages if isinstance(message, bytes))
    async with wired() as call:
        for message in messages:
            call.wire.say(message)
        while call.wire.arriving:
            await call.settle()
        await call.settle()
        frames = [event.frame for event in call.events if isinstance(event, SoundHeard)]
        assert b"".join(frames) == sound[: len(sound) - len(sound) % FRAME_BYTES]
        assert all(len(frame) == FRAME_BYTES for frame in frames)
        assert all(event.key in "0123456789*#" for event in call.events if isinstance(event, KeyPressed))
        await call.line.flush()  # whatever it was told before, it can still speak
        call.wire.say('{"event":"MEDIA_XON"}')
        await call.settle()
        await call.line.play(LOUD)
        await call.pass_time(0.06)
        assert LOUD in call.playout.heard


moves = st.one_of(
    st.tuples(st.just("play"), st.integers(1, 1_500)),
    st.tuples(st.just("flush"), st.just(0)),
    st.tuples(st.just("wait"), st.integers(1, 200)),
)


@settings(max_examples=40)
@given(st.lists(moves, max_size=10), st.booleans())
async def test_nothing_is_ever_dropped_and_all_that_was_not_flushed_is_heard(
    done: list[tuple[str, int]], never_confirms: bool
) -> None:
    async with wired(never_confirms_marks=never_confirms) as call:
        jobs: list[asyncio.Task[None]] = []
        value, kept = 1, bytearray()
        for what, amount in done:
            match what:
                case "play":
                    value += 1
                    sound = value.to_bytes(2, "little") * 320 * amount
                    kept += sound
                    jobs.append(asyncio.create_task(call.line.play(sound)))
                    await call.settle()
                case "flush":
                    await call.line.flush()
                    kept.clear()
                case "wait":
                    await call.pass_time(amount * 0.02)
        while not all(job.done() for job in jobs) or call.line.unheard_ms():
            await call.pass_time(0.5)
        await call.pass_time(0.1)
        assert call.playout.dropped == 0
        assert call.playout.speech.endswith(bytes(kept))
        assert call.playout.ignored == []
        assert call.playout.cut_tails == 0
