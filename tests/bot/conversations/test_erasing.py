""" "Radera mina svar": the words are gone at once, nothing brings them back, and an ombud who had the case is told."""

from __future__ import annotations

import asyncio
from datetime import date
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from bot.conversations.errors import Expired, NotFound, WrongCode, WrongToken
from bot.conversations.input_line import InputLine
from bot.conversations.port import Erased
from bot.dialogue.turn import Turn
from bot.intakes.case_sheet import case_sheet
from bot.intakes.intake import draft_intake
from bot.intakes.queue import export_intakes, list_intakes, show_intake
from bot.intakes.submit import submit
from bot.store.conversations import Conversations
from bot.store.intakes import StoredIntake, intakes_table
from bot.store.outbox import ALERT
from content.library import Library
from content.loader import load_library
from nlu.understanding import Crisis, Understanding
from tests.bot.conversations.conftest import Client, Desk
from tests.bot.conversations.listener import Listener
from tests.bot.conversations.opened_up import everything_in
from tests.e2e.persona import Persona

PERSONA = 3


async def _about_to_send(desk: Desk) -> Client:
    client = await desk.client()
    await client.until("summary", Persona(PERSONA, "nodprovning"))
    return client


async def _sent(desk: Desk) -> tuple[Client, str]:
    client = await _about_to_send(desk)
    case = (await client.does(choice="send")).case
    assert case is not None
    return client, case


async def _claimed(desk: Desk, case: str) -> None:
    async with desk.database.unit_of_work() as uow:
        await uow.session.connection.execute(
            update(intakes_table)
            .where(intakes_table.c.case_number == case)
            .values(claimed_by="anna", claimed_at=desk.clock(), status="open")
        )
        intake = await uow.intakes.by_case(case)
        assert intake is not None
        await uow.case_entries.add(intake.id, "note", staff_id="anna", now=desk.clock(), text="Ringde, inget svar.")


async def _opened(desk: Desk, case: str) -> StoredIntake:
    async with desk.database.reading() as uow:
        intake = await uow.intakes.by_case(case)
    assert intake is not None
    return intake


async def _trail(desk: Desk) -> list[tuple[str, str, str, str | None]]:
    async with desk.database.reading() as uow:
        return [(e.actor_kind, e.actor, e.action, e.case_number) for e in await uow.audit.newest()]


async def _words_left(desk: Desk) -> list[str]:
    """Which of the persona's words can still be found, and where."""
    words = ("lampa", Persona(PERSONA, "nodprovning").tag)
    stored = await everything_in(desk.database)
    return [f"{word} in {table}" for table, content in stored.items() for word in words if word in content]


async def test_a_conversation_under_way_is_gone_at_once(desk: Desk) -> None:
    client = await _about_to_send(desk)
    await desk.service.resume_code(client.id, client.token)
    assert await _words_left(desk)
    assert await client.erases() == Erased()
    assert await _words_left(desk) == []
    stored = await everything_in(desk.database)
    assert stored["conversation_events"] == stored["idempotency_keys"] == stored["resume_codes"] == ""
    assert await _trail(desk) == [("client", "client", "erased_by_client", None)]


async def test_afterwards_the_client_is_told_that_it_is_gone(desk: Desk) -> None:
    client, _ = await _sent(desk)
    code = (await desk.service.resume_code(client.id, client.token)).code
    await client.does(move="repeat", key="late")
    await client.erases()
    service = desk.service
    for gone in (
        client.erases(),  # a double click
        client.sees(),
        client.does(text="hej"),
        client.does(move="repeat", key="late"),
        service.current(client.id, client.token),
        service.resume_code(client.id, client.token),
    ):
        with pytest.raises(Expired):
            await gone
    with pytest.raises(WrongCode):
        await service.resume(code, "phone")


