"""Keys: at once or entered, forgiving to those who are used to other lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.event import Pressed
from bot.dialogue.listening import DANGER
from tests.voice.call.neighbours import free, scored
from tests.voice.call.scene import Scene
from tests.voice.call.virtual_time import story
from voice.call.keys import LONGEST_ENTRY, Keypad


def pad(keys: str = "entry") -> Keypad:
    keypad = Keypad(hash_after_digit=0.7)
    keypad.expect("at_once" if keys == "at_once" else "entry")
    return keypad


def typed(keypad: Keypad, keys: str, every: float = 1.0) -> list[str]:
    return [whole for n, key in enumerate(keys) if (whole := keypad.press(key, n * every)) is not None]


@pytest.mark.parametrize(
    ("keys", "whole"),
    [
        ("1", ["1"]),
        ("0", ["0"]),
        ("*", ["*"]),
        ("#", ["#"]),
        ("12", ["1", "2"]),
        ("1#", ["1", "#"]),
    ],
)
def test_a_key_that_acts_at_once_is_whole(keys: str, whole: list[str]) -> None:
    assert typed(pad("at_once"), keys) == whole


def test_a_hash_right_after_a_digit_belongs_to_it() -> None:
    assert typed(pad("at_once"), "1#", every=0.3) == ["1"]
    assert typed(pad("at_once"), "1##", every=0.3) == ["1", "#"]


@pytest.mark.parametrize(
    ("keys", "whole"),
    [
        ("0701740605#", ["0701740605#"]),
        ("#", ["#"]),
        ("*0", ["*0"]),
        ("12*0", ["*0"]),
        ("*9", ["*9"]),
        ("**", ["*"]),
        ("12*34#", ["34#"]),
        ("0#", ["0#"]),
        ("12", []),
    ],
)
def test_digits_are_entered_until_hash(keys: str, whole: list[str]) -> None:
    assert typed(pad(), keys) == whole


def test_a_star_alone_repeats_when_nothing_follows() -> None:
    keypad = pad()
    typed(keypad, "12*")
    assert keypad.after_star
    assert keypad.lapse() == "*"
    assert not keypad.entering
    assert keypad.lapse() is None


@given(st.text("0123456789*#", max_size=80), st.booleans())
def test_whatever_is_pressed_stays_within_bounds(keys: str, at_once: bool) -> None:
    keypad = pad("at_once" if at_once else "entry")
    for whole in typed(keypad, keys):
        assert 1 <= len(whole) <= LONGEST_ENTRY + 1
    keypad.expect("entry")
    assert not keypad.entering


async def at_a_number() -> Scene:
    """A nödprövning that asks how many children there are... or another question where digits are entered."""
    scene = Scene()
    await scene.rings()
    await scene.presses_when_asked("1", "2")
    for _ in range(12):
        await scene.until_we_wait()
        if scene.conversations.now_listening().keys == "entry" and scene.step != "needs":
            return scene
        scene.presses("1#" if scene.conversations.now_listening().keys == "entry" else "2")
    raise AssertionError("no question where digits are entered")


@story
async def test_an_entry_waits_for_its_hash() -> None:
    scene = await at_a_number()
    before = len(scene.conversations.events)
    scene.presses("4")
    await scene.after(1)
    scene.presses("0")
    await scene.after(1)
    assert len(scene.conversations.events) == before
    scene.presses("#")
    await scene.until_we_wait()
    assert scene.conversations.events[before:] == [Pressed("40#")]


@story
async def test_an_entry_that_stalls_is_helped_kindly_and_not_lost() -> None:
    scene = await at_a_number()
    before, said = len(scene.conversations.events), len(scene.heard())
    scene.presses("40")
    await scene.after(12)
    assert any("fyrkant" in sentence for sentence in scene.heard_since(said))
    scene.presses("#")
    await scene.after(2)
    assert scene.conversations.events[before:] == [Pressed("40#")]


@story
async def test_an_entry_without_its_hash_counts_after_two_kind_words() -> None:
    scene = await at_a_number()
    before, said = len(scene.conversations.events), len(scene.heard())
    scene.presses("4")
    await scene.after(30)
    assert scene.conversations.events[before:][:1] == [Pressed("4#")], "nobody keys it twice"
    assert scene.heard_since(said)[:2] == ["Tryck fyrkant när du är klar."] * 2


@story
async def test_a_nought_where_digits_are_entered_leads_to_a_human_too() -> None:
    scene = await at_a_number()
    before, said = len(scene.conversations.events), len(scene.heard())
    scene.presses("0")
    await scene.after(12)
    assert "För en människa, tryck stjärna och sedan noll." in scene.heard_since(said)
    await scene.after(18)
    assert scene.conversations.events[before:][:1] == [Pressed("*0")]
    scene = await at_a_number()
    before = len(scene.conversations.events)
    scene.presses("0#")
    await scene.until_we_wait()
    assert scene.conversations.events[before:] == [Pressed("0#")], "who means none ends it"


async def at_the_offer_of_a_human() -> Scene:
    """Three entries that are none, so that another question stands in their place."""
    scene = await at_a_number()
    for _ in range(3):
        scene.presses("88888#")
        await scene.until_we_wait()
    assert scene.step == "offer_human"
    return scene


@story
async def test_a_number_keyed_once_more_does_not_answer_the_question_in_its_place() -> None:
    scene = await at_the_offer_of_a_human()
    before, said = len(scene.conversations.events), len(scene.heard())
    for key in "0812345#":
        scene.presses(key)
        await scene.after(0.5)
    await scene.until_we_wait()
    assert len(scene.conversations.events) == before, "no digit of it may choose, send or connect"
    assert scene.heard_since(said)[:2] == ["Nu är det en annan fråga.", "Vill du ha hjälp av en människa?"]
    assert scene.step == "offer_human"


@story
async def test_one_key_answers_the_question_in_its_place() -> None:
    for keys in ("2", "2#"):
        scene = await at_the_offer_of_a_human()
        before = len(scene.conversations.events)
        scene.presses(keys)
        await scene.until_we_wait()
        assert scene.conversations.events[before:] == [Pressed("2")]
        assert scene.step != "offer_human"


@story
async def test_a_star_alone_repeats_the_question_soon() -> None:
    scene = await at_a_number()
    before = len(scene.conversations.events)
    scene.presses("*")
    await scene.until_we_wait()
    assert scene.conversations.events[before:] == [Pressed("*")]


@story
async def test_star_and_nought_lead_to_a_human_at_once() -> None:
    scene = await at_a_number()
    before = len(scene.conversations.events)
    scene.presses("*0")
    await scene.until_we_wait()
    assert scene.conversations.events[before:] == [Pressed("*0")]


@story
async def test_what_is_mumbled_while_entering_is_no_answer() -> None:
    scene = await at_a_number()
    before = len(scene.conversations.events)
    scene.presses("4")
    scene.says("fyrtio", 500)
    await scene.after(3)
    scene.presses("0#")
    await scene.until_we_wait()
    assert scene.conversations.events[before:] == [Pressed("40#")]


@story
async def test_words_of_danger_are_met_while_digits_are_entered() -> None:
    for words in (scored("jag vill dö", DANGER), free("jag tänker ta livet av mig")):
        scene = await at_a_number()
        said = len(scene.heard())
        scene.presses("4")
        scene.says(words, 800)
        await scene.after(4)
        assert any("ett ett två" in sentence for sentence in scene.heard_since(said)), scene.heard_since(said)
        await scene.hangs_up()


@story
async def test_fast_keys_of_one_who_knows_the_way_all_count() -> None:
    scene = Scene()
    await scene.rings()
    await scene.after(0.5)
    for key in "12":
        scene.presses(key)
        await scene.after(0.1)
    assert scene.conversations.events == [Pressed("1"), Pressed("2")]
