"""However a call ends, what was said is kept, nothing plays on, and the exchange knows what to do."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.conversations.errors import TooMany
from bot.dialogue.event import NotConnected, Said
from bot.dialogue.turn import Turn
from tests.voice.call.neighbours import free, scored
from tests.voice.call.scene import Scene
from tests.voice.call.virtual_time import story
from voice.call import words
from voice.call.line import CallInfo
from voice.call.mouth import Utterance
from voice.call.outcomes import CallOutcomes, Next
from voice.call.record import Reason
from voice.call.talk import Kept


@story
async def test_hanging_up_in_the_greeting_ends_everything() -> None:
    scene = Scene()
    await scene.rings()
    await scene.after(1)
    assert await scene.hangs_up() is Reason.HUNG_UP
    assert scene.conversations.hung_up_times == 1
    assert scene.count("ombud_calls_active") == 0
    assert scene.count("ombud_call_ends_total", reason="hung_up") == 1
    mine = asyncio.current_task()
    assert [task for task in asyncio.all_tasks() if task is not mine] == []


@story
async def test_the_last_words_are_kept_when_the_caller_hangs_up_while_they_are_heard() -> None:
    scene = Scene()
    scene.ear.takes = 2
    await scene.rings()
    await scene.until_we_wait()
    scene.says(free("ja och jag har ingen mat"), 800)
    await scene.after(1.2)
    assert scene.conversations.events == []
    assert await scene.hangs_up() is Reason.HUNG_UP
    assert [event.text for event in scene.conversations.events if isinstance(event, Said)] == [
        "ja och jag har ingen mat"
    ]
    assert scene.conversations.hung_up_times == 1


@story
async def test_the_beginning_of_a_sentence_is_kept_when_the_caller_hangs_up_in_its_middle() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    scene.says(free("ja jag har inget"), 3000)
    await scene.after(1)
    assert await scene.hangs_up() is Reason.HUNG_UP
    assert [type(event) for event in scene.conversations.events] == [Said]


@story
async def test_hanging_up_while_the_dialogue_works_loses_nothing() -> None:
    scene = Scene()
    scene.conversations.takes = 2
    await scene.rings()
    await scene.until_we_wait()
    scene.says("ja")
    await scene.after(1)
    assert await scene.hangs_up() is Reason.HUNG_UP
    assert scene.step == "menu"
    assert scene.conversations.hung_up_times == 1


@story
async def test_a_stuck_recogniser_does_not_keep_a_call_that_is_over() -> None:
    scene = Scene()
    scene.ear.takes = 1000
    await scene.rings()
    await scene.until_we_wait()
    scene.says("ja")
    await scene.after(1)
    before = scene.line.now
    assert await scene.hangs_up() is Reason.HUNG_UP
    assert scene.line.now - before < 20


@story
async def test_a_long_call_is_told_before_and_ends_kindly() -> None:
    scene = Scene().with_manners(longest_call=120, warn_before=80)
    await scene.rings()
    await scene.until_we_wait()
    await scene.after(41)
    scene.presses("1")
    await scene.until_we_wait()
    assert "Snart måste vi sluta för i dag." in scene.heard()
    while not scene.call.done():
        scene.presses("*")
        await scene.after(8)
    assert scene.reason is Reason.TOO_LONG
    assert "Nu måste vi sluta." in scene.heard()
    assert "Vårt samtal är ingen ansökan." in scene.heard(), "nobody may leave believing that it was one"
    assert 120 <= (scene.line.hung_up_by_us or 0) - scene.began <= 140
    assert scene.conversations.hung_up_times == 1


@story
async def test_the_length_does_not_cut_an_answer() -> None:
    scene = Scene().with_manners(longest_call=40, warn_before=5)
    scene.ear.takes = 2
    await scene.rings()
    await scene.until_we_wait()
    await scene.after(40 - (scene.line.now - scene.began) - 0.5)
    scene.says("ja", 200)
    assert await scene.ends() is Reason.TOO_LONG
    assert scene.step == "menu", "the answer was taken"


@story
async def test_a_call_in_danger_is_not_ended_for_its_length() -> None:
    scene = Scene().with_manners(longest_call=60, warn_before=10)
    await scene.rings()
    await scene.presses_when_asked("1", "2", "1")  # menu: acute; in danger: yes
    await scene.until_we_wait()
    assert (scene.step or "").startswith("crisis"), scene.step
    await scene.after(60)
    assert "Nu måste vi sluta." not in scene.heard()


# To a human and back


async def connected() -> Scene:
    """A call in which the dialogue has promised to connect."""
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    listen = scene.conversations.now_listening
    scene.conversations.now_listening = lambda: replace(listen(), connect=True)  # type: ignore[method-assign]
    scene.presses("0")
    assert await scene.ends() is Reason.OFFICE
    scene.conversations.now_listening = listen  # type: ignore[method-assign]
    return scene


@story
async def test_a_caller_who_is_connected_hears_it_to_the_end_and_the_exchange_rings_the_office() -> None:
    scene = await connected()
    for name in ("a1", "sip-1"):
        assert scene.parts.outcomes.next(name) is Next.OFFICE
    assert scene.line.played[-1].until <= (scene.line.hung_up_by_us or 0)
    assert scene.conversations.hung_up_times == 0, "the caller has not gone"


@story
async def test_a_call_that_comes_back_goes_on_in_the_same_conversation() -> None:
    scene = await connected()
    await scene.rings(back=True)
    await scene.until_we_wait()
    assert scene.conversations.opened == 1
    assert scene.conversations.events[-1] == NotConnected()
    assert "Hej!" not in scene.heard()


@story
async def test_a_call_that_ended_leaves_nothing_to_do() -> None:
    scene = Scene()
    await scene.rings()
    await scene.presses_when_asked("2")
    await scene.ends()
    assert scene.parts.outcomes.next("sip-1") is Next.END


def test_outcomes_are_forgotten_after_a_while() -> None:
    now = [0.0]
    outcomes = CallOutcomes(lambda: now[0])
    info = CallInfo("a", sip_call_id="s")
    outcomes.put(info, Next.OFFICE, Kept("c", "t"))
    assert outcomes.next("s") is Next.OFFICE
    now[0] = 3600
    assert outcomes.next("s") is None
    assert outcomes.come_back(info) is None


def test_a_call_comes_back_once_and_only_from_the_office() -> None:
    outcomes = CallOutcomes(lambda: 0.0)
    info = CallInfo("a", sip_call_id="s")
    outcomes.put(info, Next.OFFICE, Kept("c", "t"))
    again = CallInfo("b", sip_call_id="s", back=True)
    assert outcomes.come_back(CallInfo("b", sip_call_id="s")) is None, "it does not say that it comes back"
    assert outcomes.come_back(CallInfo("b", sip_call_id="other", back=True)) is None
    assert outcomes.come_back(again) == Kept("c", "t")
    assert outcomes.come_back(again) is None


# Trouble


@story
async def test_a_conversation_that_cannot_be_kept_is_told_and_the_line_stays_open() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    scene.conversations.refuses = TooMany(1.0)
    scene.presses("1")
    await scene.until_we_wait()
    assert "Något är fel hos mig just nu." in scene.heard()
    assert "Får jag ställa frågor?" in scene.heard_since(scene.heard().index("Något är fel hos mig just nu."))
    scene.conversations.refuses = None
    scene.presses("1")
    await scene.until_we_wait()
    assert scene.step == "menu"


@story
async def test_trouble_that_lasts_ends_the_call_after_words() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    scene.conversations.refuses = RuntimeError("a locked database")
    for _ in range(3):
        scene.presses("1")
        await scene.until_we_wait()
    assert await scene.ends() is Reason.TROUBLE
    assert scene.count("ombud_call_troubles_total") == 3


@story
async def test_a_call_that_cannot_be_opened_is_told_and_tried_again() -> None:
    scene = Scene(greeting_known=False)
    scene.conversations.refuses = RuntimeError("no database")
    await scene.rings()
    await scene.until_we_wait()
    assert scene.heard()[0] == "Något är fel hos mig just nu."
    scene.conversations.refuses = None
    scene.presses("1")
    await scene.until_we_wait()
    assert scene.step == "consent"


@story
async def test_without_hearing_the_call_is_led_by_keys_and_says_so() -> None:
    scene = Scene()
    scene.ear.works = False
    await scene.rings()
    await scene.until_we_wait()
    assert "Jag kan inte höra ord just nu." in scene.heard()
    assert scene.heard().index("Jag kan inte höra ord just nu.") < scene.heard().index("Får jag ställa frågor?")
    said = len(scene.heard())
    scene.says("ja")
    await scene.until_we_wait()
    assert scene.heard_since(said)[0] == "Jag kan inte höra ord just nu."
    scene.presses("1")
    await scene.until_we_wait()
    assert scene.step == "menu"
    assert scene.heard().count("Jag kan inte höra ord just nu.") == 2, "not at every question"


@story
async def test_hearing_that_breaks_in_the_middle_is_told() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    scene.ear.breaks = True
    said = len(scene.heard())
    scene.says("ja")
    await scene.until_we_wait()
    assert scene.heard_since(said)[0] == "Jag kan inte höra ord just nu."
    assert scene.count("ombud_call_hearing_failures_total") == 1
    scene.ear.breaks = False
    scene.says(scored("ja", "yes"))
    await scene.until_we_wait()
    assert scene.step == "menu"


@story
async def test_without_a_voice_a_tone_is_heard_and_keys_work() -> None:
    scene = Scene()
    scene.voice.broken = True
    await scene.rings()
    await scene.until_we_wait()
    assert scene.heard()[0] == "(ton)"
    scene.presses("1")
    await scene.until_we_wait()
    assert scene.step == "menu"


@story
async def test_a_call_that_fails_inside_is_left_to_the_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()

    def broken(_: Turn) -> list[Utterance]:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(words, "utterances", broken)
    scene.presses("1")
    with pytest.raises(RuntimeError):
        await scene.ends()
    assert scene.line.hung_up_by_us is None, "the exchange plays its own apology"
    assert scene.count("ombud_calls_active") == 0
