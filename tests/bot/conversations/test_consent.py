"""Nothing a client says is stored before the yes; everything is after it; a no erases it."""

from __future__ import annotations

import pytest

from nlu.understanding import Crisis
from tests.bot.conversations.conftest import Desk
from tests.bot.conversations.opened_up import everything_in

STORY = "Min granne Sixten har tagit min röda cykel och nu har jag inga pengar kvar till mat"


async def _tell(desk: Desk) -> str:
    return desk.listener.teach(STORY, intent="nodprovning", need=["food"], money=0)


async def test_what_was_said_before_the_yes_is_nowhere_in_the_database(desk: Desk) -> None:
    client = await desk.client()
    await client.does(text=await _tell(desk), key="first")
    await client.does(text="Sixten sa det igen", key="second")
    assert set(client.turn.held_back) >= {"need", "money"}
    stored = await everything_in(desk.database)
    for table, content in stored.items():
        for word in ("Sixten", "cykel", "food", "need", "money", "nodprovning"):
            assert word not in content, f"{word} in {table}"
    assert stored["conversation_events"] == ""


async def test_what_was_said_before_the_yes_is_stored_with_the_yes_and_not_asked_again(desk: Desk) -> None:
    client = await desk.client()
    await client.does(text=await _tell(desk))
    turn = await client.does(choice="yes")
    assert turn.flow == "nodprovning"
    assert turn.held_back == ()
    stored = await everything_in(desk.database)
    assert STORY in stored["conversations"]
    async with desk.database.reading() as uow:
        kept = await uow.conversations.load(client.id)
        events = await uow.events.of(client.id)
    assert kept is not None
    assert kept.consented_at is not None
    assert kept.state["answers"]["need"]["value"] == ["food"]
    assert kept.state["answers"]["money"]["value"] == 0
    assert [event.kind for event in events] == ["chose"]


async def test_every_turn_after_the_yes_is_in_the_log_with_what_was_understood(desk: Desk) -> None:
    client = await desk.client()
    await client.does(choice="yes")
    await client.does(text=await _tell(desk))
    await client.does(move="repeat")
    async with desk.database.reading() as uow:
        events = await uow.events.of(client.id)
    assert [event.kind for event in events] == ["chose", "said", "moved"]
    assert events[1].payload["event"]["text"] == STORY
    assert events[1].payload["step"] == "menu"
    assert events[1].payload["understood"]["intent"] == "nodprovning"


async def test_a_no_erases_what_was_held(desk: Desk) -> None:
    client = await desk.client()
    await client.does(text=await _tell(desk))
    turn = await client.does(choice="no")
    assert turn.done
    assert turn.held_back == ()
    assert (await client.does(text="hej igen")).held_back == ()
    await client.does(choice="yes")
    stored = await everything_in(desk.database)
    assert not any("Sixten" in content for content in stored.values())


async def test_another_process_knows_nothing_of_what_was_said_before_the_yes_and_asks(desk: Desk) -> None:
    client = await desk.client()
    await client.does(text=await _tell(desk))
    desk.service = desk.again()
    turn = await client.does(choice="yes")
    assert client.expected == "menu"
    assert turn.held_back == ()


async def test_the_turn_before_the_yes_is_known_only_to_the_process_that_gave_it(desk: Desk) -> None:
    client = await desk.client()
    greeting = client.turn
    told = await client.does(text=await _tell(desk))
    assert await desk.service.current(client.id, client.token) == told
    assert await desk.again().current(client.id, client.token) == greeting


@pytest.mark.parametrize("consented", [True, False])
async def test_a_human_on_duty_is_alerted_only_about_somebody_who_said_yes(desk: Desk, consented: bool) -> None:
    desk.on_duty = True
    cry = desk.listener.teach("jag tänker ta mitt liv i kväll", crisis=Crisis("certain", "suicide"))
    client = await desk.client()
    if consented:
        await client.does(choice="yes")
    turn = await client.does(text=cry)
    assert any(message.kind == "crisis" for message in turn.messages)
    async with desk.database.unit_of_work() as uow:
        waiting = await uow.outbox.due(desk.clock())
    if consented:
        assert [(item.kind, item.payload) for item in waiting] == [
            ("alert", {"conversation": client.id, "kind": "suicide"})
        ]
    else:
        assert waiting == []
        assert not any("mitt liv" in content for content in (await everything_in(desk.database)).values())


async def test_nobody_is_alerted_when_nobody_is_on_duty(desk: Desk) -> None:
    cry = desk.listener.teach("jag tänker ta mitt liv i kväll", crisis=Crisis("certain", "suicide"))
    client = await desk.client()
    await client.does(choice="yes")
    await client.does(text=cry)
    async with desk.database.unit_of_work() as uow:
        assert await uow.outbox.due(desk.clock()) == []
