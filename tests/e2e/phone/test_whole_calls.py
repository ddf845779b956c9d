"""Whole nödprövningar over a real telephone line: in words, with keys, and with both; all of them at once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from content.loader import load_library
from tests.e2e.phone.early import begins_early, takes_long
from tests.e2e.phone.intakes import intake_of, values
from tests.e2e.phone.line import Line
from tests.e2e.phone.story import Answers, call
from voice.speaking.sentences import sentences

KEYS: Answers = {
    "consent": "keys:1", "menu": "keys:2", "danger": "keys:2", "need": "keys:1#", "food_days": "keys:1",
    "children_count": "keys:1#", "money": "keys:150#", "next_money": "keys:*9", "evict_letter": "keys:2",
    "applied": "keys:2", "turned_away": "keys:2", "tried": "keys:1", "more": "keys:1", "area": "keys:1",
    "send_ombud": "keys:1", "name": "keys:1", "contact_way": "keys:1", "contact_value": "keys:1#",
    "contact_safe": "keys:1", "contact_time": "keys:3", "adapt": "keys:*9", "summary": "keys:1",
}  # fmt: skip
WORDS: Answers = {
    "consent": "det går bra", "menu": "akut hjälp", "danger": "nej", "need": "medicin", "med_today": "nej",
    "children_count": "två", "money": "jag vet inte", "next_money": "jag vet inte", "evict_letter": "nej",
    "applied": "nej", "turned_away": "nej", "tried": "jag vet inte", "more": "nej", "area": "Farsta",
    "send_ombud": "ja", "name": "jag vet inte", "contact_way": "telefon", "contact_value": "keys:1#",
    "contact_safe": "ja", "contact_time": "när som helst", "adapt": "jag vet inte", "confirm": "ja",
    "summary": "keys:1",
}  # fmt: skip
"""In words, but for the number that the caller calls from, which nobody should have to say, and the last yes, which
would have to wait for the whole summary."""
BOTH: Answers = {
    **KEYS, "consent": "ja tack", "danger": "nej", "evict_letter": "nej", "area": "Farsta", "send_ombud": "ja",
    "confirm": "keys:1",
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A call that was led to its end."""

    path: list[str]
    how: dict[str, str]
    """How each step was answered, by the line's own record."""


async def told(line: Line, answers: Answers, number: str, voice: str = "sv") -> Told:
    async with call(line.exchange, line.voice, number=number, voice=voice) as person:
        path = await person.answer_all(answers)
        return Told(path, {turn["step"]: turn["how"] for turn in person.turns() if turn["step"]})


@begins_early
async def test_with_keys_only(line: Line) -> None:
    done = await told(line, KEYS, "0701111111")
    assert set(done.how.values()) == {"key"}
    assert done.path == [step for step in KEYS if step in done.path], "a step was asked twice or out of order"
    found = values(await intake_of(line.voice.data, "+46701111111"))
    assert (found["need"], found["food_days"], found["money"]) == (["food"], "gone", 150)
    assert (found["children_count"], found["contact_safe"]) == (1, "yes")


@begins_early
async def test_with_words_and_keys(line: Line) -> None:
    done = await told(line, BOTH, "0703333333", "sv+f2")
    assert {done.how["consent"], done.how["menu"], done.how["danger"]} == {"scored", "key"}
    found = values(await intake_of(line.voice.data, "+46703333333"))
    assert (found["danger"], found["evict_letter"], found["area"], found["money"]) == ("no", "no", "farsta", 150)


@begins_early
@takes_long
async def test_in_words(line: Line) -> None:
    done = await told(line, WORDS, "0702222222")
    assert [step for step, how in done.how.items() if how == "key"] == ["contact_value", "summary"]
    found = values(await intake_of(line.voice.data, "+46702222222"))
    wanted = {"danger": "no", "need": ["medicine"], "evict_letter": "no", "applied": "no"}
    assert {key: found[key] for key in wanted} == wanted
    assert (found["children_count"], found["area"], found["contact_safe"]) == (2, "farsta", "yes")


@begins_early
async def test_the_greeting_is_heard_at_once_and_whole(line: Line) -> None:
    async with call(line.exchange, line.voice) as person:
        opening = load_library().flows["menu"].opening
        assert opening
        for sentence in sentences(opening.phone):
            sound = await asyncio.to_thread(line.voice.sound_of, sentence)
            ear = await person.caller.listen_for(sound, 30)
        begun = ear.first_sound(person.caller.answered_at)
        assert begun
        assert begun - person.caller.answered_at < 1.0  # the bar is the benchmark's; this is a machine that tests