async def test_a_case_that_nobody_has_leaves_every_queue(desk: Desk) -> None:
    client, case = await _sent(desk)
    async with desk.database.reading() as uow:
        counter = await uow.changes.counter("queue")
    assert await client.erases() == Erased(cases=(case,))
    assert await _words_left(desk) == []
    async with desk.database.unit_of_work() as uow:
        assert await list_intakes(uow) == []
        assert await uow.outbox.due(desk.clock()) == []
        assert await uow.changes.counter("queue") > counter
    shell = await _opened(desk, case)
    assert (shell.status, shell.erased_at, shell.closed_at) == ("erased", desk.clock(), desk.clock())
    assert await _trail(desk) == [("client", "client", "erased_by_client", case)]


async def test_an_ombud_who_has_the_case_keeps_a_shell_and_the_notes(desk: Desk) -> None:
    client, case = await _sent(desk)
    await _claimed(desk, case)
    before = await _opened(desk, case)
    assert await client.erases() == Erased(cases=(case,), taken=(case,))
    assert await _words_left(desk) == []
    shell = await _opened(desk, case)
    assert (shell.status, shell.claimed_by, shell.closed_at) == ("open", "anna", None)
    assert (shell.rule_ids, shell.contact_safe, shell.hard_date) == ((), None, None)
    assert shell.version > before.version, "who has the page open must look again"
    async with desk.database.reading() as uow:
        assert [entry.text for entry in await uow.case_entries.of(shell.id)] == ["Ringde, inget svar."]
    assert await _trail(desk) == [("client", "client", "erased_by_client", case)]


@pytest.mark.parametrize("claimed", [True, False])
async def test_everybody_who_reads_cases_can_read_the_shell(desk: Desk, claimed: bool) -> None:
    client, case = await _sent(desk)
    whole = await _opened(desk, case)
    if claimed:
        await _claimed(desk, case)
    await client.erases()
    shell = await _opened(desk, case)
    assert shell.payload.keys() == whole.payload.keys()
    (head,) = case_sheet(shell, load_library(), desk.clock(), ZoneInfo("Europe/Stockholm"))
    assert [row.text for row in head.rows if row.strong] == ["Klienten har tagit bort sina svar."]
    async with desk.database.reading() as uow:
        assert [one["case"] for one in await list_intakes(uow)] == ([case] if claimed else [])
        assert [one["answers"] for one in await export_intakes(uow)] == [{}]
        shown = await show_intake(uow, case)
    assert shown is not None
    assert shown["own_words"] == []


async def test_two_cases_of_one_conversation_both_go(desk: Desk) -> None:
    client, first = await _sent(desk)
    desk.clock.turn(minutes=5)
    await client.does(text="hej igen")
    await client.until("summary", Persona(PERSONA, "complaint"))
    second = (await client.does(choice="send")).case
    assert second is not None
    await _claimed(desk, first)
    assert await client.erases() == Erased(cases=(first, second), taken=(first,))
    assert await _words_left(desk) == []


async def test_a_call_back_item_goes_too_but_is_named_only_if_an_ombud_has_it(desk: Desk) -> None:
    for taken in (False, True):
        client = await desk.client()
        await client.until("summary", Persona(PERSONA, "human"))
        library, today = load_library(), desk.clock().date()
        draft = draft_intake("human", {}, channel="web", library=library, today=today, callback=True)
        async with desk.database.unit_of_work() as uow:
            case = await submit(uow, client.id, 0, draft, words=library.case_words, now=desk.clock(), rng=Random(taken))
        if taken:
            await _claimed(desk, case)
        assert await client.erases() == (Erased((case,), (case,)) if taken else Erased())
        assert (await _opened(desk, case)).erased_at is not None
        assert (await _trail(desk))[0] == ("client", "client", "erased_by_client", case)


async def test_what_others_told_is_not_touched(desk: Desk) -> None:
    mine, _ = await _sent(desk)
    await _sent(desk)
    async with desk.database.reading() as uow:
        (others,) = [i for i in await uow.intakes.in_queue_order() if i.conversation_id != mine.id]
    await mine.erases()
    assert await _opened(desk, others.case_number) == others


