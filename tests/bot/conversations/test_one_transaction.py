"""The intake, what it leaves behind, the state and the answer to the client are stored together or not at all."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.conversations import performing
from bot.store.changes import Changes
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.idempotency import IdempotencyKeys
from bot.store.intakes import Intakes
from bot.store.outbox import Outbox
from tests.bot.conversations.conftest import Client, Desk
from tests.bot.conversations.opened_up import everything_in
from tests.e2e.persona import Persona


class PowerCut(Exception):
    """What a story lets happen in the middle of a turn."""


def _fails_before(_: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    async def failing(*args: Any, **kwargs: Any) -> Any:
        raise PowerCut

    return failing


def _fails_after(real: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    async def failing(*args: Any, **kwargs: Any) -> Any:
        await real(*args, **kwargs)
        raise PowerCut

    return failing


async def _at_summary(desk: Desk) -> Client:
    client = await desk.client()
    await client.until("summary", Persona(3, "nodprovning"))
    return client


PLACES = [
    (performing, "submit"), (Intakes, "insert_unless_taken"), (Outbox, "add"), (Changes, "bump"),
    (Conversations, "save"), (IdempotencyKeys, "put"),
]  # fmt: skip


@pytest.mark.parametrize("when", [_fails_before, _fails_after])
@pytest.mark.parametrize(("owner", "name"), PLACES, ids=[name for _, name in PLACES])
async def test_a_failure_anywhere_in_the_sending_turn_leaves_nothing_half_stored(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, when: Any
) -> None:
    client = await _at_summary(desk)
    before, waiting = await everything_in(desk.database), client.turn
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, when(getattr(owner, name)))
        with pytest.raises(PowerCut):
            await client.does(choice="send", key="sending")
    assert await everything_in(desk.database) == before
    assert await desk.service.current(client.id, client.token) == waiting

    sent = await client.does(choice="send", key="sending")
    await _one_case(desk.database, client.id, sent.case)


async def test_a_client_who_never_got_the_answer_asks_again_and_gets_the_same_case(desk: Desk) -> None:
    client = await _at_summary(desk)
    sent = await client.does(choice="send", key="sending")
    desk.service = desk.again()
    assert await client.does(choice="send", key="sending") == sent
    await _one_case(desk.database, client.id, sent.case)


async def test_a_failure_before_the_yes_loses_no_earlier_word(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = await desk.client()
    await client.does(text=desk.listener.teach("jag har inga pengar", intent="nodprovning", money=0))
    with monkeypatch.context() as patched:
        patched.setattr(Conversations, "save", _fails_after(Conversations.save))
        with pytest.raises(PowerCut):
            await client.does(choice="yes")
    assert not any("inga pengar" in content for content in (await everything_in(desk.database)).values())
    await client.does(choice="yes")
    assert "inga pengar" in (await everything_in(desk.database))["conversations"]


async def _one_case(database: Database, conversation_id: str, case: str | None) -> None:
    async with database.unit_of_work() as uow:
        stored = await uow.intakes.of_conversation(conversation_id)
        left = await uow.outbox.due(stored[0].created_at)
    assert [intake.case_number for intake in stored] == [case]
    assert [(item.kind, item.payload["case"]) for item in left] == [("intake_stored", case)]
