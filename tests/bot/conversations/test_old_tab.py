"""An answer counts for the question that the client saw: an old tab or the way back in the browser changes nothing."""

from __future__ import annotations

import asyncio

import pytest

from bot.conversations.errors import StaleQuestion
from bot.conversations.input_line import InputLine
from tests.bot.conversations.conftest import Client, Desk
from tests.bot.conversations.opened_up import everything_in
from tests.e2e.persona import Persona


async def _at_menu(desk: Desk) -> Client:
    client = await desk.client()
    await client.does(choice="yes", waiting="consent")
    return client


async def test_an_answer_to_the_question_that_waits_is_taken(desk: Desk) -> None:
    client = await _at_menu(desk)
    await client.does(choice="nodprovning", waiting="menu")
    assert client.expected != "menu"


@pytest.mark.parametrize("line", [{"choice": "yes"}, {"text": "ja"}, {"move": "repeat"}])
async def test_an_answer_from_an_old_tab_changes_nothing(desk: Desk, line: dict[str, str]) -> None:
    client = await _at_menu(desk)
    before = await everything_in(desk.database)
    with pytest.raises(StaleQuestion):
        await client.does(**line, waiting="consent", key="old")
    assert await everything_in(desk.database) == before
    assert desk.listener.heard == 0, "nobody reads words that are not taken"
    assert (await client.sees()).turn == client.turn


async def test_before_the_yes_it_is_the_same(desk: Desk) -> None:
    client = await desk.client()
    told = await client.does(text=desk.listener.teach("jag har inga pengar", intent="nodprovning", money=0))
    with pytest.raises(StaleQuestion):
        await client.does(choice="no", waiting="menu")
    assert (await client.sees()).turn == told


async def test_an_answer_that_was_taken_already_is_answered_again_however_old_its_tab(desk: Desk) -> None:
    client = await desk.client()
    first = await client.does(choice="yes", waiting="consent", key="a")
    await client.does(choice="nodprovning", waiting="menu")
    assert await client.does(choice="yes", waiting="consent", key="a") == first


async def test_of_two_tabs_that_answer_at_once_one_is_taken(desk: Desk) -> None:
    client = await _at_menu(desk)
    taken = await asyncio.gather(
        *(
            service.take(client.id, client.token, InputLine(choice=flow), waiting="menu")
            for service, flow in ((desk.again(), "nodprovning"), (desk.again(), "po_intake"))
        ),
        return_exceptions=True,
    )
    assert sorted(isinstance(outcome, StaleQuestion) for outcome in taken) == [False, True]


async def test_after_the_end_only_an_answer_to_nothing_is_taken(desk: Desk) -> None:
    client = await desk.client()
    await client.until("summary", Persona(3, "nodprovning"))
    await client.does(choice="send", waiting="summary")
    assert client.turn.done
    with pytest.raises(StaleQuestion):
        await client.does(choice="send", waiting="summary")
    await client.does(text="hej", waiting="")
    assert client.expected == "menu"


async def test_a_channel_that_does_not_say_what_it_saw_is_taken_as_before(desk: Desk) -> None:
    client = await _at_menu(desk)
    await client.does(choice="yes")
    assert client.expected == "menu"
