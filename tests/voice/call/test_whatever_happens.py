"""Whatever a caller does and whichever part fails: the call ends, everything is let go of, and nothing plays on."""

from __future__ import annotations

import asyncio
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voice.call.neighbours import free, scored
from tests.voice.call.scene import Scene
from tests.voice.call.virtual_time import story
from voice.call.record import Reason
from voice.hearing.heard import Heard

Act = tuple[Literal["says", "presses", "hums", "noise", "rests", "breaks", "mends"], str, float]
WORDS: dict[str, Heard] = {
    "ja": scored("ja", "yes"),
    "nej": scored("nej", "no", 0.5),
    "akut": scored("akut hjälp", "nodprovning"),
    "vänta": scored("vänta", "move:wait"),
    "just det": free("ja just det"),
    "story": free("jag har ingen mat och ingen el", 0.4),
    "nothing": Heard(),
}
ACTS = st.one_of(
    st.tuples(st.just("says"), st.sampled_from(sorted(WORDS)), st.floats(0.1, 12)),
    st.tuples(st.just("presses"), st.sampled_from("0123456789*#"), st.just(0.0)),
    st.tuples(st.sampled_from(["hums", "noise"]), st.just(""), st.floats(0.1, 2)),
    st.tuples(st.just("rests"), st.just(""), st.floats(0.02, 20)),
    st.tuples(
        st.sampled_from(["breaks", "mends"]), st.sampled_from(["conversation", "hearing", "voice"]), st.just(0.0)
    ),
)


@settings(max_examples=25)
@given(acts=st.lists(ACTS, max_size=25), slow=st.sampled_from([0.0, 0.5, 3.0]))
@story
async def test_a_call_ends_and_leaves_nothing_behind(acts: list[Act], slow: float) -> None:
    scene = Scene()
    scene.ear.takes = 0.1 + slow
    await scene.rings()
    for act in acts:
        await do(scene, act)
    scene.line.hangs_up()
    reason = await scene.ends()
    assert reason in Reason
    ended, played = scene.line.now, len(scene.line.played)
    await asyncio.sleep(5)
    assert len(scene.line.played) == played, f"something played on after {ended}"
    mine = asyncio.current_task()
    assert [task for task in asyncio.all_tasks() if task is not mine] == []
    assert scene.count("ombud_calls_active") == 0
    assert [record.number for record in scene.records] == list(range(1, len(scene.records) + 1))


@settings(max_examples=20)
@given(acts=st.lists(ACTS, max_size=20))
@story
async def test_a_caller_is_never_left_in_silence(acts: list[Act]) -> None:
    """Half a minute after the last thing that happened, we have spoken, or wait as we were asked to, or are gone."""
    scene = Scene()
    await scene.rings()
    for act in acts:
        await do(scene, act)
        if scene.call.done():
            return
    scene.conversations.refuses, scene.ear.breaks, scene.ear.works, scene.voice.broken = None, False, True, False
    begun = scene.line.now
    await asyncio.sleep(60)
    spoke = any(played.until > begun for played in scene.line.played)
    assert scene.call.done() or spoke or scene.conversations.now_listening().paused
    scene.line.hangs_up()
    await scene.ends()


async def do(scene: Scene, act: Act) -> None:
    what, which, seconds = act
    match what:
        case "says":
            scene.says(WORDS[which], ms=int(seconds * 1000))
        case "presses":
            scene.presses(which)
        case "hums":
            scene.hums(int(seconds * 1000))
        case "noise":
            scene.makes_a_noise(int(seconds * 1000))
        case "breaks" | "mends":
            broken = what == "breaks"
            match which:
                case "conversation":
                    scene.conversations.refuses = RuntimeError("down") if broken else None
                case "hearing":
                    scene.ear.breaks = broken
                case _:
                    scene.voice.broken = broken
    await asyncio.sleep(seconds + 0.05)
