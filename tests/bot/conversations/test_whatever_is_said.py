"""Whatever a client does: a page shows the turn that waits, and after erasing not one word can be found."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversations.errors import Expired, StaleQuestion
from bot.conversations.input_line import MOVES
from bot.store.database import open_database
from nlu.understanding import Crisis
from tests.bot.conversations.conftest import Client, Desk
from tests.bot.conversations.opened_up import everything_in

CANARY = "kanariefågel"
SAID = (
    ("", {}),
    ("nodprovning", {"need": ["food"], "money": 0}),
    ("po_intake", {}),
    ("status_of_my_case", {}),
    ("out_of_scope", {"area": "farsta", "children_count": 2}),
)


@pytest.fixture
def running(migrated_url: str, tmp_path: Path) -> Iterator[tuple[asyncio.Runner, Desk]]:
    """A desk whose event loop outlives one example."""
    with asyncio.Runner() as runner:
        database = runner.run(open_database(migrated_url, tmp_path, environ={}))
        yield runner, Desk(database)
        runner.run(database.close())


@st.composite
def acts(draw: st.DrawFn) -> dict[str, Any]:
    """What a client does, without knowing what waits: `option` numbers are taken of the options of that moment."""
    kind = draw(st.sampled_from(["option", "option", "option", "all", "text", "move", "digits", "silence", "old"]))
    match kind:
        case "option":
            return {"option": draw(st.integers(0, 15))}
        case "text":
            return {
                "text": draw(st.sampled_from(range(len(SAID)))),
                "crisis": draw(st.sampled_from([False] * 5 + [True])),
            }
        case "move":
            return {"move": draw(st.sampled_from(MOVES))}
        case "digits":
            return {"digits": draw(st.sampled_from(["1#", "0", "25112026#", "0701740605#"]))}
    return {kind: True}


async def _does(client: Client, act: dict[str, Any], number: int) -> None:
    view = await client.sees()
    waits = view.turn.expects.key if view.turn.expects else ""
    options = [option.id for option in view.options]
    match act:
        case {"old": _}:
            with pytest.raises(StaleQuestion):
                await client.does(text=CANARY, waiting=f"not {waits}")
        case {"text": said, "crisis": crisis}:
            intent, answers = SAID[said]
            text, signal = f"min {CANARY} nummer {number}", Crisis("certain", "suicide") if crisis else None
            client.desk.listener.teach(text, intent=intent or "out_of_scope", crisis=signal, **answers)
            await client.does(text=text, waiting=waits, key=f"key {number}")
        case {"option": which} if options:
            await client.does(choice=options[which % len(options)], waiting=waits, key=f"key {number}")
        case {"all": _} if options:
            await client.does(choices=options, waiting=waits)
        case {"move": move}:
            await client.does(move=move, waiting=waits)
        case {"digits": digits}:
            await client.does(digits=digits, waiting=waits)
        case _:
            await client.does(silence=True, waiting=waits)


async def _story(desk: Desk, told: list[dict[str, Any]], consents: bool) -> None:
    opening = await desk.service.opening("web")
    client = await desk.client()
    assert await client.sees() == opening
    if consents:
        await client.does(choice="yes", waiting="consent")
    for number, act in enumerate(told):
        await _does(client, act, number)
        view = await client.sees()
        assert view.turn == await desk.service.current(client.id, client.token)
        if view.turn.expects:
            ids = [option.id for option in view.options]
            assert len(set(ids)) == len(ids)
            assert set(view.turn.expects.options) <= set(view.options)
    stored = await everything_in(desk.database)
    if not _has_said_yes(stored, client):
        assert not any(CANARY in content for content in stored.values())
    await client.erases()
    with pytest.raises(Expired):
        await client.sees()
    assert not any(CANARY in content for content in (await everything_in(desk.database)).values())
    assert CANARY not in repr(vars(desk.service._held))


def _has_said_yes(stored: dict[str, str], client: Client) -> bool:
    """Whether this client has said yes: only then is there a log."""
    return client.id in stored["conversation_events"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(told=st.lists(acts(), min_size=1, max_size=15), consents=st.booleans())
def test_the_page_shows_what_waits_and_erasing_leaves_no_word(
    running: tuple[asyncio.Runner, Desk], told: list[dict[str, Any]], consents: bool
) -> None:
    runner, desk = running
    runner.run(_story(desk, told, consents))
