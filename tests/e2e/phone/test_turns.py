"""Taking turns on a real line: who is interrupted by what, what silence does, and what wins over what."""

from __future__ import annotations

import asyncio
import time

from content.loader import load_library
from tests.e2e.phone.drafts import drafts
from tests.e2e.phone.early import begins_early
from tests.e2e.phone.intakes import intake_of, values
from tests.e2e.phone.line import Line
from tests.e2e.phone.story import call
from tests.e2e.phone.test_whole_calls import KEYS
from tests.voice.sound import hum, joined, silence, spoken


@begins_early
async def test_real_words_cut_the_line_short_and_a_hum_does_not(line: Line) -> None:
    late = await asyncio.to_thread(line.voice.sound_of, "Du bestämmer vad du säger.")
    async with call(line.exchange, line.voice) as person:
        ear = await person.caller.listen_until(lambda ear: ear.first_sound(0) is not None)
        await person.caller.say(joined(silence(1500), hum(400)))
        await person.caller.listen_for(late, 30)
        assert len(person.turns()) == 1, "a hum was taken for an answer"
        turn = await person.say("det går bra")
        assert (turn["how"], turn["next_step"], turn["barge_in"]) == ("scored", "menu", True)
        opening = load_library().flows["menu"].opening
        assert opening
        last = await asyncio.to_thread(line.voice.sound_of, "Fyrkant backar.")
        ear = person.caller.ear
        assert not ear.heard(last), "it talked on over the caller"


@begins_early
async def test_who_says_nothing_is_asked_more_and_more_shortly(line: Line) -> None:
    async with call(line.exchange, line.voice) as person:
        await person.press("1")
        for number in (2, 3):
            turn = await person.turn_after(number, 60)
            assert (turn["how"], turn["next_step"]) == ("silence", "menu")
        library = load_library()
        kind = await asyncio.to_thread(line.voice.sound_of, library.text("silence_1").phone)
        await person.caller.listen_for(kind)


@begins_early
async def test_a_key_wins_over_words_that_are_being_heard(line: Line) -> None:
    async with call(line.exchange, line.voice) as person:
        await person.press("1")
        await asyncio.sleep(1.2)
        await person.caller.say(spoken("jag vill klaga på min handläggare"))
        turn = await person.press("2")
        assert (turn["how"], turn["next_step"]) == ("key", "danger")
        quiet = len(person.turns())
        await person.until_quiet()
        assert [t["how"] for t in person.turns()[quiet:]] == []


@begins_early
async def test_who_hangs_up_in_the_middle_is_called_back_and_loses_nothing(line: Line) -> None:
    answers = {step: keys for step, keys in KEYS.items() if step not in ("contact_time", "adapt", "summary")}
    async with call(line.exchange, line.voice, number="0704444444") as person:
        for step in answers:
            assert person.waits_at == step
            await person.press(KEYS[step].removeprefix("keys:"))
    found = None
    end = time.monotonic() + 20
    while found is None:
        assert time.monotonic() < end
        try:
            found = await intake_of(line.voice.data, "+46704444444")
        except AssertionError:
            await asyncio.sleep(0.5)
    assert values(found)["need"] == ["food"]


@begins_early
async def test_who_hangs_up_before_a_number_is_known_leaves_a_draft(line: Line) -> None:
    async with call(line.exchange, line.voice, number="0705555555") as person:
        for step in ("consent", "menu", "danger", "need", "food_days", "children_count"):
            await person.press(KEYS[step].removeprefix("keys:"))
        await person.press("777#")
    assert any(draft.get("money") == 777 for draft in await drafts(line.voice.data))
