"""What a client can fetch: letters made from the own answers, and the last day for a calendar."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from bot.conversations.errors import Expired, NotFound, WrongToken
from bot.dialogue.turn import Turn
from tests.bot.conversations.conftest import Client, Desk

WRONG = "Jag klarar inte att handla och laga mat själv."
ANSWERS: dict[str, dict[str, str]] = {
    "consent": {"choice": "yes"}, "menu": {"choice": "explain_decision"},
    "decision_from": {"choice": "social_services"}, "decision_about": {"choice": "boendestod"},
    "outcome": {"choice": "no"}, "written": {"choice": "yes"}, "decision_date": {"text": "13 november"},
    "got_date": {"text": "16 november"}, "route": {"choice": "appeal"}, "enough": {"choice": "yes"},
    "want": {"choice": "object"}, "wrong": {"text": WRONG},
}  # fmt: skip
"""An avslag on boendestöd that came on 16 November 2026 and can be appealed. Other questions are skipped."""


async def asked(desk: Desk, until: str) -> tuple[Client, list[Turn]]:
    """Somebody who has answered so far that this question waits, and every turn on the way."""
    client = await desk.client()
    turns = [client.turn]
    while (waits := client.expected) != until:
        assert waits is not None
        turns.append(await client.does(**ANSWERS.get(waits, {"move": "skip"})))
    return client, turns


async def objecting(desk: Desk) -> tuple[Client, Turn]:
    client, turns = await asked(desk, "more")
    return client, turns[-1]


def links(turn: Turn) -> dict[str, str]:
    return {link.url: link.kind for link in turn.links}


async def test_who_objects_reads_the_letter_and_can_fetch_it(desk: Desk) -> None:
    client, turn = await objecting(desk)
    assert links(turn) == {"letters/appeal.pdf": "pdf", "letters/appeal.txt": "web"}
    shown = next(message.text for message in turn.messages if WRONG in message.text)
    text = await desk.service.document(client.id, "letters/appeal.txt", token=client.token)
    assert text.content.decode().strip() == shown
    pdf = await desk.service.document(client.id, "letters/appeal.pdf", token=client.token)
    assert (pdf.name, pdf.media_type) == ("overklagande.pdf", "application/pdf")
    assert WRONG in " ".join(PdfReader(BytesIO(pdf.content)).pages[0].extract_text().split())


async def test_the_last_day_goes_to_the_calendar_and_says_nothing_of_the_matter(desk: Desk) -> None:
    client, turns = await asked(desk, "want")
    assert [links(turn) for turn in turns if turn.links] == [{"last-day.ics": "ics"}]
    file = await desk.service.document(client.id, "last-day.ics", token=client.token)
    event = Calendar.from_ical(file.content).walk("VEVENT")[0]
    assert event.decoded("dtstart") == date(2026, 12, 7)
    assert "boendestöd" not in file.content.decode().casefold()


async def test_a_letter_that_the_answers_do_not_make_is_not_there(desk: Desk) -> None:
    client, _ = await asked(desk, "want")
    for path in ("letters/appeal.pdf", "letters/delay.pdf", "letters/../appeal.pdf", "letters/appeal.doc", "x", ""):
        with pytest.raises(NotFound):
            await desk.service.document(client.id, path, token=client.token)


async def test_before_the_yes_there_is_nothing_to_fetch(desk: Desk) -> None:
    client = await desk.client()
    for path in ("letters/nodbistand.pdf", "last-day.ics"):
        with pytest.raises(NotFound):
            await desk.service.document(client.id, path, token=client.token)


async def test_only_the_right_token_fetches_it_and_after_erasing_nobody_does(desk: Desk) -> None:
    client, _ = await objecting(desk)
    with pytest.raises(WrongToken):
        await desk.service.document(client.id, "letters/appeal.pdf", token="another-token")
    await desk.service.erase(client.id, client.token)
    with pytest.raises(Expired):
        await desk.service.document(client.id, "letters/appeal.pdf", token=client.token)


async def test_a_pass_opens_its_own_document_for_a_while_and_nothing_else(desk: Desk) -> None:
    client, _ = await objecting(desk)
    path = "letters/appeal.pdf"
    mine = desk.service.link_pass(client.id, client.token, path)
    assert (await desk.service.document(client.id, path, link_pass=mine)).name == "overklagande.pdf"
    other = await desk.client()
    for wrong in (
        (client.id, "letters/appeal.txt", mine),
        (other.id, path, mine),
        (client.id, path, mine[:-1] + ("0" if mine[-1] != "0" else "1")),
        (client.id, path, f"{int(mine.split('.')[0]) + 60}.{mine.split('.')[1]}"),
        (client.id, path, desk.service.link_pass(client.id, "another-token", path)),
        (client.id, path, "x"),
        (client.id, path, "9" * 400),
        (client.id, path, "1."),
    ):
        with pytest.raises(WrongToken):
            await desk.service.document(wrong[0], wrong[1], link_pass=wrong[2])
    desk.clock.turn(hours=2)
    with pytest.raises(WrongToken):
        await desk.service.document(client.id, path, link_pass=mine)


async def test_on_another_device_the_old_links_are_shut(desk: Desk) -> None:
    client, _ = await objecting(desk)
    path = "letters/appeal.pdf"
    mine = desk.service.link_pass(client.id, client.token, path)
    code = await desk.service.resume_code(client.id, client.token)
    await desk.service.resume(code.code, "web")
    with pytest.raises(WrongToken):
        await desk.service.document(client.id, path, link_pass=mine)


async def test_who_is_in_need_reads_the_own_application_at_the_end(desk: Desk) -> None:
    """It is handed in by the client: what went to the ombud is none."""
    answers: dict[str, dict[str, Any]] = {
        "consent": {"choice": "yes"}, "menu": {"choice": "nodprovning"}, "danger": {"choice": "no"},
        "need": {"choices": ["food"]}, "children_count": {"text": "2"}, "money": {"text": "40 kronor"},
        "tried": {"text": "Jag har lånat av grannen."}, "send_ombud": {"choice": "yes"}, "summary": {"choice": "send"},
    }  # fmt: skip
    client = await desk.client()
    while client.expected:
        await client.does(**answers.get(client.expected, {"move": "skip"}))
    told = [message.text for message in client.turn.messages]
    letter = next(text for text in told if "Jag ansöker om bistånd i en nödsituation." in text and "Till:" in text)
    assert "Jag har lånat av grannen." in letter
    assert told.index(letter) > next(place for place, text in enumerate(told) if "Det här är ingen ansökan." in text)
    assert links(client.turn) == {"letters/nodbistand.pdf": "pdf", "letters/nodbistand.txt": "web"}
