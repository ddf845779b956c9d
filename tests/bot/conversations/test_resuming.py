"""A conversation goes on elsewhere with a code, opens only with its token, and ends with its time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence

import pytest

from bot.conversations.errors import ConversationError, Expired, NotFound, WrongCode, WrongToken
from bot.conversations.input_line import InputLine
from bot.conversations.port import Erased, Opened, ResumeCode
from tests.bot.conversations.conftest import Client, Desk
from tests.e2e.persona import Persona


def _strange(outcomes: Sequence[object]) -> list[BaseException]:
    """Errors that a client cannot be told in plain words, such as a deadlock of the database."""
    fine = (WrongCode, WrongToken, Expired)
    return [one for one in outcomes if isinstance(one, BaseException) and not isinstance(one, fine)]


async def _halfway(desk: Desk) -> Client:
    client = await desk.client()
    await client.until("more", Persona(3, "nodprovning"))
    return client


async def test_a_code_opens_the_waiting_question_on_another_channel(desk: Desk) -> None:
    client = await _halfway(desk)
    given = await desk.service.resume_code(client.id, client.token)
    assert len(given.code) == 8
    assert given.code.isdigit()
    opened = await desk.service.resume(given.code, "phone")
    assert opened.id == client.id
    assert opened.turn.expects is not None
    assert opened.turn.expects.key == "more"
    assert await desk.service.current(opened.id, opened.token) == opened.turn


async def test_the_answers_come_along(desk: Desk) -> None:
    persona, client = Persona(3, "nodprovning"), await desk.client()
    await client.until("more", persona)
    opened = await desk.service.resume((await desk.service.resume_code(client.id, client.token)).code, "telegram")
    moved = Client(desk, opened.id, opened.token, opened.turn)
    while not moved.turn.done:
        await moved.does(**persona.reply(moved.turn.model_dump(mode="json")))
    async with desk.database.reading() as uow:
        [intake] = await uow.intakes.of_conversation(client.id)
    stored = {key: answer["value"] for key, answer in intake.payload["answers"].items()}
    assert {key: stored[key] for key in persona.answers} == persona.answers
    assert len(persona.asked) == len(set(persona.asked)), "something was asked twice"


async def test_the_old_token_is_dead_after_the_move(desk: Desk) -> None:
    client = await _halfway(desk)
    given = await desk.service.resume_code(client.id, client.token)
    await desk.service.resume(given.code, "phone")
    with pytest.raises(WrongToken):
        await client.does(move="repeat")
    with pytest.raises(WrongToken):
        await desk.service.current(client.id, client.token)
    with pytest.raises(WrongToken):
        await desk.service.resume_code(client.id, client.token)


async def test_a_code_works_once_however_many_use_it_at_once(desk: Desk) -> None:
    client = await _halfway(desk)
    given = await desk.service.resume_code(client.id, client.token)
    tries = await asyncio.gather(*(desk.service.resume(given.code, "web") for _ in range(10)), return_exceptions=True)
    assert sum(not isinstance(t, BaseException) for t in tries) == 1
    assert sum(isinstance(t, WrongCode) for t in tries) == 9


async def test_resuming_erasing_and_new_codes_at_once_never_wait_for_each_other(desk: Desk) -> None:
    """Everybody locks the conversation before its codes: on PostgreSQL the other order would end in a deadlock."""
    for _ in range(6):
        client = await desk.client()
        await client.does(choice="yes")
        given = await desk.service.resume_code(client.id, client.token)
        tasks: list[Awaitable[object]] = []
        for service in (desk.again() for _ in range(4)):
            tasks.append(service.resume(given.code, "phone"))
            tasks.append(service.resume_code(client.id, client.token))
            tasks.append(service.resume(given.code, "web"))
        tasks.append(desk.again().erase(client.id, client.token))
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        assert _strange(outcomes) == []
        won = [one for one in outcomes if isinstance(one, Opened)]
        erased = [one for one in outcomes if isinstance(one, Erased)]
        assert len(won) + len(erased) <= 1, "who erases and who goes on elsewhere shut each other out"


async def test_of_many_who_resume_while_new_codes_are_made_one_at_most_gets_in(desk: Desk) -> None:
    client = await desk.client()
    await client.does(choice="yes")
    for _ in range(6):
        given = await desk.service.resume_code(client.id, client.token)
        services = [desk.again() for _ in range(3)]
        outcomes = await asyncio.gather(
            *(service.resume(given.code, "web") for service in services for _ in range(3)),
            services[0].resume_code(client.id, client.token),
            return_exceptions=True,
        )
        assert _strange(outcomes) == []
        won = [one for one in outcomes if isinstance(one, Opened)]
        made = [one for one in outcomes if isinstance(one, ResumeCode)]
        assert len(won) == 1 - len(made), "the code was used once, unless a new one came first"
        if won:
            client = Client(desk, client.id, won[0].token, won[0].turn)


async def test_wrong_used_replaced_and_late_codes_cannot_be_told_apart(desk: Desk) -> None:
    client = await _halfway(desk)
    replaced = await desk.service.resume_code(client.id, client.token)
    late = await desk.service.resume_code(client.id, client.token)
    desk.clock.turn(minutes=15)
    used_client = await _halfway(desk)
    used = await desk.service.resume_code(used_client.id, used_client.token)
    await desk.service.resume(used.code, "web")
    errors = set()
    for code in ("00000000", "", "abc", replaced.code, late.code, used.code):
        with pytest.raises(ConversationError) as caught:
            await desk.service.resume(code, "web")
        errors.add((type(caught.value), str(caught.value)))
    assert errors == {(WrongCode, "")}


async def test_a_code_may_be_read_out_in_groups(desk: Desk) -> None:
    client = await _halfway(desk)
    code = (await desk.service.resume_code(client.id, client.token)).code
    assert (await desk.service.resume(f" {code[:4]} - {code[4:]} ", "web")).id == client.id


async def test_moving_before_the_yes_asks_for_the_yes_and_keeps_what_was_said(desk: Desk) -> None:
    client = await desk.client()
    await client.does(text=desk.listener.teach("jag har inga pengar", intent="nodprovning", money=0))
    opened = await desk.service.resume((await desk.service.resume_code(client.id, client.token)).code, "web")
    moved = Client(desk, opened.id, opened.token, opened.turn)
    assert moved.expected == "consent"
    await moved.does(choice="yes")
    async with desk.database.reading() as uow:
        kept = await uow.conversations.load(client.id)
    assert kept is not None
    assert kept.state["answers"]["money"]["value"] == 0


async def test_unknown_ids_and_wrong_tokens(desk: Desk) -> None:
    client, other = await desk.client(), await desk.client()
    with pytest.raises(NotFound):
        await desk.service.current("there-is-none", client.token)
    for token in ("", "wrong", other.token, client.token + "x", "å\udce4"):
        for call in (
            desk.service.current(client.id, token),
            desk.service.take(client.id, token, InputLine(choice="yes")),
            desk.service.take(client.id, token, InputLine(text="ja")),
            desk.service.resume_code(client.id, token),
        ):
            with pytest.raises(WrongToken):
                await call
    assert desk.listener.heard == 0, "words of a stranger are not even read"


async def test_a_conversation_ends_with_its_time(desk: Desk) -> None:
    without, with_yes = await desk.client(), await _halfway(desk)
    code = (await desk.service.resume_code(with_yes.id, with_yes.token)).code
    assert code
    desk.clock.turn(hours=24)
    with pytest.raises(Expired):
        await without.does(choice="yes")
    with pytest.raises(Expired):
        await desk.service.current(without.id, without.token)
    await with_yes.does(move="repeat")
    desk.clock.turn(days=29, hours=23)
    await with_yes.does(move="repeat")
    desk.clock.turn(days=30)
    for call in (with_yes.does(move="repeat"), desk.service.resume_code(with_yes.id, with_yes.token)):
        with pytest.raises(Expired):
            await call


async def test_an_erased_conversation_is_told_as_expired(desk: Desk) -> None:
    client = await _halfway(desk)
    async with desk.database.unit_of_work() as uow:
        await uow.conversations.erase([client.id])
    with pytest.raises(Expired):
        await client.does(text="hej")
    with pytest.raises(Expired):
        await desk.service.current(client.id, client.token)