async def test_what_was_said_before_the_yes_leaves_the_memory(desk: Desk) -> None:
    client = await desk.client()
    story = desk.listener.teach("jag har inga pengar till mat", intent="nodprovning", money=0)
    await client.does(text=story, key="a")
    await client.erases()
    with pytest.raises(Expired):
        await client.does(text=story, key="a")
    assert "inga pengar" not in repr(vars(desk.service._held))


async def test_only_the_client_can_erase(desk: Desk) -> None:
    client, case = await _sent(desk)
    with pytest.raises(WrongToken):
        await desk.service.erase(client.id, "somebody else's")
    with pytest.raises(NotFound):
        await desk.service.erase("no-such-conversation", client.token)
    assert (await _opened(desk, case)).erased_at is None


async def test_an_alert_that_waits_goes_too(desk: Desk) -> None:
    desk.on_duty = True
    cry = desk.listener.teach("jag tänker ta mitt liv i kväll", crisis=Crisis("certain", "suicide"))
    client, other = await desk.client(), await desk.client()
    for one in (client, other):
        await one.does(choice="yes")
        await one.does(text=cry)
    await client.erases()
    async with desk.database.unit_of_work() as uow:
        left = [item.payload["conversation"] for item in await uow.outbox.due(desk.clock()) if item.kind == ALERT]
    assert left == [other.id]


class _Slow(Listener):
    """Understands only when it is let to."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.may_go_on = asyncio.Event(), asyncio.Event()

    async def understand(self, text: str, *, today: date, library: Library) -> Understanding:
        self.begun.set()
        await self.may_go_on.wait()
        return await super().understand(text, today=today, library=library)


@pytest.mark.parametrize("consented", [True, False])
async def test_words_that_are_being_understood_are_not_taken_any_more(desk: Desk, consented: bool) -> None:
    client = await desk.client()
    if consented:
        await client.does(choice="yes")
    desk.listener = slow = _Slow()
    service = desk.again()
    saying = asyncio.create_task(
        service.take(client.id, client.token, InputLine(text="min lampa"), idempotency_key="a")
    )
    await slow.begun.wait()
    await service.erase(client.id, client.token)
    slow.may_go_on.set()
    with pytest.raises(Expired):
        await saying
    assert not any("lampa" in content for content in (await everything_in(desk.database)).values())
    assert "lampa" not in repr(vars(service._held))


async def test_a_turn_that_is_being_stored_by_another_process_is_erased_with_the_rest(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await _about_to_send(desk)
    storing, may_go_on, real = asyncio.Event(), asyncio.Event(), Conversations.save

    async def slow_save(*args: Any, **kwargs: Any) -> Any:
        storing.set()
        await may_go_on.wait()
        return await real(*args, **kwargs)

    monkeypatch.setattr(Conversations, "save", slow_save)
    sending = asyncio.create_task(desk.again().take(client.id, client.token, InputLine(choice="send")))
    await storing.wait()
    erasing = asyncio.create_task(desk.again().erase(client.id, client.token))
    may_go_on.set()
    sent, erased = await asyncio.gather(sending, erasing)
    assert erased.cases == (sent.case,)
    assert await _words_left(desk) == []


async def test_sending_and_erasing_at_the_same_time_leaves_no_word(desk: Desk) -> None:
    for _ in range(5):
        client = await _about_to_send(desk)
        one, other = desk.again(), desk.again()
        sent, erased, again = await asyncio.gather(
            one.take(client.id, client.token, InputLine(choice="send"), idempotency_key="a"),
            other.erase(client.id, client.token),
            one.erase(client.id, client.token),
            return_exceptions=True,
        )
        assert sorted(isinstance(outcome, Expired) for outcome in (erased, again)) == [False, True]
        assert isinstance(sent, Expired | Turn)
        assert await _words_left(desk) == []
