"""A line made of files: the caller speaks and presses when we wait, at the pace of real speech."""

from __future__ import annotations

import asyncio

from tests.voice.call.virtual_time import story
from voice.call.file_line import FileLine, KeyTurn, SpokenTurn
from voice.call.line import HungUp, KeyPressed, SoundHeard

LOUD = b"\x10\x10"


def line_of(*turns: SpokenTurn | KeyTurn) -> FileLine:
    return FileLine(turns, asyncio.get_running_loop().time)


async def keys_until_hung_up(line: FileLine, takes: str) -> list[tuple[str, float]]:
    """Says that it waits after each whole turn; gives the keys and when they came."""
    pressed = []
    line.waits("entry" if takes == "entry" else "at_once")
    async for event in line.events():
        if isinstance(event, KeyPressed):
            pressed.append((event.key, line.seconds))
            if takes == "at_once" or event.key in "#9":
                line.waits("entry" if takes == "entry" else "at_once")
    return pressed


@story
async def test_speech_comes_at_its_own_pace_when_we_wait() -> None:
    line = line_of(SpokenTurn(LOUD * 16_000))  # a second
    loud, began = 0, None
    async for event in line.events():
        if isinstance(event, SoundHeard) and event.frame.strip(b"\0"):
            began = began if began is not None else line.seconds
            loud += 1
        if line.seconds > 2 and began is None:
            line.waits("at_once")
        if isinstance(event, HungUp) or (loud == 50 and line.seconds > 5):
            break
        if loud == 50:
            line.waits("at_once")
    assert loud == 50
    assert began is not None
    assert 2.3 <= began <= 2.4


@story
async def test_keys_that_act_at_once_each_wait_for_their_question() -> None:
    pressed = await keys_until_hung_up(line_of(KeyTurn("12")), "at_once")
    assert [key for key, _ in pressed] == ["1", "2"]
    assert pressed[1][1] - pressed[0][1] >= 0.3


@story
async def test_an_entry_is_pressed_as_one() -> None:
    pressed = await keys_until_hung_up(line_of(KeyTurn("0701#*9")), "entry")
    assert "".join(key for key, _ in pressed) == "0701#*9"
    assert pressed[4][1] - pressed[0][1] < 1


@story
async def test_what_the_caller_heard_is_one_track_with_what_was_cut_cut() -> None:
    line = line_of()
    await asyncio.sleep(1)
    await line.play(LOUD * 16_000)
    await asyncio.sleep(0.5)
    await line.flush()
    await asyncio.sleep(0.5)
    track = line.heard()
    assert len(track) == 2 * 32_000
    assert not track[:32_000].strip(b"\0")
    assert track[32_000:48_000] == LOUD * 8_000
    assert not track[48_000:].strip(b"\0")
