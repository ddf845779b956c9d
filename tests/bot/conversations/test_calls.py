"""Telephone calls: what to listen for, going on another day, a human on the line, and hanging up."""

from __future__ import annotations

import re

import pytest

from bot.conversations import earlier_calls
from bot.conversations.earlier_calls import OF_ONE_NUMBER
from bot.conversations.errors import WrongToken
from bot.dialogue.event import NotConnected, Said
from content.loader import load_library
from nlu.understanding import Crisis
from tests.bot.conversations.conftest import Caller, Desk

NOTHING = load_library().text("take_up_nothing").phone
ANOTHER = "+46701740606"


async def _stops(caller: Caller, *answers: str) -> str:
    """A complaint begun and stopped; `answers` are keys to what is asked about going on. What is said last."""
    await caller.presses("1")
    await caller.says("klaga", "vården", "sluta")
    await caller.presses(*answers)
    return caller.told


def _code(told: str) -> str:
    said = re.search(r"kod är: ([\d. ]+)", told)
    assert said
    return re.sub(r"\D", "", said[1])


# --- listening ---


async def test_what_to_listen_for_comes_with_every_turn(desk: Desk) -> None:
    caller = await Caller.rings(desk)
    first = await desk.service.listening(caller.id, caller.token)
    assert first.key == "consent"
    await caller.presses("1")
    assert caller.taken
    assert caller.taken.listening.key == "menu"
    assert caller.taken.listening == await desk.service.listening(caller.id, caller.token)


async def test_our_own_words_given_back_ask_no_model(desk: Desk) -> None:
    caller = await Caller.rings(desk)
    await caller.does(Said("ja", "spoken", 0.9, known=True), Said("klaga", "spoken", 0.9, known=True))
    assert (caller.asked, desk.listener.heard) == ("complain_about", 0)
    await caller.says("det var på vårdcentralen")
    assert desk.listener.heard == 1


async def test_danger_is_looked_for_in_our_own_words_too(desk: Desk) -> None:
    caller = await Caller.rings(desk)
    words = desk.at_once.teach("jag vill dö", crisis=Crisis("certain", "suicide"))
    await caller.does(Said(words, "spoken", 0.9, known=True))
    assert caller.asked == "crisis_ask"


# --- going on another day ---


async def test_going_on_by_number_the_next_day(desk: Desk) -> None:
    caller = await Caller.rings(desk)
    await _stops(caller, "1")
    desk.clock.turn(days=1)
    again = await Caller.rings(desk)
    await again.presses("9", "*9")
    assert again.id == caller.id
    assert again.asked == "what_happened"
    assert again.taken
    assert again.taken.listening.key == "what_happened"
    await again.says("de kom aldrig")
    assert again.asked == "want_help_complain"
    with pytest.raises(WrongToken):
        await desk.service.current(caller.id, caller.token)


async def test_another_process_finds_it_too(desk: Desk) -> None:
    await _stops(await Caller.rings(desk), "1")
    desk.service = desk.again()
    again = await Caller.rings(desk)
    await again.presses("9", "*9")
    assert again.asked == "what_happened"


@pytest.mark.parametrize("why", ["never called", "said no", "another number", "withheld", "erased", "too late", "chat"])
async def test_nothing_found_always_sounds_the_same(desk: Desk, why: str) -> None:
    number: str | None = "+46701740605"
    if why == "chat":
        client = await desk.client()
        await client.does(choice="yes")
        await client.does(choice="complaint")
    elif why != "never called":
        caller = await Caller.rings(desk)
        await _stops(caller, *(("2", "2") if why == "said no" else ("1",)))
        if why == "erased":
            await desk.service.erase(caller.id, caller.token)
    if why == "too late":
        desk.clock.turn(days=31)
    number = ANOTHER if why == "another number" else None if why == "withheld" else number
    again = await Caller.rings(desk, number)
    heard_first = again.told
    await again.presses("9")
    asked = again.told
    await again.presses("*9")
    stranger = await Caller.rings(desk, "+46701740607")
    assert heard_first == stranger.told
    await stranger.presses("9")
    assert asked == stranger.told
    await stranger.presses("*9")
    assert again.told == stranger.told
    assert NOTHING in again.told
    assert again.asked == "consent"


async def test_who_takes_the_yes_back_is_not_found_any_more(desk: Desk) -> None:
    await _stops(await Caller.rings(desk), "1")
    again = await Caller.rings(desk)
    await again.presses("9", "*9")
    await again.says("sluta")
    await again.presses("2", "2")
    third = await Caller.rings(desk)
    await third.presses("9", "*9")
    assert NOTHING in third.told


