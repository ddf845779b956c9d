"""Nobody is left in silence, and nobody is hurried."""

from __future__ import annotations

from bot.dialogue.event import Silent
from tests.voice.call.scene import Scene
from tests.voice.call.virtual_time import story
from voice.call.record import Reason

THINKING = "(jag tänker)"


@story
async def test_what_takes_long_is_filled_with_a_soft_sound_once() -> None:
    scene = Scene()
    scene.ear.takes = 2.5
    await scene.rings()
    await scene.until_we_wait()
    said, end_of_speech = len(scene.heard()), scene.line.now - scene.began + 0.4
    scene.says("ja")
    await scene.until_we_wait()
    assert scene.heard_since(said)[0] == THINKING
    assert scene.heard_since(said).count(THINKING) == 1
    assert 1.15 <= scene.when(THINKING) - end_of_speech <= 1.3


@story
async def test_what_takes_very_long_is_told_in_words() -> None:
    scene = Scene()
    scene.ear.takes = 6
    await scene.rings()
    await scene.until_we_wait()
    said = len(scene.heard())
    scene.says("ja")
    await scene.until_we_wait()
    assert scene.heard_since(said)[:2] == [THINKING, "Ett ögonblick."]


@story
async def test_the_sound_never_delays_the_answer() -> None:
    scene = Scene()
    scene.ear.takes = 1.05  # the answer comes while the sound is heard
    await scene.rings()
    await scene.until_we_wait()
    scene.says("ja")
    await scene.until_we_wait()
    assert scene.records[1].speak_ms is not None
    assert scene.records[1].speak_ms <= 1


@story
async def test_a_quick_answer_needs_no_sound() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    scene.says("ja")
    await scene.until_we_wait()
    await scene.after(3)
    assert THINKING not in scene.heard()


@story
async def test_a_slow_dialogue_is_filled_too_also_after_a_key() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    scene.conversations.takes = 2
    scene.presses("1")
    await scene.until_we_wait()
    assert THINKING in scene.heard()


@story
async def test_silence_climbs_the_ladder_and_ends_well() -> None:
    scene = Scene()
    await scene.rings()
    reason = await scene.ends()
    assert reason is Reason.DONE
    assert set(map(type, scene.conversations.events)) == {Silent}
    assert len(scene.conversations.events) <= 8
    assert scene.count("ombud_call_silences_total") == len(scene.conversations.events)


@story
async def test_silence_is_counted_from_when_we_are_quiet() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    await scene.after(5.9)
    assert scene.conversations.events == []
    await scene.after(0.3)
    assert [type(event) for event in scene.conversations.events] == [Silent]


@story
async def test_who_asks_us_to_wait_gets_time() -> None:
    scene = Scene()
    await scene.rings()
    await scene.presses_when_asked("1")
    await scene.until_we_wait()
    scene.says("vänta")
    await scene.until_we_wait()
    assert scene.conversations.turn is not None
    assert all(message.kind == "say" for message in scene.conversations.turn.messages)
    before = len(scene.conversations.events)
    await scene.after(60)
    assert len(scene.conversations.events) == before
    await scene.until_we_wait()
    assert type(scene.conversations.events[-1]) is Silent
