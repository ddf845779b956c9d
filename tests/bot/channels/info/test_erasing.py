"""A client takes everything back: at once, with a receipt, and a second press does no harm."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.channels.web.chat.session_cookie import NAME
from bot.conversations.errors import Expired
from tests.bot.channels.info.conftest import FEW, Clock, Reader
from tests.bot.store.stories import stands


async def test_without_a_conversation_it_says_how_to_reach_one(reader: Reader) -> None:
    page = await reader.reads("/radera")
    assert page.headings[0][1] == "Jag hittar inga svar här"
    assert page.links["/fortsatt"] == "Skriv en kod"
    assert "Ring din kommun" in page.main
    assert page.forms == []


async def test_it_says_what_goes_and_what_stays_before_anything_happens(client: Reader) -> None:
    await client.opens_a_conversation()
    await client.answers({"choice": "yes"})
    page = await client.reads("/radera")
    assert ("h2", "Det här försvinner direkt") in page.headings
    assert ("h2", "Det här blir kvar") in page.headings
    assert "Det ombudet själv har skrivit." in page.main
    assert "kanske inte nå dig" in page.main
    assert "Kopior som kommunen tar för säkerhets skull." in page.main
    assert page.forms == [("post", "/radera")]
    assert page.buttons == ["Ja, radera mina svar"]
    assert page.links["/"]
    assert client.parts
    assert (await client.parts.conversations.view(client.id, client.token)).stored


async def test_before_the_yes_nothing_is_said_to_be_kept(client: Reader) -> None:
    await client.opens_a_conversation()
    page = await client.reads("/radera")
    assert "Jag har inte sparat något" in page.main
    assert "ombudet" not in page.main.lower()


async def test_one_press_erases_and_takes_the_cookie(client: Reader) -> None:
    await client.opens_a_conversation()
    await client.answers({"choice": "yes"}, {"choice": "po_intake"})
    page = await client.presses_erase()
    assert page.headings[0][1] == "Dina svar är borta"
    assert not client.holds_the_cookie
    assert '"storage"' in client.last.headers["clear-site-data"]
    assert client.parts
    with pytest.raises(Expired):
        await client.parts.conversations.current(client.id, client.token)


async def test_a_second_press_is_harmless(client: Reader) -> None:
    await client.opens_a_conversation()
    await client.answers({"choice": "yes"})
    await client.presses_erase()
    without = await client.presses_erase()
    assert without.headings[0][1] == "Jag hittar inga svar här"
    client.http.cookies.set(NAME, f"{client.id}.{client.token}", domain="ombud.test", path="/")
    again = await client.presses_erase()
    assert "Har du redan raderat är dina svar borta." in again.main
    assert not client.holds_the_cookie


async def test_the_receipt_names_the_case(client: Reader) -> None:
    await client.opens_a_conversation()
    case = await sends_to_an_ombud(client)
    page = await client.presses_erase()
    assert f"Numret {case} är tomt nu." in page.main
    assert case not in str(client.last.url)


async def test_the_receipt_tells_that_an_ombud_already_had_the_case(client: Reader) -> None:
    await client.opens_a_conversation()
    case = await sends_to_an_ombud(client)
    assert client.parts
    async with client.parts.database.unit_of_work() as uow:
        await stands(uow, case, "open")
    page = await client.presses_erase()
    assert f"Ett ombud hade redan tagit {case}. Ombudet ser nu att svaren är borta." in page.main


async def sends_to_an_ombud(client: Reader) -> str:
    """Presses whatever leads on until the answers are sent; the case."""
    assert client.parts
    await client.answers({"choice": "yes"}, {"choice": "human"})
    for _ in range(40):
        turn = await client.parts.conversations.current(client.id, client.token)
        expects = turn.expects
        assert expects, "the conversation ended without a case"
        moves = {move.id for move in turn.moves}
        if expects.key == "summary":
            line: dict[str, object] = {"choice": "send"}
        elif expects.type == "yes_no":
            line = {"choice": "yes"}
        elif "skip" in moves:
            line = {"move": "skip"}
        elif expects.options:
            line = {"choice": expects.options[0].id}
        else:
            line = {"text": "070-123 45 67"}
        if case := await client.answers(line):
            return case
    raise AssertionError("no case after 40 answers")


async def test_an_expired_conversation_is_told_and_its_cookie_goes(client: Reader, clock: Clock) -> None:
    await client.opens_a_conversation()
    await client.answers({"choice": "yes"})
    clock.now += timedelta(days=31)
    page = await client.reads("/radera")
    assert "Samtalet är slut." in page.main
    assert not client.holds_the_cookie


async def test_another_site_cannot_press_the_button(client: Reader) -> None:
    await client.opens_a_conversation()
    await client.answers({"choice": "yes"})
    await client.presses_erase(status=403, Origin="https://annan.example")
    assert client.holds_the_cookie
    assert client.parts
    assert (await client.parts.conversations.current(client.id, client.token)).expects


async def test_a_wrong_token_opens_nothing_and_guessing_is_stopped(client: Reader) -> None:
    await client.opens_a_conversation()
    statuses = set()
    for number in range(FEW + 2):
        client.http.cookies.set(NAME, f"{client.id}.wrongtoken{number:04}", domain="ombud.test", path="/")
        statuses.add((await client.http.post("/radera", headers={"Accept": "text/html"})).status_code)
        client.http.cookies.clear()
    assert statuses == {200, 429}
    assert client.parts
    assert (await client.parts.conversations.current(client.id, client.token)).expects
