"""The same request gives the same turn, once; requests at the same time are taken one after the other."""

from __future__ import annotations

import asyncio

from bot.conversations.input_line import InputLine
from tests.bot.conversations.conftest import Client, Desk
from tests.e2e.persona import Persona


async def _events(client: Client) -> list[str]:
    async with client.desk.database.reading() as uow:
        return [event.kind for event in await uow.events.of(client.id)]


async def test_the_same_key_gives_the_same_turn_once(desk: Desk) -> None:
    client = await desk.client()
    await client.does(choice="yes")
    first = await client.does(choice="nodprovning", key="a")
    again = await client.does(choice="nodprovning", key="a")
    assert again == first
    assert await _events(client) == ["chose", "chose"]


async def test_a_repeated_text_is_not_understood_twice(desk: Desk) -> None:
    client = await desk.client()
    await client.does(choice="yes")
    first = await client.does(text="hej på dig", key="a")
    assert await client.does(text="hej på dig", key="a") == first
    assert desk.listener.heard == 1


async def test_the_key_decides_even_when_the_words_are_others(desk: Desk) -> None:
    client = await desk.client()
    await client.does(choice="yes")
    first = await client.does(choice="nodprovning", key="a")
    assert await client.does(choice="po_intake", key="a") == first


async def test_keys_of_different_conversations_have_nothing_to_do_with_each_other(desk: Desk) -> None:
    one, other = await desk.client(), await desk.client()
    assert (await one.does(choice="yes", key="a")).expects != (await other.does(choice="no", key="a")).expects


async def test_a_repeated_turn_from_before_the_yes_names_what_is_held(desk: Desk) -> None:
    client = await desk.client()
    text = desk.listener.teach("jag har inga pengar till mat", intent="nodprovning", money=0)
    told = await client.does(text=text, key="a")
    assert told.held_back == ("money",)
    assert await client.does(text=text, key="a") == told


async def test_twenty_of_the_same_request_at_once_give_one_turn(desk: Desk) -> None:
    client = await desk.client()
    await client.does(choice="yes")
    line = InputLine(choice="nodprovning")
    turns = await asyncio.gather(
        *(desk.service.take(client.id, client.token, line, idempotency_key="a") for _ in range(20))
    )
    assert all(turn == turns[0] for turn in turns)
    assert await _events(client) == ["chose", "chose"]


async def test_twenty_presses_of_send_at_once_give_one_case(desk: Desk) -> None:
    client = await desk.client()
    await client.until("summary", Persona(3, "nodprovning"))
    line = InputLine(choice="send")
    turns = await asyncio.gather(*(desk.service.take(client.id, client.token, line) for _ in range(20)))
    told = {turn.case for turn in turns if turn.case}
    async with desk.database.reading() as uow:
        stored = await uow.intakes.of_conversation(client.id)
    assert {intake.case_number for intake in stored} == told
    assert len(stored) == 1


async def test_twenty_processes_that_get_the_same_request_at_once_give_one_turn(desk: Desk) -> None:
    client = await desk.client()
    await client.until("summary", Persona(3, "nodprovning"))
    services = [desk.again() for _ in range(20)]
    line = InputLine(choice="send")
    turns = await asyncio.gather(*(s.take(client.id, client.token, line, idempotency_key="a") for s in services))
    assert all(turn == turns[0] for turn in turns)
    async with desk.database.reading() as uow:
        assert len(await uow.intakes.of_conversation(client.id)) == 1


async def test_two_turns_at_the_same_time_both_land(desk: Desk) -> None:
    client = await desk.client()
    await client.does(choice="yes")
    texts = [f"det här är sak nummer {n}" for n in range(8)]
    await asyncio.gather(*(desk.service.take(client.id, client.token, InputLine(text=t)) for t in texts))
    async with desk.database.reading() as uow:
        said = [e.payload["event"]["text"] for e in await uow.events.of(client.id) if e.kind == "said"]
        kept = await uow.conversations.load(client.id)
    assert sorted(said) == texts
    assert kept is not None
    assert sorted(words["text"] for words in kept.state["own_words"]) == texts


async def test_two_turns_at_the_same_time_before_the_yes_are_both_remembered(desk: Desk) -> None:
    for _ in range(5):
        client = await desk.client()
        texts = [f"det här är sak nummer {n}" for n in range(8)]
        await asyncio.gather(*(desk.service.take(client.id, client.token, InputLine(text=t)) for t in texts))
        await client.does(choice="yes")
        async with desk.database.reading() as uow:
            kept = await uow.conversations.load(client.id)
        assert kept is not None
        assert sorted(words["text"] for words in kept.state["own_words"]) == texts


async def test_the_turn_that_waits_is_the_last_one_told(desk: Desk) -> None:
    client, persona = await desk.client(), Persona(5, "po_intake")
    for _ in range(50):
        assert await desk.service.current(client.id, client.token) == client.turn
        assert await desk.again().current(client.id, client.token) == client.turn
        if client.turn.done:
            break
        await client.does(**persona.reply(client.turn.model_dump(mode="json")))
    assert client.turn.case


async def test_a_key_from_before_the_yes_still_counts_after_it(desk: Desk) -> None:
    client = await desk.client()
    first = await client.does(choice="yes it is", key="a")
    await client.does(choice="yes")
    assert await client.does(choice="yes it is", key="a") == first