async def test_going_on_by_a_code_from_any_telephone_once(desk: Desk) -> None:
    caller = await Caller.rings(desk, None)
    code = _code(await _stops(caller, "1"))
    assert len(code) == 8
    desk.clock.turn(hours=23)
    again = await Caller.rings(desk, ANOTHER)
    await again.presses("9", f"{code}#")
    assert (again.id, again.asked) == (caller.id, "what_happened")
    third = await Caller.rings(desk, ANOTHER)
    await third.presses("9", f"{code}#")
    assert NOTHING in third.told


async def test_a_code_ends_after_a_day(desk: Desk) -> None:
    code = _code(await _stops(await Caller.rings(desk, None), "1"))
    desk.clock.turn(hours=24)
    again = await Caller.rings(desk, None)
    await again.presses("9", f"{code}#")
    assert NOTHING in again.told


async def test_a_code_from_the_chat_goes_on_in_a_call_with_the_callers_number(desk: Desk) -> None:
    client = await desk.client()
    await client.does(choice="yes")
    await client.does(choice="human")
    given = await desk.service.resume_code(client.id, client.token)
    caller = await Caller.rings(desk)
    await caller.presses("9", f"{given.code}#", "1", "2")
    assert caller.asked == "contact_value"
    await caller.presses("1#")
    assert caller.asked == "contact_safe", "the number of this call is known"


async def test_who_guesses_too_often_finds_nothing_even_with_the_right_code(desk: Desk) -> None:
    code = _code(await _stops(await Caller.rings(desk, None), "1"))
    for _ in range(OF_ONE_NUMBER):
        guesser = await Caller.rings(desk, ANOTHER)
        await guesser.presses("9", "00000000#")
    await guesser.presses("9", f"{code}#")
    assert NOTHING in guesser.told
    desk.clock.turn(hours=2)
    later = await Caller.rings(desk, ANOTHER)
    await later.presses("9", f"{code}#")
    assert later.asked == "what_happened"


async def test_claiming_many_numbers_gives_no_more_guesses_and_everybody_is_still_found_by_number(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earlier_calls, "OF_CODES", 4)
    code = _code(await _stops(await Caller.rings(desk, None), "1"))
    await _stops(await Caller.rings(desk), "1")
    for last in range(4):
        guesser = await Caller.rings(desk, f"+4670174070{last}")
        await guesser.presses("9", "00000000#")
    too_late = await Caller.rings(desk, ANOTHER)
    await too_late.presses("9", f"{code}#")
    assert NOTHING in too_late.told
    by_number = await Caller.rings(desk)
    await by_number.presses("9", "*9")
    assert by_number.asked == "what_happened"
    desk.clock.turn(hours=2)
    later = await Caller.rings(desk, ANOTHER)
    await later.presses("9", f"{code}#")
    assert later.asked == "what_happened"


async def test_before_the_yes_nothing_of_it_is_on_disk(desk: Desk) -> None:
    caller = await Caller.rings(desk)
    await caller.presses("9", "12345678#")
    async with desk.database.reading() as uow:
        stored = await uow.conversations.load(caller.id)
    assert stored
    assert "12345678" not in str(stored.state) + str(stored.turn)
    assert stored.event_count == 0


# --- hanging up ---


async def _reachable(caller: Caller) -> None:
    await caller.presses("1", "0")
    await caller.says("Kim")
    await caller.presses("2", "1#")
    assert caller.asked == "contact_safe"


async def test_who_hangs_up_after_a_yes_is_called_back_at_once_and_once(desk: Desk) -> None:
    caller = await Caller.rings(desk)
    await _reachable(caller)
    await caller.presses("1")
    await caller.hangs_up()
    await caller.hangs_up()
    async with desk.database.reading() as uow:
        [item] = await uow.intakes.of_conversation(caller.id)
    assert item.kind == "callback"


async def test_who_has_not_said_that_it_is_safe_is_not_called(desk: Desk) -> None:
    caller = await Caller.rings(desk)
    await _reachable(caller)
    await caller.hangs_up()
    async with desk.database.reading() as uow:
        assert await uow.intakes.of_conversation(caller.id) == []


async def test_hanging_up_before_the_yes_leaves_nothing(desk: Desk) -> None:
    caller = await Caller.rings(desk)
    await caller.hangs_up()
    async with desk.database.reading() as uow:
        assert await uow.intakes.of_conversation(caller.id) == []


# --- a human on the line ---


async def test_in_office_hours_the_call_is_put_through(desk: Desk) -> None:
    desk.office_open = True
    caller = await Caller.rings(desk, connectable=True)
    await caller.presses("1", "0")
    assert caller.taken
    assert caller.taken.listening.connect
    await caller.does(NotConnected())
    assert not caller.taken.listening.connect
    assert caller.asked == "name"


async def test_a_browser_is_never_put_through(desk: Desk) -> None:
    desk.office_open = True
    caller = await Caller.rings(desk, None, connectable=False)
    await caller.presses("0")
    assert caller.taken
    assert not caller.taken.listening.connect
