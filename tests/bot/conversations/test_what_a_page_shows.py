"""A page shows the waiting turn, every option of its question, and what the client has told so far."""

from __future__ import annotations

from bot.conversations.port import Told, View
from tests.bot.conversations.conftest import Client, Desk
from tests.bot.conversations.opened_up import everything_in
from tests.e2e.persona import Persona


def told(view: View) -> dict[str, str]:
    return {answer.label: answer.value for answer in view.answers}


async def test_looking_at_the_first_page_begins_nothing(desk: Desk) -> None:
    before = await everything_in(desk.database)
    opening = await desk.service.opening("web")
    assert await everything_in(desk.database) == before
    assert [option.id for option in opening.options] == ["yes", "no"]
    assert opening.answers == ()
    assert not opening.stored


async def test_the_first_page_is_how_every_conversation_begins(desk: Desk) -> None:
    opening = await desk.service.opening("web")
    client = await desk.client()
    assert client.turn == opening.turn
    assert await client.sees() == opening


async def test_on_the_phone_it_begins_in_the_phones_words(desk: Desk) -> None:
    opened = await desk.service.open("phone", form="phone")
    assert (await desk.service.opening("phone")).turn == opened.turn


async def test_a_long_list_is_there_whole_and_in_order(desk: Desk) -> None:
    client = await desk.client()
    await client.until("area", Persona(3, "nodprovning"))
    view = await client.sees()
    assert view.turn.expects is not None
    shown = view.turn.expects.options
    assert view.options[: len(shown)] == shown
    assert len(view.options) > len(shown)
    assert [option.label for option in view.options][-2:] == ["Har ingen bostad", "Bor i en annan kommun"]
    last_page = (await client.does(move="more")).expects
    assert last_page is not None
    assert {o.id for o in last_page.options} <= {o.id for o in view.options}
    again = await client.sees()
    assert [o.id for o in again.options] == [o.id for o in view.options]


async def test_an_option_beyond_the_page_can_be_chosen_at_once(desk: Desk) -> None:
    client = await desk.client()
    await client.until("area", Persona(3, "nodprovning"))
    await client.does(choice="elsewhere")
    assert client.expected != "area"


async def test_what_was_told_is_in_words_and_in_the_order_of_the_questions(desk: Desk) -> None:
    client = await desk.client()
    await client.until("need", Persona(3, "nodprovning"))
    assert (await client.sees()).answers == ()
    await client.does(choices=["food", "rent"])
    assert (await client.sees()).answers == (Told("need", "Behöver nu", "mat och hyra"),)
    await client.until("summary", Persona(3, "nodprovning"))
    summary = next(message for message in client.turn.messages if message.kind == "summary")
    lines = [f"{answer.label}: {answer.value}" for answer in (await client.sees()).answers]
    assert lines == summary.text.splitlines()[1:]


async def test_it_stays_to_be_read_after_it_was_sent(desk: Desk) -> None:
    client = await desk.client()
    await client.until("summary", Persona(3, "nodprovning"))
    before = (await client.sees()).answers
    sent = await client.does(choice="send")
    view = await client.sees()
    assert view.turn == sent
    assert view.answers == before
    assert view.options == ()


async def test_what_was_told_before_the_yes_is_shown_and_not_stored(desk: Desk) -> None:
    client = await desk.client()
    story = desk.listener.teach("jag har inga pengar till mat", intent="nodprovning", need=["food"], money=0)
    await client.does(text=story)
    view = await client.sees()
    assert told(view) == {"Behöver nu": "mat", "Pengar nu": "0 kronor"}
    assert not view.stored
    assert (await desk.again().view(client.id, client.token)).answers == ()
    await client.does(choice="yes")
    view = await client.sees()
    assert told(view) == {"Behöver nu": "mat", "Pengar nu": "0 kronor"}
    assert view.stored


async def test_after_a_no_nothing_is_shown_as_told(desk: Desk) -> None:
    client = await desk.client()
    await client.does(text=desk.listener.teach("jag har inga pengar", intent="nodprovning", money=0))
    await client.does(choice="no")
    view = await client.sees()
    assert view.answers == ()
    assert not view.stored


async def test_a_yes_given_to_another_process_is_what_all_pages_show(desk: Desk) -> None:
    client = await desk.client()
    await client.does(text=desk.listener.teach("jag har inga pengar", intent="nodprovning", money=0))
    elsewhere = Client(desk, client.id, client.token, client.turn)
    first, desk.service = desk.service, desk.again()
    await elsewhere.does(choice="yes")
    view = await first.view(client.id, client.token)
    assert view.turn == elsewhere.turn
    assert view.answers == ()
    assert view.stored


async def test_the_answer_about_danger_is_not_shown(desk: Desk) -> None:
    client = await desk.client()
    persona = Persona(3, "nodprovning")
    await client.until("summary", persona)
    assert "danger" in persona.answers
    keys = {answer.key for answer in (await client.sees()).answers}
    assert not keys & {"danger", "crisis_ask", "crisis_safe", "send_ombud"}
